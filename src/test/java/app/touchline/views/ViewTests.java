package app.touchline.views;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.util.HtmlUtils;

import app.touchline.partner.FileField;
import app.touchline.partner.FileField.Kind;
import app.touchline.partner.PartnerDraft;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.partner.TrackerField;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.Patience;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;
import app.touchline.views.View.Condition;
import app.touchline.views.View.Operator;

import static app.touchline.testing.PartnerSamples.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@TouchlineTest
class ViewTests {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 18);

    @Autowired
    ViewReader reader;

    @Autowired
    SavedViews saved;

    @Autowired
    PartnerSamples samples;

    @Autowired
    TeamSamples team;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvcTester mvc;

    /** Random conditions over every field, held against all rows one by one; fixed seed. */
    @Test
    void filtersAgreeWithASlowReference() {
        var stem = name("Viewed");
        some(stem);
        var own = new Condition(TrackerField.PARTNER, Operator.CONTAINS, stem);
        var everyField = List.of(TrackerField.values());
        var all = new ArrayList<ViewReader.Row>();
        for (Turn after = null; ; ) {
            var page = reader.page(
                    new View(List.of(own), false, everyField, TrackerField.PARTNER, false, null), DAY, after, 7);
            all.addAll(page.rows());
            assertThat(page.total()).isEqualTo(24);
            if (page.next() == null) break;
            after = page.next();
        }
        assertThat(all).hasSize(24);

        var random = new Random(26_11_18);
        for (var round = 0; round < 150; round++) {
            var condition = condition(random, all);
            var sort = TrackerField.values()[random.nextInt(TrackerField.values().length)];
            var view = new View(
                    List.of(own, condition),
                    false,
                    List.of(TrackerField.PARTNER, sort),
                    sort,
                    random.nextBoolean(),
                    null);
            var pages = new ArrayList<ViewReader.ViewPage>();
            for (Turn after = null; ; ) {
                var page = reader.page(view, DAY, after, 5);
                pages.add(page);
                if (page.next() == null) break;
                after = page.next();
            }
            if (round % 5 == 0) turnBack(view, pages);
            var found = pages.stream().flatMap(page -> page.rows().stream()).toList();
            var expected = all.stream()
                    .filter(row -> holds(row, condition))
                    .map(ViewReader.Row::partnerId)
                    .toList();
            assertThat(found)
                    .as("%s, by %s", condition, sort)
                    .extracting(ViewReader.Row::partnerId)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(reader.count(view, DAY)).isEqualTo(expected.size());
            if (sort.kind() == Kind.DATE || sort.kind() == Kind.NUMBER)
                assertThat(found).isSortedAccordingTo(order(sort, view.descending()));
        }
    }

    /** From the last page to the first each stands as it did on the way there; none is before the first. */
    private void turnBack(View view, List<ViewReader.ViewPage> pages) {
        assertThat(pages.getFirst().previous()).isNull();
        for (var at = pages.size() - 1; at > 0; at--)
            assertThat(reader.page(view, DAY, pages.get(at).previous(), 5))
                    .as("page %d of %s", at, view)
                    .isEqualTo(pages.get(at - 1));
    }

    @SuppressWarnings("unchecked")
    private static Comparator<ViewReader.Row> order(TrackerField field, boolean descending) {
        Comparator<Comparable<Object>> values = descending
                ? Comparator.<Comparable<Object>>reverseOrder()
                : Comparator.<Comparable<Object>>naturalOrder();
        return Comparator.comparing(row -> (Comparable<Object>) row.value(field), Comparator.nullsLast(values));
    }

    private static Condition condition(Random random, List<ViewReader.Row> all) {
        while (true) {
            var field = TrackerField.values()[random.nextInt(TrackerField.values().length)];
            var operator = Operator.values()[random.nextInt(Operator.values().length)];
            if (!operator.takesValue()) return new Condition(field, operator, "");
            var value = all.get(random.nextInt(all.size())).value(field);
            if (value == null || value.toString().isBlank() || value.toString().contains("|")) continue;
            if ((operator == Operator.CONTAINS || operator == Operator.LESS || operator == Operator.MORE)
                    && field.kind() != Kind.DATE
                    && field.kind() != Kind.NUMBER
                    && field.kind() != Kind.MONEY) {
                if (operator != Operator.CONTAINS || field.kind() == Kind.CHOICE || field.kind() == Kind.YES_NO)
                    continue;
            } else if (operator == Operator.CONTAINS) continue;
            var text = value instanceof Boolean yes ? (yes ? "yes" : "no") : value.toString();
            return new Condition(field, operator, text.strip());
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static boolean holds(ViewReader.Row row, Condition condition) {
        var value = row.value(condition.field());
        Object wanted = switch (condition.field().kind()) {
            case DATE -> condition.value().isEmpty() ? "" : LocalDate.parse(condition.value());
            case NUMBER, MONEY -> condition.value().isEmpty() ? "" : new BigDecimal(condition.value());
            case YES_NO -> condition.value().equals("yes");
            default -> condition.value();
        };
        return switch (condition.operator()) {
            case EMPTY -> value == null;
            case FILLED -> value != null;
            case IS -> value != null && same(value, wanted);
            case IS_NOT -> value == null || !same(value, wanted);
            case CONTAINS ->
                value != null
                        && value.toString()
                                .toLowerCase(Locale.ROOT)
                                .contains(condition.value().toLowerCase(Locale.ROOT));
            case LESS -> value != null && ((Comparable) value).compareTo(wanted) < 0;
            case MORE -> value != null && ((Comparable) value).compareTo(wanted) > 0;
        };
    }

    private static boolean same(Object value, Object wanted) {
        return value instanceof BigDecimal number
                ? number.compareTo((BigDecimal) wanted) == 0
                : value.toString().equalsIgnoreCase(wanted.toString());
    }

    private void some(String stem) {
        var random = new Random(7);
        var owners = List.of(team.manager(name("Vera View")), team.manager(name("Veit View")));
        for (var i = 0; i < 24; i++) {
            var status = ProgrammeStatus.values()[random.nextInt(5)];
            var owner = random.nextInt(3) == 0
                    ? null
                    : Long.valueOf(owners.get(random.nextInt(2)).id());
            var partner = samples.create(PartnerDraft.of(
                            stem + (i % 2 == 0 ? " ä" : " Z") + i,
                            samples.tier(1 + random.nextInt(3)).id(),
                            owner,
                            status)
                    .since(DAY.minusDays(random.nextInt(400))));
            if (random.nextBoolean()) samples.domain(partner, "viewed-%d.test".formatted(partner.id()));
            if (random.nextBoolean())
                samples.contact(partner, "Kim " + i, "kim%d@viewed-%d.test".formatted(i, partner.id()));
            jdbc.sql(
                            "update partner set region = :region, notes = :notes, phase = :phase, archetype = :archetype, proposals_sent = :sent where id = :id")
                    .param("region", random.nextBoolean() ? "EMEA" : "")
                    .param("notes", random.nextBoolean() ? "100% 'sure' \\ _x" : "")
                    .param("phase", random.nextBoolean() ? 1 + random.nextInt(4) : null)
                    .param("archetype", random.nextBoolean() ? "DEMAND_CREATOR" : null)
                    .param("sent", random.nextBoolean() ? random.nextInt(9) : null)
                    .param("id", partner.id())
                    .update();
            if (random.nextBoolean())
                jdbc.sql(
                                "insert into action (partner_id, type, note, due, assignee_id, created_at) values (:p, 'FOLLOW_UP', 'n', :due, :who, now())")
                        .param("p", partner.id())
                        .param("due", DAY.plusDays(random.nextInt(20) - 10))
                        .param("who", owners.getFirst().id())
                        .update();
            if (random.nextBoolean())
                jdbc.sql(
                                "insert into intro (partner_id, account, made_on, created_at) values (:p, 'Globex', :on, now())")
                        .param("p", partner.id())
                        .param("on", DAY.minusDays(random.nextInt(50)))
                        .update();
            if (random.nextBoolean())
                jdbc.sql(
                                "insert into opening_value (partner_id, measure, amount, as_of, kept_at) values (:p, :m, 4, :on, now())")
                        .param("p", partner.id())
                        .param("m", random.nextBoolean() ? "INTROS_MADE" : "CLOSED_WON")
                        .param("on", DAY.minusDays(random.nextInt(60)))
                        .update();
            if (random.nextBoolean())
                jdbc.sql(
                                "insert into ninety_day_test (partner_id, goal, starts_on, ends_on, verdict, created_at) values (:p, 'Goal', :on, :on + 90, 'AT_RISK', now())")
                        .param("p", partner.id())
                        .param("on", DAY.minusDays(random.nextInt(60)))
                        .update();
            if (random.nextBoolean())
                jdbc.sql(
                                "insert into partner_last_touch (partner_id, last_always) values (:p, :at) on conflict (partner_id) do nothing")
                        .param("p", partner.id())
                        .param(
                                "at",
                                java.time.OffsetDateTime.parse("2026-11-18T08:00Z")
                                        .minusDays(random.nextInt(90)))
                        .update();
        }
    }

    @Test
    void aPlaceHoldsWhenItsPartnerHasMovedOnOrIsShownNoLonger() {
        var stem = name("Turned");
        for (var i = 0; i < 9; i++) samples.partner(stem + " " + i, 1, null, null);
        var view = new View(
                stem, List.of(), false, NamedView.DEFAULT_COLUMNS, TrackerField.PARTNER, true, TrackerField.CADENCE);
        var first = reader.page(view, DAY, null, 3);
        var second = reader.page(view, DAY, first.next(), 3);
        assertThat(names(second)).containsExactly(stem + " 5", stem + " 4", stem + " 3");
        assertThat(List.of(second.from(), second.to(), second.total())).containsExactly(4L, 6L, 9L);

        jdbc.sql("update partner set archived_at = created_at where name = :name")
                .param("name", stem + " 6")
                .update();
        jdbc.sql("update partner set name = :to where name = :name")
                .param("to", stem + " 05")
                .param("name", stem + " 5")
                .update();
        assertThat(names(reader.page(view, DAY, first.next(), 3)))
                .containsExactly(stem + " 4", stem + " 3", stem + " 2");
        assertThat(names(reader.page(view, DAY, second.previous(), 3)))
                .as("back to a beginning that is shorter now: the first page in full")
                .containsExactly(stem + " 8", stem + " 7", stem + " 4");
        assertThat(names(reader.page(view, DAY, new Turn(false, 1, stem), 3)))
                .as("nothing is left beyond: the first page")
                .containsExactly(stem + " 8", stem + " 7", stem + " 4");
        var byDay = new View(stem, List.of(), false, NamedView.DEFAULT_COLUMNS, TrackerField.LAST_TOUCH, false, null);
        assertThat(reader.page(byDay, DAY, Turn.of("7:no day", null), 3).from()).isEqualTo(1);
    }

    private static List<String> names(ViewReader.ViewPage page) {
        return page.rows().stream().map(ViewReader.Row::name).toList();
    }

    @Test
    void pagesAreTurnedByTheirAddressBothWays() {
        var stem = name("Leafed");
        for (var i = 10; i < 63; i++) samples.partner(stem + " " + i, 1, null, null);
        var first = page("/partners?q=" + stem.replace(" ", "%20"));
        assertThat(first).contains("1 to 50 of 53", stem + " 59").doesNotContain("rel=\"prev\"", stem + " 60");
        var second = page(link(first, "next"));
        assertThat(second).contains("51 to 53 of 53", stem + " 60").doesNotContain("rel=\"next\"", stem + " 59");
        assertThat(page(link(second, "prev"))).contains("1 to 50 of 53", stem + " 59");
    }

    private String page(String address) {
        var answer = mvc.get().uri(URI.create(address)).with(As.a(Role.VIEWER)).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private static String link(String page, String rel) {
        var link = Pattern.compile("rel=\"" + rel + "\" href=\"([^\"]+)\"").matcher(page);
        assertThat(link.find()).isTrue();
        return HtmlUtils.htmlUnescape(link.group(1));
    }

    @Test
    void anAddressSaysAllOfAViewAndWhatItSaysWronglyIsLeftOut() {
        for (var named : NamedView.values()) {
            var parameters = new LinkedMultiValueMap<String, String>();
            for (var part : named.view().query().split("&")) {
                if (part.isEmpty()) continue;
                var at = part.indexOf('=');
                parameters.add(
                        part.substring(0, at),
                        java.net.URLDecoder.decode(part.substring(at + 1), StandardCharsets.UTF_8));
            }
            assertThat(View.of(parameters)).isEqualTo(named.view());
        }
        var nonsense = new LinkedMultiValueMap<>(Map.of(
                "f",
                List.of("nothing:is:x", "tier:beats:y", "tier:is:", "tier"),
                "c",
                List.of("no"),
                "sort",
                List.of("-no")));
        assertThat(View.of(nonsense).conditions()).isEmpty();
        assertThat(View.of(nonsense).columns()).isEqualTo(NamedView.DEFAULT_COLUMNS);
    }

    @Test
    void everyNamedViewIsAPageAndAFileInBothKinds() throws Exception {
        for (var named : NamedView.values()) {
            assertThat(mvc.get().uri(URI.create(named.view().address())).with(As.a(Role.VIEWER)))
                    .hasStatusOk()
                    .bodyText()
                    .contains("<h1>" + named.words());
            assertThat(mvc.get()
                            .uri(URI.create("/views.csv?" + named.view().query()))
                            .with(As.a(Role.VIEWER)))
                    .hasStatusOk()
                    .bodyText()
                    .startsWith("Partner,");
        }
        var stem = name("Filed");
        samples.partner(stem + " =1+1", 1, null, LocalDate.of(2025, 3, 4));
        var query = "f=partner:contains:%s&c=partner&c=partner_since&c=tier".formatted(stem.replace(" ", "%20"));
        assertThat(mvc.get().uri(URI.create("/views.csv?" + query)).with(As.a(Role.VIEWER)))
                .bodyText()
                .contains(stem + " =1+1,2025-03-04,Tier 1");
        var xlsx = mvc.get()
                .uri(URI.create("/views.xlsx?" + query))
                .with(As.a(Role.VIEWER))
                .exchange()
                .getResponse()
                .getContentAsByteArray();
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
            var rows = workbook.getFirstSheet().read();
            assertThat(rows).hasSize(2);
            assertThat(rows.getLast().getCellAsDate(1))
                    .hasValue(LocalDate.of(2025, 3, 4).atStartOfDay());
        }
    }

    @Test
    void whatAViewWritesToAFileAnImportKnowsAlready() throws Exception {
        var stem = name("Round");
        some(stem);
        var view = new View(
                List.of(new Condition(TrackerField.PARTNER, Operator.CONTAINS, stem)),
                false,
                List.of(TrackerField.values()),
                TrackerField.PARTNER,
                false,
                null);
        for (var kind : List.of("csv", "xlsx")) {
            var file = mvc.get()
                    .uri(URI.create("/views." + kind + "?" + view.query()))
                    .with(As.a(Role.ADMIN))
                    .exchange()
                    .getResponse()
                    .getContentAsByteArray();
            var columns = mvc.post()
                    .uri("/admin/import")
                    .multipart()
                    .file("file", file)
                    .with(As.a(Role.ADMIN))
                    .with(csrf())
                    .exchange()
                    .getResponse()
                    .getRedirectedUrl();
            assertThat(columns).endsWith("/columns");
            var job = String.valueOf(columns).replace("/columns", "");
            assertThat(mvc.post().uri(job + "/columns").with(As.a(Role.ADMIN)).with(csrf()))
                    .hasRedirectedUrl(job);
            var page = new AtomicReference<>("");
            Patience.until("the import is no longer under way", () -> {
                page.set(mvc.get()
                        .uri(job)
                        .with(As.a(Role.ADMIN))
                        .exchange()
                        .getResponse()
                        .getContentAsString());
                return !page.get().contains("import-working");
            });
            assertThat(page.get()).contains("There is nothing to do: all of it is known already.", ": 24 rows");
        }
    }

    @Test
    void aViewIsSavedSharedAndRemovedByThoseWhoMay() {
        var dana = team.manager("Dana View").signedIn();
        var other = team.manager("Otto View").signedIn();
        var view = NamedView.PERFORMANCE.view();
        var own = saved.save(name("Mine"), false, view, dana);
        var shared = saved.save(name("Ours"), true, view, dana);

        assertThat(saved.find(own, other)).isEmpty();
        assertThat(saved.find(shared, other))
                .hasValueSatisfying(found -> assertThat(found.mayChange(other)).isFalse());
        assertThat(saved.find(shared, team.opsLead().signedIn()))
                .hasValueSatisfying(found -> assertThat(found.query()).isEqualTo(view.query()));
        assertThat(mvc.post()
                        .uri("/views/{id}/removal", shared)
                        .with(As.signedIn(other))
                        .with(csrf()))
                .hasStatus(403);
        saved.remove(own, dana);
        assertThat(saved.find(own, dana)).isEmpty();
    }

    @Test
    void groupsCountWhatTheViewShows() {
        var stem = name("Grouped");
        for (var tier : List.of(1, 1, 2)) samples.partner(name(stem), tier, null, null);
        var view = new View(
                List.of(new Condition(TrackerField.PARTNER, Operator.CONTAINS, stem)),
                false,
                NamedView.DEFAULT_COLUMNS,
                TrackerField.PARTNER,
                false,
                TrackerField.TIER);

        var both = List.of(new ViewReader.Group("Tier 1", 2), new ViewReader.Group("Tier 2", 1));
        assertThat(reader.groups(view, DAY)).isEqualTo(both);
        var chosen = view.choosing(new Condition(TrackerField.TIER, Operator.IS, "Tier 2"));
        assertThat(reader.count(chosen, DAY)).isEqualTo(1);
        assertThat(reader.groups(chosen, DAY))
                .as("the others can still be chosen")
                .isEqualTo(both);
    }

    @Test
    void headingsOfFilesAreThoseAnImportKnows() {
        for (var field : TrackerField.values())
            assertThat(TrackerField.called(FileField.key(field.words())).getFirst())
                    .as(field.words())
                    .isEqualTo(field);
        assertThat(new TreeSet<>(Arrays.stream(TrackerField.values())
                        .map(TrackerField::words)
                        .toList()))
                .hasSize(TrackerField.values().length);
    }
}
