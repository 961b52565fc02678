package app.touchline.deal;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.partner.Partner;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.testing.As;
import app.touchline.testing.DealSamples;
import app.touchline.testing.DealsThroughPages;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

class DealPagesTests extends DealsThroughPages {

    private SignedIn manager;
    private Partner partner;

    @BeforeEach
    void people() {
        manager = team.manager("Mia Manager").signedIn();
        partner = owned("Deal partner", manager);
    }

    private MockMvcRequestBuilder registration(String customer) {
        return post("/deals", manager)
                .param("partner", partner.name())
                .param("customer", customer)
                .param("customerContact", "Tess Alder")
                .param("value", "12.5k")
                .param("currency", "EUR")
                .param("expectedClose", "2027-02-01")
                .param("products", "Platform")
                .param("description", "They want to replace what they have")
                .param("owner", "" + manager.id());
    }

    private Deal of(String customer) {
        return deals.findById(jdbc.sql("select id from deal where customer = :customer order by id desc limit 1")
                        .param("customer", customer)
                        .query(Long.class)
                        .single())
                .orElseThrow();
    }

    @Test
    void sixFieldsAndThePartnerAreAllThatIsNeeded() {
        var customer = DealSamples.customer();
        assertThat(registration(customer)).hasStatus(302);
        var deal = of(customer);
        assertThat(deal.value().words()).isEqualTo("12,500 EUR");
        assertThat(deal.standing()).isEqualTo(Standing.WAITING);
        assertThat(mvc.get().uri("/deals/" + deal.code().words()).with(As.a(Role.VIEWER)))
                .hasStatusOk()
                .bodyText()
                .contains(customer, "Decide by", "12,500 EUR", "Sourced");
    }

    /** The same way as what a partner brings, only that the partner did not source it. */
    @Test
    void aLeadThatWePassOnIsRegisteredDecidedAndProtectedAndInfluencedByThePartner() {
        var customer = DealSamples.customer();
        assertThat(registration(customer).param("origin", "LEAD").param("part", "SOURCED"))
                .hasStatus(422)
                .bodyText()
                .contains("A lead that we pass on was not sourced by the partner");
        assertThat(registration(customer).param("origin", "LEAD").param("part", ""))
                .hasStatus(302);
        var deal = of(customer);
        assertThat(deal.standing()).isEqualTo(Standing.WAITING);
        assertThat(post("/deals/" + deal.code().words() + "/approval", lead)).hasStatus(302);
        assertThat(mvc.get().uri("/deals/" + deal.code().words()).with(As.a(Role.VIEWER)))
                .bodyText()
                .contains("Influenced · 12,500 EUR", "90 days");
    }

    /** Whoever had sourced it is now the partner to whom we passed it, by whichever of the two they are one. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLeadStaysInfluencedWhenWhoSourcedItBecomesOneWithThePartner(boolean theirsGoes) {
        var theirs = partners.tierOne(PartnerSamples.name("Given to"));
        var source = partners.tierOne(PartnerSamples.name("Had sourced"));
        var customer = DealSamples.customer();
        var deal = samples.registered(
                new Registration(Origin.LEAD, theirs.id(), Part.INFLUENCED, DealSamples.details(customer, lead.id())),
                lead);
        var at = "/deals/" + deal.code().words();
        assertThat(post(at + "/parts", lead)
                        .param("partner0", theirs.name())
                        .param("part0", "INFLUENCED")
                        .param("percent0", "70")
                        .param("partner1", source.name())
                        .param("part1", "SOURCED")
                        .param("percent1", "30"))
                .hasStatus(302);
        var away = theirsGoes ? theirs : source;
        var into = theirsGoes ? source : theirs;
        assertThat(page(lead, "/partners/{id}/merger?into={name}", away.id(), into.name()))
                .contains("1 deal in which it has a part comes along");
        assertThat(post("/partners/%d/merger".formatted(away.id()), lead).param("into", "" + into.id()))
                .hasStatus(302);
        assertThat(mvc.get().uri(at).with(As.a(Role.VIEWER)))
                .bodyText()
                .contains(into.name(), "Influenced")
                .doesNotContain("Sourced");
        assertThat(jdbc.sql("select partner_id || ' ' || part || ' ' || amount::int from deal_part where deal_id = ?")
                        .param(deal.id())
                        .query(String.class)
                        .list())
                .containsExactly(into.id() + " INFLUENCED 12500");
    }

    @Test
    void whatWasTypedIntoARefusedFormOfTheDealsPageIsKept() {
        var deal = samples.registered(partner.id(), DealSamples.customer(), manager);
        decisions.approve(deal.id(), "", lead, records.now(lead));
        var at = "/deals/" + deal.code().words();
        assertThat(post(at + "/stage", manager).param("to", "QUALIFIED")).hasStatus(302);
        assertThat(post(at + "/win", manager).param("value", "nine thousand").param("on", "2026-11-16"))
                .hasStatus(422)
                .bodyText()
                .contains("value=\"nine thousand\"", "value=\"2026-11-16\"");
        assertThat(post(at + "/loss", manager)
                        .param("note", "They went elsewhere")
                        .param("on", "2026-11-16"))
                .hasStatus(422)
                .bodyText()
                .contains("value=\"They went elsewhere\"");
    }

    @Test
    void whatIsMissingIsSaidBesideEachFieldAndNothingTypedIsLost() {
        var answer = post("/deals", manager).param("products", "Platform").exchange();
        assertThat(answer).hasStatus(422);
        assertThat(answer)
                .bodyText()
                .contains(
                        "partner-problem",
                        "customer-problem",
                        "customerContact-problem",
                        "value-problem",
                        "expectedClose-problem",
                        "description-problem",
                        "value=\"Platform\"")
                .doesNotContain("products-problem");
    }

    @Test
    void aFormThatIsSentTwiceRegistersOnce() {
        var customer = DealSamples.customer();
        var key = UUID.randomUUID().toString();
        assertThat(registration(customer).param("formKey", key)).hasStatus(302);
        assertThat(registration(customer).param("formKey", key)).hasStatus(302);
        assertThat(jdbc.sql("select count(*) from deal where customer = :customer")
                        .param("customer", customer)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whoElseIsAfterTheCustomerIsShownBeforeItIsRegistered() {
        var customer = DealSamples.customer();
        var other = partners.tierOne(PartnerSamples.name("Rival"));
        var first = samples.registered(other.id(), customer + " GmbH", lead);
        var asked = mvc.get()
                .uri("/deals/look-alikes?customer=" + customer.replace(" ", "+") + "&partner=" + partner.name())
                .with(As.signedIn(manager))
                .exchange();
        assertThat(asked).hasStatusOk().bodyText().contains(first.code().words(), "The same name", "100 of 100");

        var sent = registration("The " + customer).exchange();
        assertThat(sent).hasStatus(422).bodyText().contains(first.code().words(), "Register all the same");
        assertThat(registration("The " + customer).param("seen", "" + first.id()))
                .hasStatus(302);
        assertThat(jdbc.sql("select state from deal_conflict where other_id = :id")
                        .param("id", first.id())
                        .query(String.class)
                        .single())
                .isEqualTo("OPEN");
        var second = of("The " + customer);
        assertThat(post("/deals/" + second.code().words() + "/approval", lead).exchange())
                .hasStatus(422)
                .bodyText()
                .contains("Decide its conflict with " + first.code().words());
    }

    @Test
    void theSamePartnersOtherDealIsShownAndNoConflict() {
        var customer = DealSamples.customer();
        samples.registered(partner.id(), customer, manager);
        assertThat(mvc.get()
                        .uri("/deals/look-alikes?customer=" + customer.replace(" ", "+") + "&partner=" + partner.name())
                        .with(As.signedIn(manager)))
                .bodyText()
                .contains("registered for the same partner already")
                .doesNotContain("will be a conflict");
        assertThat(registration(customer)).hasStatus(302);
    }

    @Test
    void aDealGoesItsWholeWayByForms() {
        var deal = samples.registered(partner.id(), DealSamples.customer(), manager);
        var at = "/deals/" + deal.code().words();
        assertThat(post(at + "/stage", manager).param("to", "QUALIFIED")).hasStatus(422);
        assertThat(post(at + "/approval", manager)).hasStatus(403);
        assertThat(post(at + "/approval", lead)).hasStatus(302);
        assertThat(post(at + "/approval", lead)).hasStatus(422);
        assertThat(post(at + "/extension", manager).param("evidence", " ")).hasStatus(422);
        assertThat(post(at + "/extension", manager).param("evidence", "Workshop on 2 December"))
                .hasStatus(302);
        assertThat(post(at + "/win", manager).param("value", "9,000").param("on", "2026-11-18"))
                .hasStatus(422);
        assertThat(post(at + "/stage", manager).param("to", "QUALIFIED")).hasStatus(302);
        assertThat(post(at + "/stage", manager).param("to", "CLOSED_WON")).hasStatus(422);
        assertThat(post(at + "/win", manager).param("value", "").param("on", "2026-11-18"))
                .hasStatus(422);
        assertThat(post(at + "/win", manager).param("value", "9,000").param("on", "2026-11-19"))
                .hasStatus(422);
        assertThat(post(at + "/loss", manager).param("on", "2026-11-18")).hasStatus(422);
        assertThat(post(at + "/win", manager).param("value", "9,000").param("on", "2026-11-17"))
                .hasStatus(302);
        assertThat(post(at + "/stage", manager).param("to", "NEGOTIATING")).hasStatus(422);
        assertThat(post(at + "/reopening", manager).param("why", "")).hasStatus(422);
        assertThat(post(at + "/reopening", manager).param("why", "They cancelled"))
                .hasStatus(302);
        assertThat(mvc.get().uri(at).with(As.signedIn(manager)))
                .bodyText()
                .contains(
                        "Reopened", "Closed won → Qualified", "9,000 EUR", "Workshop on 2 December", "They cancelled");
        assertThat(jdbc.sql("select count(*) from audit_entry where about = 'deal' and about_id = :id")
                        .param("id", deal.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(6);
    }

    @Test
    void sharesMakeAWholeOrAreNoMoney() {
        var deal = samples.registered(partner.id(), DealSamples.customer(), manager);
        var other = partners.tierOne(PartnerSamples.name("Influencer"));
        var at = "/deals/" + deal.code().words() + "/parts";
        assertThat(parts(at, other, "SOURCED", "60", "40"))
                .hasStatus(422)
                .bodyText()
                .contains("One partner sourced");
        assertThat(parts(at, other, "INFLUENCED", "60", "30"))
                .hasStatus(422)
                .bodyText()
                .contains("make 90 percent");
        assertThat(parts(at, other, "INFLUENCED", "60", "")).hasStatus(422);
        assertThat(parts(at, other, "INFLUENCED", "66.67", "33.33")).hasStatus(302);
        assertThat(mvc.get().uri("/deals/" + deal.code().words()).with(As.signedIn(manager)))
                .bodyText()
                .contains("8,333.75 EUR (66.67%)", "4,166.25 EUR (33.33%)");
        assertThat(parts(at, other, "INFLUENCED", "", "")).hasStatus(302);
    }

    private MvcTestResult parts(String at, Partner other, String part, String mine, String theirs) {
        return post(at, manager)
                .param("partner0", partner.name())
                .param("part0", "SOURCED")
                .param("percent0", mine)
                .param("partner1", other.name())
                .param("part1", part)
                .param("percent1", theirs)
                .param("partner2", "")
                .exchange();
    }

    @Test
    void aStrangerChangesNothingAndADelegateDecides() {
        var deal = samples.registered(partner.id(), DealSamples.customer(), manager);
        var stranger = team.manager("Stan Stranger").signedIn();
        var at = "/deals/" + deal.code().words();
        assertThat(post(at + "/withdrawal", stranger).param("reason", "x")).hasStatus(403);
        assertThat(post(at + "/approval", stranger)).hasStatus(403);
        assertThat(post("/deals/delegates", lead)
                        .param("member", "" + stranger.id())
                        .param("since", "2026-11-18")
                        .param("until", "2026-11-19"))
                .hasStatus(302);
        clock.set(TestClock.START.plus(Duration.ofDays(3)));
        assertThat(post(at + "/approval", stranger)).hasStatus(403);
        clock.set(TestClock.START.plus(Duration.ofDays(1)));
        assertThat(post(at + "/approval", stranger)).hasStatus(302);
    }

    @Test
    void twoPeopleCorrectDifferentFieldsAndBothStay() {
        var deal = samples.registered(partner.id(), DealSamples.customer(), manager);
        var at = "/deals/" + deal.code().words() + "/edit";
        assertThat(corrected(at, "products", "Platform", "Platform and support"))
                .hasStatus(302);
        assertThat(corrected(at, "territory", "", "Nordics")).hasStatus(302);
        assertThat(corrected(at, "products", "Platform", "Something else"))
                .hasStatus(422)
                .bodyText()
                .contains("Platform and support");
        var now = deals.findById(deal.id()).orElseThrow().details();
        assertThat(now.products()).isEqualTo("Platform and support");
        assertThat(now.territory()).isEqualTo("Nordics");
    }

    private MvcTestResult corrected(String at, String field, String was, String typed) {
        var request = post(at, manager);
        var form = mvc.get().uri(at).with(As.signedIn(manager)).exchange();
        var body = body(form);
        for (var known : java.util.List.of(
                "customer",
                "customerContact",
                "value",
                "currency",
                "expectedClose",
                "products",
                "description",
                "kind",
                "owner",
                "origin",
                "partner",
                "part",
                "territory",
                "domain",
                "contact",
                "incumbent")) {
            var before = known.equals(field) ? was : wasIn(body, known);
            request = request.param("was." + known, before).param(known, known.equals(field) ? typed : before);
        }
        return request.exchange();
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private static String wasIn(String body, String field) {
        var match = java.util.regex.Pattern.compile("name=\"was\\." + field + "\" value=\"([^\"]*)\"")
                .matcher(body);
        return match.find() ? match.group(1).replace("&#39;", "'").replace("&amp;", "&") : "";
    }
}
