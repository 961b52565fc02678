package app.touchline.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import app.touchline.testing.NeedsChromium;

import static org.assertj.core.api.Assertions.assertThat;

/** Every page there is, found as a person finds it: by links. Each stands in light, dark and on a phone, and axe looks at it. */
@NeedsChromium
@ExtendWith(RunningSample.Given.class)
class EveryPageTests {

    /** Answers to a GET that are no page. */
    private static final Set<String> NO_PAGES = Set.of(
            "/actuator/health",
            "/actuator/health/readiness",
            "/actuator/prometheus",
            "/admin/import/example.csv",
            "/admin/import/{id}/errors.csv",
            "/admin/mailboxes/{id}/standing",
            "/partners.csv",
            "/calendar/{name}",
            "/pipeline/list.csv",
            "/pipeline/list.xlsx",
            "/today.csv",
            "/today/news",
            "/views",
            "/views.csv",
            "/views.xlsx",
            "/views/{code:[a-z0-9-]+}",
            "/deals/look-alikes",
            "/weekly.csv",
            "/weekly/reads/{id}/decisions.csv",
            "/weekly/reads/{id}/news");

    /** To these no link leads from inside; {@link FirstDayTests} look at them. */
    private static final Set<String> FROM_OUTSIDE = Set.of("/password/{token}", "/set-up/{token}", "/sign-in");

    /** Where a walk begins: Today, and pages that one comes to by a form or an address. */
    private static final List<String> DOORS = List.of(
            "/?who=all&tier=1",
            "/partners?tier=1&cadence=slipped",
            "/search?q=ha",
            "/partners/1/domains",
            "/today/bulk?act=done&pick=p1-1&back=/",
            "/partners/1/qualification",
            "/polite-passes",
            "/intros/1/edit",
            "/tests/1/edit",
            "/weekly/reads/2",
            "/weekly/reads/3",
            "/tests/1/next");

    /** What only a person whose mailbox is read comes to. */
    private static final List<String> OF_THEIR_OWN = List.of("/me/mailboxes");

    /** Pages already seen, in another state. */
    private static final List<String> ALSO = List.of(
            "/partners/1/merger?into=nobody-has-this",
            "/search",
            "/search?q=harbour",
            "/search?q=nobody-has-this",
            "/deals?q=harbour",
            "/deals?q=nobody-has-this",
            "/partners?q=nobody-has-this",
            "/partners?f=cadence:is:Not+in+cadence",
            "/?who=mine",
            "/replies?show=awaited&who=all",
            "/today/bulk?act=recovery&pick=p1-1&back=/",
            "/admin/microsoft365/1?like=dana",
            "/admin/microsoft365/1?like=nobody-has-this",
            "/admin/hours/holidays?country=de&region=de/by&year=2026",
            "/weekly/reads/3?step=coverage",
            "/weekly/reads/3?step=recovery",
            "/weekly/reads/3?step=loose",
            "/weekly/reads/3?step=close",
            "/pipeline?q=nobody-has-this",
            "/pipeline/list?q=nobody-has-this",
            "/pipeline/list?phase=all",
            "/pipeline/forecast?q=nobody-has-this",
            "/weekly?date=2020-01-01",
            "/weekly?date=2999-01-01",
            "/weekly?date=tomorrow");

    private final List<PathPattern> routes = routes();

    @Test
    void everyPageIsReachedByLinksAndStandsOnEveryScreen(RunningSample sample) {
        var admin = sample.signedIn("admin");
        var seen = new LinkedHashMap<String, String>();
        bring(admin, "Company,Tier\nBrought for the walk,Tier 1\n");
        admin.getByText("Import all of it").click();
        admin.getByText("Undo all of it").waitFor();
        bring(admin, "Company,Tier\nBrought for the walk Inc.,Tier 1\nNo tier at all,\n");
        walk(sample, admin, DOORS, seen);
        walk(sample, sample.signedIn("dana"), OF_THEIR_OWN, seen);
        for (var address : ALSO) visit(sample.browser(), admin, address, address);
        sample.browser().assertNoProblems();

        var unseen = new TreeSet<String>();
        for (var route : routes) unseen.add(route.getPatternString());
        unseen.removeAll(seen.keySet());
        unseen.removeAll(NO_PAGES);
        unseen.removeAll(FROM_OUTSIDE);
        assertThat(unseen).as("pages that no link leads to").isEmpty();
    }

    private static void bring(Page page, String file) {
        page.navigate("/admin/import");
        page.setInputFiles("#file", new FilePayload("walk.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)));
        page.getByText("Go on").click();
        page.getByText("Show what would happen").click();
        page.getByText("are known already").waitFor();
    }

    private void walk(RunningSample sample, Page page, List<String> doors, Map<String, String> seen) {
        var waiting = new ArrayDeque<>(doors);
        while (!waiting.isEmpty()) {
            var address = waiting.poll();
            var route = routeOf(address).orElseThrow(() -> new AssertionError("nothing answers " + address));
            if (seen.putIfAbsent(route, address) != null && !doors.contains(address)) continue;
            visit(sample.browser(), page, address, route);
            linksOf(page).stream().filter(link -> isWanted(link, seen)).forEach(waiting::add);
        }
    }

    @Test
    void whoLeadsSeesTheirPartOfTheAdministration(RunningSample sample) {
        var page = sample.signedIn("lead");
        for (var address : List.of("/?who=mine", "/admin", "/admin/review", "/admin/contacts", "/admin/matching"))
            visit(sample.browser(), page, address, "the lead's " + address);
        sample.browser().assertNoProblems();
    }

    private static void visit(Browser browser, Page page, String address, String name) {
        var answer = page.navigate(address);
        assertThat(answer.status()).as(address).isIn(200, 422);
        browser.look(page, name);
    }

    private boolean isWanted(String link, Map<String, String> seen) {
        return routeOf(link)
                .filter(route -> !seen.containsKey(route) && !NO_PAGES.contains(route))
                .isPresent();
    }

    @SuppressWarnings("unchecked")
    private static List<String> linksOf(Page page) {
        return (List<String>)
                page.evaluate("[...document.querySelectorAll('a[href^=\"/\"]')].map(a => a.getAttribute('href'))");
    }

    private Optional<String> routeOf(String address) {
        var path = PathContainer.parsePath(URI.create(address).getPath());
        return routes.stream()
                .filter(route -> route.matches(path))
                .sorted()
                .findFirst()
                .map(PathPattern::getPatternString);
    }

    private static List<PathPattern> routes() {
        try {
            return new ClassPathResource("rights.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("GET "))
                    .map(line -> PathPatternParser.defaultInstance.parse(line.split("\\s+")[1]))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
