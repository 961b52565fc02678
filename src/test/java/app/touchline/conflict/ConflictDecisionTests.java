package app.touchline.conflict;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;

import app.touchline.deal.Deal;
import app.touchline.deal.DealDecisions;
import app.touchline.deal.DealRecords;
import app.touchline.deal.Deals;
import app.touchline.deal.Standing;
import app.touchline.partner.Partner;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.testing.As;
import app.touchline.testing.DealSamples;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@TouchlineTest
class ConflictDecisionTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TeamSamples team;

    @Autowired
    DealSamples samples;

    @Autowired
    DealRecords records;

    @Autowired
    DealDecisions decisions;

    @Autowired
    Deals deals;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private SignedIn lead;
    private SignedIn otherLead;
    private SignedIn first;
    private SignedIn second;
    private Deal earlier;
    private Deal later;

    @BeforeEach
    void twoDealsForOneCustomer() {
        lead = team.opsLead().signedIn();
        otherLead = team.opsLead().signedIn();
        first = team.manager("Finn First").signedIn();
        second = team.manager("Saga Second").signedIn();
        var customer = DealSamples.customer();
        earlier = samples.registered(owned("Early", first).id(), customer, first);
        clock.set(TestClock.START.plus(Duration.ofDays(1)));
        decisions.approve(earlier.id(), "", lead, records.now(lead));
        later = samples.registered(owned("Late", second).id(), "The " + customer + " Ltd", second);
    }

    @AfterEach
    void now() {
        clock.reset();
    }

    private Partner owned(String name, SignedIn owner) {
        return partners.partner(PartnerSamples.name(name), 1, owner.id(), null);
    }

    private long conflict() {
        return jdbc.sql("select id from deal_conflict where deal_id = :later and other_id = :earlier")
                .param("later", later.id())
                .param("earlier", earlier.id())
                .query(Long.class)
                .single();
    }

    private MockMvcRequestBuilder post(String uri, SignedIn me) {
        return mvc.post().uri(uri).with(As.signedIn(me)).with(csrf());
    }

    private MockMvcRequestBuilder decide(long winner, String why, SignedIn me) {
        return post("/deals/conflicts/" + conflict() + "/decision", me)
                .param("winner", "" + winner)
                .param("why", why);
    }

    private MockMvcRequestBuilder appeal(SignedIn to, SignedIn me) {
        return post("/deals/conflicts/" + conflict() + "/appeal", me)
                .param("to", "" + to.id())
                .param("why", "The workshop was ours");
    }

    private Standing standing(Deal deal) {
        return deals.findById(deal.id()).orElseThrow().standing();
    }

    @Test
    void theRuleItsVersionTheEvidenceWhoAndWhenAreOnRecord() {
        assertThat(decide(earlier.id(), "", second)).hasStatus(403);
        assertThat(decide(later.id(), "", lead)).hasStatus(422).bodyText().contains("say why you decide so");
        assertThat(decide(earlier.id(), "", lead)).hasStatus(302);
        assertThat(standing(later)).isEqualTo(Standing.DECLINED);
        assertThat(mvc.get().uri("/deals/conflicts/" + conflict()).with(As.a(Role.VIEWER)))
                .hasStatusOk()
                .bodyText()
                .contains("By rule 6 of version", "Who registered on an earlier day", "on 18 Nov 2026", lead.name());
        assertThat(mvc.get().uri("/deals/" + later.code().words()).with(As.a(Role.VIEWER)))
                .bodyText()
                .contains(earlier.code().words() + " comes before", "is decided");
        assertThat(decide(later.id(), "Changed my mind", lead)).hasStatus(422);
    }

    @Test
    void itIsAppealedOnceToAPersonWhoDidNotDecideItAndThenForGood() {
        assertThat(appeal(otherLead, second)).hasStatus(422);
        assertThat(decide(earlier.id(), "", lead)).hasStatus(302);
        assertThat(appeal(otherLead, first)).as("the one who won").hasStatus(403);
        assertThat(appeal(lead, second)).as("to who decided it").hasStatus(422);
        assertThat(appeal(otherLead, second)).hasStatus(302);
        assertThat(appeal(otherLead, second)).as("twice").hasStatus(422);
        assertThat(decide(later.id(), "They were first there", lead))
                .as("not asked")
                .hasStatus(403);
        assertThat(decide(later.id(), "Their workshop was in September", otherLead))
                .hasStatus(302);
        assertThat(standing(later)).isEqualTo(Standing.WAITING);
        assertThat(deals.findById(earlier.id()).orElseThrow().protection().standing())
                .isFalse();
        assertThat(decide(earlier.id(), "Once more", otherLead)).hasStatus(422);
        assertThat(post("/deals/" + later.code().words() + "/approval", lead)).hasStatus(302);
    }

    @Test
    void bothGoOnWhereTheyAreNotAboutTheSame() {
        assertThat(post("/deals/conflicts/" + conflict() + "/decision", lead).param("winner", "both"))
                .hasStatus(422);
        assertThat(post("/deals/conflicts/" + conflict() + "/decision", lead)
                        .param("winner", "both")
                        .param("why", "Two companies of one name, in Leeds and in Perth"))
                .hasStatus(302);
        assertThat(post("/deals/" + later.code().words() + "/approval", lead)).hasStatus(302);
        assertThat(deals.findById(earlier.id()).orElseThrow().protection().standing())
                .isTrue();
    }

    @Test
    void aConflictCeasesWhenOneIsOverAndComesBackWithIt() {
        records.withdraw(later.id(), "Told twice", second, records.now(second));
        assertThat(state()).isEqualTo("CEASED");
        var reason = jdbc.sql("select id from lost_reason order by id limit 1")
                .query(Long.class)
                .single();
        var third = samples.registered(
                owned("Third", second).id(), later.details().customer().name(), second);
        assertThat(open(third)).isEqualTo(1);
        records.lose(earlier.id(), reason, "", records.now(first).day(), first, records.now(first));
        assertThat(open(third)).isZero();
        records.reopen(earlier.id(), "They called", first, records.now(first));
        assertThat(open(third)).isEqualTo(1);
    }

    private String state() {
        return jdbc.sql("select state from deal_conflict where id = :id")
                .param("id", conflict())
                .query(String.class)
                .single();
    }

    private int open(Deal deal) {
        return jdbc.sql("select count(*) from deal_conflict where state = 'OPEN' and :id in (deal_id, other_id)")
                .param("id", deal.id())
                .query(Integer.class)
                .single();
    }

    @Test
    void aCorrectedNameMakesAConflictOrEndsIt() {
        var other = DealSamples.customer();
        records.correct(later.id(), DealSamples.details(other, second.id()), second, records.now(second));
        assertThat(state()).isEqualTo("CEASED");
        records.correct(
                later.id(),
                DealSamples.details(earlier.details().customer().name() + " GmbH", second.id()),
                second,
                records.now(second));
        assertThat(state()).isEqualTo("OPEN");
    }

    @Test
    void ourOwnSalesDealIsInConflictWithAPartnersAndComesAfterIt() {
        var ours = samples.registered(
                null, DealSamples.details(earlier.details().customer().name(), lead.id()), lead);
        var id = jdbc.sql("select id from deal_conflict where deal_id = :id and other_id = :other")
                .param("id", ours.id())
                .param("other", earlier.id())
                .query(Long.class)
                .single();
        assertThat(mvc.get().uri("/deals/conflicts/" + id).with(As.signedIn(lead)))
                .bodyText()
                .contains("is registered, Our own sales is not");
    }

    @Test
    void aKnownOtherNameAndASharedDomainAreFound() {
        var name = DealSamples.customer();
        var aliased = DealSamples.customer();
        var theirs = samples.registered(owned("Aliased", first).id(), name, first);
        assertThat(post("/admin/engagement/aliases", team.admin().signedIn())
                        .param("alias", aliased)
                        .param("customer", name))
                .hasStatus(302);
        assertThat(mvc.get()
                        .uri("/deals/look-alikes?customer=" + aliased.replace(" ", "+"))
                        .with(As.signedIn(second)))
                .bodyText()
                .contains(theirs.code().words(), "A known other name");
    }

    @Test
    void anotherOrderIsAnotherVersionAndWhatWasDecidedKeepsItsOwn() {
        var admin = team.admin().signedIn();
        var version = jdbc.sql("select max(version) from engagement_version")
                .query(Integer.class)
                .single();
        assertThat(decide(earlier.id(), "", lead)).hasStatus(302);
        assertThat(rules(version, admin, "2", "1")).hasStatus(302);
        assertThat(rules(version, admin, "1", "2")).as("from an older page").hasStatus(422);
        assertThat(mvc.get().uri("/deals/conflicts/" + conflict()).with(As.signedIn(lead)))
                .bodyText()
                .contains("By rule 6 of version " + version);
        assertThat(rules(version + 1, admin, "1", "2")).hasStatus(302);
        for (var statement : java.util.List.of(
                "update engagement_rule set sentence = 'x'",
                "delete from engagement_rule",
                "update conflict_decision set why = 'x'",
                "delete from conflict_decision where conflict_id = " + conflict(),
                "insert into conflict_decision (conflict_id, round, winner_id, version, evidence, why, by_id, by_name, at) values ("
                        + conflict() + ", 2, " + later.id() + ", 1, 'x', 'x', 1, 'x', now())",
                "insert into conflict_appeal (conflict_id, why, to_id, raised_by, raised_at) values (" + conflict()
                        + ", 'x', " + lead.id() + ", 1, now())"))
            assertThatThrownBy(() -> jdbc.sql(statement).update())
                    .as(statement)
                    .isInstanceOf(DataAccessException.class);
    }

    private MockMvcRequestBuilder rules(int version, SignedIn admin, String renewal, String expansion) {
        var request = post("/admin/engagement", admin)
                .param("version", "" + version)
                .param("place.RENEWAL", renewal)
                .param("place.EXPANSION", expansion);
        var place = 3;
        for (var kind : RuleKind.values()) {
            request = request.param("sentence." + kind, sentence(kind));
            if (kind != RuleKind.RENEWAL && kind != RuleKind.EXPANSION)
                request = request.param("place." + kind, "" + place++);
        }
        return request;
    }

    private String sentence(RuleKind kind) {
        return jdbc.sql("select sentence from engagement_rule where version = 1 and kind = :kind")
                .param("kind", kind.name())
                .query(String.class)
                .single();
    }

    @Test
    void conflictRateAndTimeToDecisionAreNumbersWithTheirDefinition() {
        assertThat(mvc.get().uri("/deals/conflicts").with(As.a(Role.VIEWER)))
                .hasStatusOk()
                .bodyText()
                .contains("Conflict rate", "Median working time", earlier.code().words());
    }
}
