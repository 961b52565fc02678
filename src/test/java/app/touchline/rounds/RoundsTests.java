package app.touchline.rounds;

import java.time.LocalDate;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.ninetyday.NinetyDayTest;
import app.touchline.ninetyday.TestRecords;
import app.touchline.partner.Partner;
import app.touchline.team.SignedIn;
import app.touchline.testing.As;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static app.touchline.testing.PartnerSamples.ADMIN;
import static app.touchline.testing.PartnerSamples.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@TouchlineTest
class RoundsTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    PartnerSamples samples;

    @Autowired
    TeamSamples team;

    @Autowired
    TestRecords tests;

    @Autowired
    JdbcClient jdbc;

    @Test
    void theGridSavesLeadsIntrosVerdictsAndNextActionsOnceHoweverOftenItIsSent() {
        var dana = team.manager("Dana Rounds").signedIn();
        var partner = samples.partner(name("Friday"), 1, dana.id(), null);
        test(partner, LocalDate.of(2026, 11, 1));
        var id = partner.id();
        var key = UUID.randomUUID();

        assertThat(get("/update", dana)).hasStatusOk().bodyText().contains(partner.name(), "Two intros", "On track");
        for (var twice = 0; twice < 2; twice++)
            assertThat(post(
                            "/update",
                            dana,
                            "owner",
                            dana.id(),
                            "formKey",
                            key,
                            "leads-" + id,
                            4,
                            "account-" + id,
                            "Globex",
                            "verdict-" + id,
                            "AT_RISK",
                            "due-" + id,
                            "2026-11-25",
                            "type-" + id,
                            "INTRO_REQUEST",
                            "note-" + id,
                            "ask Kim"))
                    .hasStatus3xxRedirection();

        assertThat(one(
                        "select concat_ws(' ', (select sum(leads) from lead_count where partner_id = :id), (select count(*) from intro where partner_id = :id), (select verdict from ninety_day_test where partner_id = :id), (select string_agg(concat_ws(' ', type, note, due), '; ') from action where partner_id = :id))",
                        id))
                .isEqualTo("4 1 AT_RISK INTRO_REQUEST ask Kim 2026-11-25");
        assertThat(get("/update", dana)).bodyText().contains("value=\"4\"", "ask Kim");
        assertThat(post("/update", dana, "owner", dana.id(), "formKey", UUID.randomUUID(), "due-" + id, "2026-12-01"))
                .hasStatus3xxRedirection();
        assertThat(one("select due::text from action where partner_id = :id", id))
                .isEqualTo("2026-12-01");
    }

    @Test
    void oneWrongRowKeepsAllOfThemOutAndWhatWasTyped() {
        var dana = team.manager("Dana Rounds").signedIn();
        var good = samples.partner(name("Friday"), 1, dana.id(), null).id();
        var bad = samples.partner(name("Friday"), 1, dana.id(), null).id();

        assertThat(post(
                        "/update",
                        dana,
                        "owner",
                        dana.id(),
                        "formKey",
                        UUID.randomUUID(),
                        "leads-" + good,
                        3,
                        "leads-" + bad,
                        "many",
                        "note-" + bad,
                        "typed"))
                .hasStatus(422)
                .bodyText()
                .contains("“many” is not a number of leads", "value=\"typed\"", "value=\"3\"");
        assertThat(one("select count(*)::text from lead_count where partner_id = :id", good))
                .isEqualTo("0");
    }

    @Test
    void aTestThatEndedIsRestartedItsPartnerPausedOrRemoved() {
        var lead = team.opsLead().signedIn();
        var partner = samples.partner(name("Monthly"), 1, null, null);
        var test = test(partner, LocalDate.of(2026, 8, 1));
        assertThat(get("/monthly", lead))
                .hasStatusOk()
                .bodyText()
                .contains("Ran out without a verdict", partner.name());

        assertThat(post("/monthly/" + test + "/verdict", lead, "verdict", "FAILED"))
                .hasStatus3xxRedirection();
        assertThat(get("/monthly?month=2026-11", lead))
                .bodyText()
                .contains("Tests delivered or failed", partner.name(), "Restart");
        assertThat(get("/monthly?month=2026-10", lead)).bodyText().doesNotContain(partner.name());
        for (var twice = 0; twice < 2; twice++)
            assertThat(post("/monthly/" + test + "/restart", lead))
                    .hasStatus3xxRedirection()
                    .flash()
                    .hasEntrySatisfying(
                            "toast", said -> assertThat(said).asString().contains("begins today"));
        assertThat(one(
                        "select string_agg(verdict || ' ' || starts_on, ', ' order by id) from ninety_day_test where partner_id = :id",
                        partner.id()))
                .isEqualTo("FAILED 2026-08-01, ON_TRACK 2026-11-18");
        post("/monthly/partners/" + partner.id() + "/pause", lead);
        assertThat(one("select status from partner where id = :id", partner.id()))
                .isEqualTo("PAUSED");
        post("/monthly/partners/" + partner.id() + "/removal", lead);
        assertThat(one("select (archived_at is not null)::text from partner where id = :id", partner.id()))
                .isEqualTo("true");
        assertThat(post(
                        "/monthly/partners/" + partner.id() + "/pause",
                        team.manager("Otto Rounds").signedIn()))
                .hasStatus(403);
    }

    private long test(Partner partner, LocalDate start) {
        return tests.begin(partner.id(), new NinetyDayTest.Plan("Two intros", null, start), UUID.randomUUID(), ADMIN)
                .id();
    }

    private MvcTestResult get(String path, SignedIn who) {
        return mvc.get().uri(path).with(As.signedIn(who)).exchange();
    }

    private MvcTestResult post(String path, SignedIn who, Object... parameters) {
        var request = mvc.post().uri(path).with(As.signedIn(who)).with(csrf());
        for (var i = 0; i < parameters.length; i += 2)
            request = request.param(parameters[i].toString(), parameters[i + 1].toString());
        return request.exchange();
    }

    private String one(String sql, long id) {
        return String.valueOf(jdbc.sql(sql)
                .param("id", id)
                .query((row, index) -> row.getString(1))
                .single());
    }
}
