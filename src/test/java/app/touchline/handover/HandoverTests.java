package app.touchline.handover;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.partner.Partner;
import app.touchline.team.Member;
import app.touchline.team.Role;
import app.touchline.testing.As;
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
