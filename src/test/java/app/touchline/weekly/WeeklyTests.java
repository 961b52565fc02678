package app.touchline.weekly;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.partner.PartnerDraft;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.partner.Snoozes;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

@TouchlineTest
@TestPropertySource(
        properties =
                "spring.application.name=WeeklyTests") // not with everybody's partners: a page names fifty that slipped
class WeeklyTests {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

    @Autowired
    MockMvcTester mvc;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TeamSamples team;

    @Autowired
    TouchSamples touches;

    @Autowired
    Snoozes snoozes;

    @Autowired
    JdbcClient jdbc;

    @Test
    void thePageShowsCoverageAndTheSlippedByName() {
        knownSince(TODAY.minusDays(300));
        var silent = partners.tierOne(PartnerSamples.name("Silent & Sons"));
        touches.sent(silent, TestClock.START.minus(295, ChronoUnit.DAYS));

        assertThat(get("/weekly"))
                .hasStatusOk()
                .bodyText()
                .contains("Weekly read · week 47", "Tier 1 · within 7 days", "as of now", "No next step")
                .contains(silent.name().replace("&", "&amp;"), "295 d");
        assertThat(get("/weekly?date=2026-03-01")).hasStatusOk().bodyText().contains("as of the end of that day");
        assertThat(get("/weekly/partners?show=slipped&tier=" + silent.tier().id()))
                .hasStatusOk()
                .bodyText()
                .contains("past their window", silent.name().replace("&", "&amp;"));
        for (var which : List.of("inside", "in-cadence", "slipped", "hand-noted"))
            assertThat(get("/weekly/partners?date=2026-11-10&page=2&show=" + which))
                    .hasStatusOk();
    }

    @Test
    void whoIsSnoozedCountsAsItStandsAndIsListedBesideWhoSlipped() {
        knownSince(TODAY.minusDays(300));
        var slipped = partners.tierOne(PartnerSamples.name("Slipped"));
        var snoozed = partners.tierOne(PartnerSamples.name("On holiday"));
        for (var each : List.of(slipped, snoozed)) touches.sent(each, TestClock.START.minus(290, ChronoUnit.DAYS));
        var before = text("/weekly");
        assertThat(heading(before, "Snoozed")).isEqualTo(0);
        var slippedBefore = heading(before, "Slipped");

        snoozes.snooze(
                snoozed.id(),
                TODAY.plusDays(9),
                "August in France",
                team.opsLead().signedIn());
        var page = text("/weekly");
        assertThat(heading(page, "Slipped")).isEqualTo(slippedBefore - 1);
        assertThat(heading(page, "Snoozed")).isEqualTo(1);
        assertThat(page.substring(page.indexOf("<h2>Snoozed")))
                .contains(snoozed.name(), "August in France")
                .doesNotContain(slipped.name());
        assertThat(page.substring(page.indexOf("id=\"slipped\""), page.indexOf("<h2>Snoozed")))
                .contains(slipped.name(), "1 more snoozed, below")
                .doesNotContain(snoozed.name());
        assertThat(page).contains(", 1 of them snoozed");
        assertThat(text("/weekly/partners?show=slipped&tier=" + snoozed.tier().id()))
                .contains(slipped.name(), snoozed.name(), "snoozed until Fri 27 Nov");
        snoozes.end(snoozed.id(), team.opsLead().signedIn(), "");
        assertThat(heading(text("/weekly"), "Slipped")).isEqualTo(slippedBefore);
    }

    /** The number beside a heading; none where the heading is not there. */
    private static int heading(String page, String words) {
        var found = Pattern.compile(">" + words + "</h2>\\s*<span class=\"section-count\">([\\d,]+)<")
                .matcher(page);
        return found.find() ? Integer.parseInt(found.group(1).replace(",", "")) : 0;
    }

    @Test
    void beforeKnownSinceAndTheWindowTheNumberIsNotKnown() {
        knownSince(TODAY.minusDays(10));
        partners.tierOne(PartnerSamples.name("Waiting"));

        assertThat(get("/weekly?date=2026-11-10")).bodyText().contains("not known", "Not known before Sun 15 Nov 2026");
        assertThat(text("/weekly.csv?date=2026-11-10")).containsPattern("\r\nTier 1,7,\\d+,,\r\n");
        assertThat(text("/weekly.csv")).containsPattern("\r\nTier 1,7,\\d+,\\d+,\\d+\r\n");
    }

    @Test
    void theExportsHaveTheirColumnsAndSortByTheFirst() {
        knownSince(TODAY.minusDays(300));
        var owner = team.manager("@Formula Owner");
        var evil = PartnerSamples.name("=HYPERLINK(\"https://x\", \"a, b\")");
        var partner = partners.create(PartnerDraft.of(evil, partners.tier(2).id(), owner.id(), ProgrammeStatus.ACTIVE));
        touches.sent(partner, TestClock.START.minus(12, ChronoUnit.DAYS));
        touches.received(partner, TestClock.START.minus(1, ChronoUnit.DAYS));
        var asleep = PartnerSamples.name("Äsleep");
        partners.create(PartnerDraft.of(asleep, partners.tier(3).id(), null, ProgrammeStatus.PAUSED));

        assertThat(get("/weekly.csv"))
                .hasStatusOk()
                .hasHeader("Content-Type", "text/csv; charset=UTF-8")
                .hasHeader("Content-Disposition", "attachment; filename=\"weekly-2026-11-18.csv\"");
        assertThat(text("/weekly.csv")).startsWith("tier,window_days,in_cadence,inside,percent\r\n");
        var csv = text("/partners.csv");
        assertThat(csv)
                .startsWith("name,tier,owner,status,last_touch,days_since_touch,due,cadence\r\n")
                .contains("\"'" + evil.replace("\"", "\"\"")
                        + "\",Tier 2,'@Formula Owner,active,2026-11-06,12,2026-11-20,due_soon\r\n")
                .contains("\r\n" + asleep + ",Tier 3,,paused,,,,not_in_cadence\r\n");
        assertThat(csv.indexOf(asleep)).as("Ä comes after Z by code point").isGreaterThan(csv.lastIndexOf("\r\nZ"));
        assertThat(text("/partners.csv?date=2026-11-06")).contains(",active,2026-11-06,0,2026-11-20,on_cadence");
    }

    @Test
    void aDayThatIsNoneIsRefusedInASentence() {
        assertThat(get("/weekly?date=2026-11-19"))
                .hasStatus(422)
                .bodyText()
                .contains("2026-11-19 is in the future. Choose a day up to today, 2026-11-18.");
        for (var path : List.of("/weekly.csv", "/partners.csv", "/weekly/partners"))
            assertThat(get(path + "?date=2026-02-30")).hasStatus(422).bodyText().contains("That is not a date.");
    }

    private void knownSince(LocalDate day) {
        jdbc.sql("update programme set known_since = ?, zone = 'Europe/Berlin'")
                .param(day)
                .update();
    }

    private String text(String path) {
        return new String(get(path).getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).with(As.a(Role.VIEWER)).exchange();
    }
}
