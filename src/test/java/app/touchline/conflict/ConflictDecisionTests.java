package app.touchline.conflict;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;

import app.touchline.deal.Deal;
import app.touchline.deal.Standing;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.testing.As;
import app.touchline.testing.DealSamples;
import app.touchline.testing.DealsThroughPages;
import app.touchline.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConflictDecisionTests extends DealsThroughPages {

    private SignedIn otherLead;
    private SignedIn first;
    private SignedIn second;
    private Deal earlier;
    private Deal later;

    @BeforeEach
    void twoDealsForOneCustomer() {
        otherLead = team.opsLead().signedIn();
        first = team.manager("Finn First").signedIn();
        second = team.manager("Saga Second").signedIn();
        var customer = DealSamples.customer();
        earlier = samples.registered(owned("Early", first).id(), customer, first);
        clock.set(TestClock.START.plus(Duration.ofDays(1)));
        decisions.approve(earlier.id(), "", lead, records.now(lead));
        later = samples.registered(owned("Late", second).id(), "The " + customer + " Ltd", second);
    }

    private long conflict() {
        return jdbc.sql("select id from deal_conflict where deal_id = :later and other_id = :earlier")
                .param("later", later.id())
                .param("earlier", earlier.id())
                .query(Long.class)
                .single();
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
    void anAppealWaitsOnTheDailyListOfWhomItWentToUntilTheyDecide() {
        assertThat(decide(earlier.id(), "", lead)).hasStatus(302);
        assertThat(appeal(otherLead, second)).hasStatus(302);
        var what = "Decide the appeal about " + later.details().customer().name();
        assertThat(mine(otherLead)).contains("1 appeal to decide", what);
        assertThat(mine(lead)).doesNotContain(what);
        assertThat(decide(later.id(), "Their workshop was in September", otherLead))
                .hasStatus(302);
        assertThat(mine(otherLead)).doesNotContain(what);
    }

    private String mine(SignedIn me) {
        return page(me, "/?who=mine");
    }

    @Test
    void onAppealTheDealThatLostIsSeenAsItWasAndTheOneThatWonIsNotRevivedFromAnotherRefusal() {
        assertThat(decide(earlier.id(), "", lead)).hasStatus(302);
        assertThat(appeal(otherLead, second)).hasStatus(302);
        assertThat(mvc.get().uri("/deals/conflicts/" + conflict()).with(As.signedIn(otherLead)))
                .as("that it was declined tells nothing")
                .bodyText()
                .contains("Both are registered, or neither is.");
        // the winner loses its protection to a third one, for good
        var third = samples.registered(
                owned("Third", second).id(), earlier.details().customer().name(), second);
        var another = jdbc.sql("select id from deal_conflict where deal_id = :third and other_id = :earlier")
                .param("third", third.id())
                .param("earlier", earlier.id())
                .query(Long.class)
                .single();
        assertThat(post("/deals/conflicts/" + another + "/decision", lead)
                        .param("winner", "" + third.id())
                        .param("why", "They have the contract"))
                .hasStatus(302);
        assertThat(post("/deals/conflicts/" + conflict() + "/decision", otherLead)
                        .param("winner", "both")
                        .param("why", "Two companies of one name"))
                .hasStatus(302);
        assertThat(deals.findById(earlier.id()).orElseThrow().protection().standing())
                .isFalse();
        assertThat(standing(later)).isEqualTo(Standing.WAITING);
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

    /** Nothing else of the two is alike. */
    @Test
    void aKnownOtherNameAloneIsAConflictWhicheverCameFirst() {
        var name = DealSamples.customer();
        var alias = DealSamples.customer();
        var admin = team.admin().signedIn();
        var theirs = samples.registered(owned("Aliased", first).id(), name, first);
        assertThat(asked(alias, "")).doesNotContain(theirs.code().words());
        assertThat(post("/admin/engagement/aliases", admin)
                        .param("alias", alias)
                        .param("customer", name))
                .hasStatus(302);
        assertThat(asked(alias + " GmbH", "")).contains(theirs.code().words(), "A known other name", "96 of 100");
        var second = samples.registered(owned("Alias", this.second).id(), alias, this.second);
        assertThat(reason(second)).isEqualTo("A known other name");
        assertThat(asked(name, "")).contains(second.code().words());
        // without the alias they are two
        var id = jdbc.sql("select id from customer_alias where alias = :alias")
                .param("alias", alias)
                .query(Long.class)
                .single();
        assertThat(post("/admin/engagement/aliases/" + id + "/removal", admin)).hasStatus(302);
        assertThat(asked(alias, "")).doesNotContain(theirs.code().words());
        assertThat(open(second)).isZero();
        assertThat(post("/admin/engagement/aliases", admin)
                        .param("alias", alias)
                        .param("customer", name))
                .hasStatus(302);
        assertThat(open(second)).as("told after both came in").isEqualTo(1);
    }

    @Test
    void whereTwoPartnersBecomeOneTheirDealsAreInConflictNoMore() {
        assertThat(state()).isEqualTo("OPEN");
        assertThat(post(
                                "/partners/" + later.partnerId() + "/merger",
                                team.admin().signedIn())
                        .param("into", "" + earlier.partnerId()))
                .hasStatus(302);
        assertThat(state()).isEqualTo("CEASED");
    }

    /** Nothing else of the two is alike. */
    @Test
    void theSameRegistrableDomainAloneIsAConflictAndAFreeMailDomainIsNone() {
        var domain = DealSamples.customer().replace(' ', '-').toLowerCase(java.util.Locale.ROOT) + ".co.uk";
        var theirs = registered(first, "shop." + domain);
        assertThat(asked(DealSamples.customer(), "www." + domain))
                .contains(theirs.code().words(), "The same domain, " + domain, "98 of 100");
        assertThat(asked(DealSamples.customer(), "another-" + domain))
                .as("the ending alone is no domain")
                .doesNotContain(theirs.code().words());
        assertThat(reason(registered(second, "mail." + domain))).isEqualTo("The same domain, " + domain);

        var anybody = registered(first, "gmail.com");
        assertThat(asked(DealSamples.customer(), "gmail.com"))
                .doesNotContain(anybody.code().words());
    }

    private Deal registered(SignedIn me, String domain) {
        assertThat(post("/deals", me)
                        .param("partner", owned("Domain", me).name())
                        .param("customer", DealSamples.customer())
                        .param("domain", domain)
                        .param("customerContact", "Tess Alder")
                        .param("value", "100")
                        .param("currency", "EUR")
                        .param("expectedClose", "2027-02-01")
                        .param("products", "Platform")
                        .param("description", "They ask for an offer")
                        .param("owner", "" + me.id())
                        .param("seen", seen(domain)))
                .hasStatus(302);
        return deals.findById(jdbc.sql("select max(id) from deal where customer_domain = :domain")
                        .param("domain", domain)
                        .query(Long.class)
                        .single())
                .orElseThrow();
    }

    private String seen(String domain) {
        return jdbc.sql(
                        "select coalesce(string_agg(id::text, ','), '') from deal where :domain like '%.' || customer_registrable")
                .param("domain", domain)
                .query(String.class)
                .single();
    }

    private String asked(String customer, String domain) {
        return page(second, "/deals/look-alikes?customer={customer}&domain={domain}", customer, domain);
    }

    private String reason(Deal later) {
        return jdbc.sql("select reason from deal_conflict where deal_id = :id")
                .param("id", later.id())
                .query(String.class)
                .single();
    }

    @Test
    void onOneDayTheCertificationOnRecordThatHeldThenBreaksTheTie() {
        var customer = DealSamples.customer();
        var one = owned("Tied one", first);
        var other = owned("Tied other", second);
        certify(one.id(), first, "Platform", "2020-01-01", "2026-11-18"); // over the day before
        certify(one.id(), first, "Platform", "2026-11-20", ""); // the day after
        certify(one.id(), first, "Plat", "2020-01-01", ""); // another product
        certify(other.id(), second, "platform", "2026-11-19", "2026-11-19");
        samples.registered(one.id(), customer, first);
        var certified = samples.registered(other.id(), customer, second);
        var id = jdbc.sql("select id from deal_conflict where deal_id = :id")
                .param("id", certified.id())
                .query(Long.class)
                .single();
        clock.set(TestClock.START.plus(Duration.ofDays(9)));
        var evidence =
                "%s is certified for the products (platform, 2026-11-19 to 2026-11-19, noted on 2026-11-19 by Saga Second), %s is not."
                        .formatted(other.name(), one.name());
        assertThat(mvc.get().uri("/deals/conflicts/" + id).with(As.signedIn(lead)))
                .bodyText()
                .contains(evidence, "/partners/" + one.id() + "/certifications");
        assertThat(post("/deals/conflicts/" + id + "/decision", lead).param("winner", "" + certified.id()))
                .hasStatus(302);
        assertThat(post(
                        "/partners/%d/certifications/%d/removal".formatted(other.id(), certificationOf(other.id())),
                        second))
                .hasStatus(302);
        assertThat(mvc.get().uri("/deals/conflicts/" + id).with(As.signedIn(lead)))
                .as("the evidence is kept")
                .bodyText()
                .contains("By rule 7 of version", evidence);
    }

    private void certify(long partner, SignedIn me, String product, String since, String until) {
        assertThat(post("/partners/" + partner + "/certifications", me)
                        .param("product", product)
                        .param("since", since)
                        .param("until", until))
                .hasStatus(302);
    }

    private long certificationOf(long partner) {
        return jdbc.sql("select id from certification where partner_id = :partner")
                .param("partner", partner)
                .query(Long.class)
                .single();
    }

    @Test
    void aCertificationIsNotedOnceByWhoMayPlaceThePartnerAndShownToAll() {
        var partner = owned("Certified", first);
        var at = "/partners/" + partner.id() + "/certifications";
        assertThat(post(at, second).param("product", "Platform").param("since", "2026-01-01"))
                .hasStatus(403);
        assertThat(post(at, first).param("product", " ").param("since", "2026-01-01"))
                .hasStatus(422)
                .bodyText()
                .contains("A product needs a name.");
        assertThat(post(at, first).param("product", "Platform").param("since", "2026-02-30"))
                .hasStatus(422)
                .bodyText()
                .contains("is not a date", "value=\"Platform\"");
        assertThat(post(at, first)
                        .param("product", "Platform")
                        .param("since", "2026-02-01")
                        .param("until", "2026-01-01"))
                .hasStatus(422);
        certify(partner.id(), first, "Platform", "2026-02-01", "");
        assertThat(post(at, first).param("product", "PLATFORM").param("since", "2026-02-01"))
                .hasStatus(422)
                .bodyText()
                .contains("already");
        assertThat(mvc.get().uri(at).with(As.a(Role.VIEWER)))
                .hasStatusOk()
                .bodyText()
                .contains("Platform", "until further notice", "by Finn First")
                .doesNotContain("Note it");
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
}
