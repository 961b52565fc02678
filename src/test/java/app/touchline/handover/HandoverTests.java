package app.touchline.handover;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.deal.DealDecisions;
import app.touchline.deal.DealRecords;
import app.touchline.partner.Partner;
import app.touchline.team.Member;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.DealSamples;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static app.touchline.testing.PartnerSamples.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Somebody leaves, and what they looked after goes to others. */
@TouchlineTest
class HandoverTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    TeamSamples team;

    @Autowired
    PartnerSamples partners;

    @Autowired
    DealSamples deals;

    @Autowired
    DealRecords dealRecords;

    @Autowired
    DealDecisions decisions;

    @Autowired
    JdbcClient jdbc;

    private Member admin;
    private Member dana;
    private Member lee;
    private Member kim;
    private Partner acme;
    private Partner beta;

    @BeforeEach
    void danaLooksAfterTwoPartnersAnActionAndAMailbox() {
        admin = team.admin();
        dana = team.manager("Dana Leaves");
        lee = team.manager("Lee Stays");
        kim = team.manager("Kim Stays");
        acme = partners.partner(name("Handover Acme"), 1, dana.id(), null);
        beta = partners.partner(name("Handover Beta"), 2, dana.id(), null);
        jdbc.sql("""
                insert into action (partner_id, type, due, assignee_id, created_at)
                values (:partner, 'FOLLOW_UP', '2026-11-20', :dana, now())
                """).param("partner", acme.id()).param("dana", dana.id()).update();
        jdbc.sql("""
                insert into mailbox (address, member_id, host, port, tls, username, secret, floor, created_at)
                values (:address, :dana, 'h', 993, 'TLS', 'u', '', '2026-01-01', now())
                """).param("address", dana.email()).param("dana", dana.id()).update();
    }

    private MvcTestResult post(String what, Map<String, String> fields) {
        var request = mvc.post()
                .uri("/admin/people/%d/%s".formatted(dana.id(), what))
                .with(As.signedIn(admin.signedIn()))
                .with(csrf());
        fields.forEach((field, value) -> request.param(field, value));
        return request.exchange();
    }

    private long count(String sql, long id) {
        return jdbc.sql(sql).param("id", id).query(Long.class).single();
    }

    @Test
    void whoLooksAfterSomethingIsNotDeactivatedButGuided() {
        assertThat(post("deactivation", Map.of()))
                .hasStatus(422)
                .bodyText()
                .contains(
                        "Dana Leaves still looks after 2 partners, 1 open action, 1 mailbox. Hand that over first.",
                        "/admin/people/%d/handover".formatted(dana.id()));
        assertThat(count("select count(*) from member where id = :id and active", dana.id()))
                .isEqualTo(1);
    }

    @Test
    void allGoesToNamedPeopleOnePartnerToAnotherAndThenTheyMayLeave() {
        var to = new HashMap<String, String>();
        to.put("partners", "" + lee.id());
        to.put("partner-" + beta.id(), "" + kim.id());
        to.put("actions", "" + kim.id());
        to.put("mailboxes", "" + lee.id());
        assertThat(post("handover", to)).hasRedirectedUrl("/admin/people/" + dana.id());

        assertThat(count("select owner_id from partner where id = :id", acme.id()))
                .isEqualTo(lee.id());
        assertThat(count("select owner_id from partner where id = :id", beta.id()))
                .isEqualTo(kim.id());
        assertThat(jdbc.sql(
                                "select owner_id || ' ' || coalesce(since::text, '') from partner_owner where partner_id = :id order by since nulls first")
                        .param("id", acme.id())
                        .query(String.class)
                        .list())
                .as("the past stays hers")
                .containsExactly(dana.id() + " ", lee.id() + " " + LocalDate.of(2026, 11, 18));
        assertThat(count("select assignee_id from action where partner_id = :id", acme.id()))
                .isEqualTo(kim.id());
        assertThat(count("select count(*) from mailbox where member_id = :id and acknowledged_at is null", lee.id()))
                .isEqualTo(1);
        assertThat(jdbc.sql(
                                "select detail::text from audit_entry where about = 'member' and about_id = :id and what like 'handed over%'")
                        .param("id", dana.id())
                        .query(String.class)
                        .single())
                .contains("\"partners\": 2", "\"actions\": 1", "\"mailboxes\": 1");

        assertThat(post("deactivation", Map.of())).hasStatus3xxRedirection();
        assertThat(count("select count(*) from member where id = :id and active", dana.id()))
                .isZero();
    }

    @Test
    void openDealsWhatTheyDecideForOthersAndAppealsGoToNamedPeopleAndNothingIsLost() {
        var lead = team.opsLead();
        var judge = team.opsLead();
        var me = dana.signedIn();
        var waiting = deals.registered(acme.id(), DealSamples.customer(), me);
        var approved = deals.registered(acme.id(), DealSamples.customer(), me);
        var lost = deals.registered(acme.id(), DealSamples.customer(), me);
        for (var deal : List.of(approved, lost))
            decisions.approve(deal.id(), "", lead.signedIn(), dealRecords.now(lead.signedIn()));
        var reason =
                jdbc.sql("select min(id) from lost_reason").query(Long.class).single();
        dealRecords.lose(lost.id(), reason, "", LocalDate.of(2026, 11, 18), me, dealRecords.now(me));
        as(lead, "/deals/delegates", Map.of("member", "" + dana.id(), "since", "2026-11-01", "until", "2026-12-24"));

        assertThat(post("deactivation", Map.of())).hasStatus(422).bodyText().contains("2 open deals", "1 delegation");
        var to = Map.of(
                "partners", "" + lee.id(), "actions", "" + lee.id(), "mailboxes", "shared", "deals", "" + kim.id());
        assertThat(post("handover", to)).hasStatus(422).bodyText().contains("Say who decides registrations instead.");
        var all = new HashMap<>(to);
        all.put("delegations", "" + judge.id());
        assertThat(post("handover", all)).as("no partner manager").hasStatus(422);
        all.put("delegations", "" + kim.id());
        assertThat(post("handover", all)).hasRedirectedUrl("/admin/people/" + dana.id());

        for (var deal : List.of(waiting, approved))
            assertThat(count("select owner_id from deal where id = :id", deal.id()))
                    .isEqualTo(kim.id());
        assertThat(count("select owner_id from deal where id = :id", lost.id()))
                .as("what is over stays whose it was")
                .isEqualTo(dana.id());
        assertThat(mvc.get().uri("/deals/" + waiting.code().words()).with(As.signedIn(kim.signedIn())))
                .bodyText()
                .contains("Handed on", "To Kim Stays");
        assertThat(jdbc.sql("""
                select since || ' ' || until from deal_delegate where member_id = :id and ended_at is null
                """).param("id", kim.id()).query(String.class).single())
                .isEqualTo("2026-11-18 2026-12-24");
        assertThat(count(
                        "select count(*) from deal_delegate where member_id = :id and ended_at is not null", dana.id()))
                .isEqualTo(1);
        assertThat(post("deactivation", Map.of())).hasStatus3xxRedirection();
    }

    @Test
    void anAppealWaitsForWhoTookItOver() {
        var lead = team.opsLead();
        var judge = team.opsLead();
        var customer = DealSamples.customer();
        var earlier = deals.registered(beta.id(), customer, lead.signedIn());
        var later = deals.registered(acme.id(), customer + " Ltd", kim.signedIn());
        var conflict = count("select id from deal_conflict where deal_id = :id", later.id());
        as(
                lead,
                "/deals/conflicts/" + conflict + "/decision",
                Map.of("winner", "" + earlier.id(), "why", "They were there first"));
        // Dana leads, too, and it is appealed to her
        jdbc.sql("insert into member_role (member_id, role) values (:id, 'OPS_LEAD')")
                .param("id", dana.id())
                .update();
        as(
                kim,
                "/deals/conflicts/" + conflict + "/appeal",
                Map.of("to", "" + dana.id(), "why", "The workshop was ours"));

        assertThat(post("deactivation", Map.of())).hasStatus(422).bodyText().contains("1 appeal");
        var to = new HashMap<>(Map.of(
                "partners", "" + lee.id(), "actions", "" + lee.id(), "mailboxes", "shared", "appeals", "" + kim.id()));
        assertThat(post("handover", to)).as("does not lead").hasStatus(422);
        to.put("appeals", "" + lead.id());
        assertThat(post("handover", to))
                .as("decided it")
                .hasStatus(422)
                .bodyText()
                .contains("Choose somebody who leads and did not decide it.");
        assertThat(count("select owner_id from partner where id = :id", acme.id()))
                .as("nothing else is handed over then")
                .isEqualTo(dana.id());
        to.put("appeals", "" + judge.id());
        assertThat(post("handover", to)).hasStatus3xxRedirection();
        assertThat(mvc.get().uri("/?who=mine").with(As.signedIn(judge.signedIn())))
                .bodyText()
                .contains("1 appeal to decide", "Decide the appeal about " + customer + " Ltd");
        assertThat(mvc.get().uri("/deals/conflicts/" + conflict).with(As.signedIn(judge.signedIn())))
                .bodyText()
                .contains("Appealed to " + judge.name(), "The workshop was ours");
    }

    private void as(Member who, String path, Map<String, String> fields) {
        var request = mvc.post().uri(path).with(As.signedIn(who.signedIn())).with(csrf());
        fields.forEach((field, value) -> request.param(field, value));
        assertThat(request).hasStatus3xxRedirection();
    }

    @Test
    void aMailboxMayBecomeASharedOne() {
        post("handover", Map.of("partners", "" + lee.id(), "actions", "" + lee.id(), "mailboxes", "shared"));
        assertThat(jdbc.sql("select shared from mailbox where address = :address")
                        .param("address", dana.email())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void nothingIsHandedOverUntilEverythingHasATaker() {
        assertThat(post("handover", Map.of("partners", "" + lee.id(), "mailboxes", "" + dana.id())))
                .hasStatus(422)
                .bodyText()
                .contains("Say who gets the open actions.", "Choose somebody from the list.");
        var viewer = team.viewer();
        assertThat(post("handover", Map.of("partners", "" + viewer.id()))).hasStatus(422);
        assertThat(count("select owner_id from partner where id = :id", acme.id()))
                .isEqualTo(dana.id());
    }

    @Test
    void thePageCountsWhatThereIsAndSaysWhenThereIsNothing() {
        var page = "/admin/people/%d/handover";
        assertThat(mvc.get().uri(page.formatted(dana.id())).with(As.a(Role.ADMIN)))
                .hasStatusOk()
                .bodyText()
                .contains("2 partners to", "1 open action to", "1 mailbox to", acme.name(), dana.email(), "Lee Stays");
        assertThat(mvc.get().uri(page.formatted(kim.id())).with(As.a(Role.ADMIN)))
                .bodyText()
                .contains("Nothing to hand over");
    }
}
