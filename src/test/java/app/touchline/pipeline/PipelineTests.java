package app.touchline.pipeline;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.audit.AuditLog.Who;
import app.touchline.deal.Deal;
import app.touchline.deal.DealDecisions;
import app.touchline.deal.DealRecords;
import app.touchline.deal.Deals;
import app.touchline.deal.Details;
import app.touchline.deal.LostReasons;
import app.touchline.deal.Stage;
import app.touchline.money.Money;
import app.touchline.ninetyday.NinetyDayTest;
import app.touchline.ninetyday.Target;
import app.touchline.ninetyday.TestReader;
import app.touchline.ninetyday.TestRecords;
import app.touchline.ninetyday.Unit;
import app.touchline.partner.Partner;
import app.touchline.pipeline.PipelineQuestion.Order;
import app.touchline.pipeline.StageRules.WhenStalled;
import app.touchline.team.SignedIn;
import app.touchline.testing.As;
import app.touchline.testing.DealSamples;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@TouchlineTest
class PipelineTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    PipelineReader reader;

    @Autowired
    PipelineReviewReader reviews;

    @Autowired
    StalledRound round;

    @Autowired
    StageRules rules;

    @Autowired
    Deals deals;

    @Autowired
    DealRecords records;

    @Autowired
    DealDecisions decisions;

    @Autowired
    LostReasons reasons;

    @Autowired
    DealSamples samples;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TeamSamples team;

    @Autowired
    TestRecords tests;

    @Autowired
    TestReader testReader;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private SignedIn lead;
    private SignedIn manager;
    private Partner partner;

    @BeforeEach
    void people() {
        lead = team.opsLead().signedIn();
        manager = team.manager("Mia Manager").signedIn();
        partner = partners.partner(PartnerSamples.name("Pipeline"), 2, manager.id(), null);
    }

    @AfterEach
    void now() {
        rules.change(rules.all(), new WhenStalled(false, 2), Who.TOUCHLINE);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
    }

    private Deal approved(String customer) {
        var deal = samples.registered(partner.id(), customer, manager);
        decisions.approve(deal.id(), "", lead, records.now(lead));
        return deal;
    }

    private PipelineQuestion mine() {
        return PipelineQuestion.of(Map.of("owner", "" + manager.id()));
    }

    private Board.Column column(Stage stage) {
        return reader.board(mine(), today()).columns().stream()
                .filter(each -> each.stage() == stage)
                .findFirst()
                .orElseThrow();
    }

    private MvcTestResult move(SignedIn who, Deal deal, String... parameters) {
        var post = mvc.post()
                .uri("/pipeline/deals/{code}/move", deal.code().words())
                .with(As.signedIn(who))
                .with(csrf());
        for (var at = 0; at < parameters.length; at += 2) post = post.param(parameters[at], parameters[at + 1]);
        return post.exchange();
    }

    private Stage stage(Deal deal) {
        return deals.findById(deal.id()).orElseThrow().stage();
    }

    @Test
    void theBoardHasWhatWasApprovedAndNotWhatWaits() {
        var deal = approved(DealSamples.customer());
        samples.registered(partner.id(), DealSamples.customer(), manager);
        var column = column(Stage.REGISTERED);
        assertThat(column.cards()).extracting(DealCard::id).containsExactly(deal.id());
        assertThat(column.sum().deals()).isEqualTo(1);
        assertThat(column.sum().worth().sourced().amount()).isEqualByComparingTo("12500");
        assertThat(column.sum().worth().influenced().amount()).isZero();
        assertThat(mvc.get()
                        .uri("/pipeline?owner=" + manager.id())
                        .with(As.signedIn(team.viewer().signedIn())))
                .hasStatusOk()
                .bodyText()
                .contains(deal.code().words())
                .doesNotContain("/move?");
    }

    @Test
    void aDealIsMovedAndTheMoveTakenBackWhereItLeadsBack() {
        var deal = approved(DealSamples.customer());
        assertThat(move(manager, deal, "to", "PROPOSAL_SENT", "back", "/pipeline?stalled=yes"))
                .hasStatus(302)
                .hasRedirectedUrl("/pipeline?stalled=yes");
        assertThat(stage(deal)).isEqualTo(Stage.PROPOSAL_SENT);
        assertThat(move(manager, deal, "to", "QUALIFIED")).hasStatus(302);
        assertThat(stage(deal)).isEqualTo(Stage.QUALIFIED);
        assertThat(jdbc.sql(
                                "select count(*) from audit_entry where what = 'moved' and about = 'deal' and about_id = :id")
                        .param("id", deal.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        assertThat(move(manager, deal, "to", "REGISTERED"))
                .hasStatus(422)
                .bodyText()
                .contains("From Qualified a deal");
        assertThat(move(manager, deal, "to", "PROPOSAL_SENT", "back", "https://elsewhere.test/"))
                .hasRedirectedUrl("/pipeline");
    }

    @Test
    void anEndAsksForWhatItNeeds() {
        var deal = approved(DealSamples.customer());
        assertThat(move(manager, deal, "to", "CLOSED_WON", "value", "100", "on", "2026-11-18"))
                .hasStatus(422)
                .bodyText()
                .contains("From Registered a deal does not go to Closed won");
        assertThat(move(manager, deal, "to", "CLOSED_LOST", "on", "2026-11-18"))
                .hasStatus(422)
                .bodyText()
                .contains("Choose why it was lost.");
        move(manager, deal, "to", "NEGOTIATING");
        assertThat(move(manager, deal, "to", "CLOSED_WON", "value", "a lot", "on", "2026-11-18"))
                .hasStatus(422)
                .bodyText()
                .contains("Write what it was won for");
        assertThat(move(manager, deal, "to", "CLOSED_WON", "value", "11,000.50", "on", "soon"))
                .hasStatus(422)
                .bodyText()
                .contains("is not a date");
        assertThat(move(manager, deal)).hasStatus(422).bodyText().contains("Choose to which stage");
        assertThat(move(manager, deal, "to", "CLOSED_WON", "value", "11,000.50", "on", "2026-11-17"))
                .hasStatus(302);
        assertThat(column(Stage.CLOSED_WON).sum().worth().sourced().amount()).isEqualByComparingTo("11000.50");
        var lost = approved(DealSamples.customer());
        var reason = reasons.offered().getFirst();
        assertThat(move(manager, lost, "to", "CLOSED_LOST", "reason", "" + reason.id(), "on", "2026-11-18"))
                .hasStatus(302);
        assertThat(stage(lost)).isEqualTo(Stage.CLOSED_LOST);
    }

    @Test
    void whoDoesNotLookAfterADealMovesItNot() {
        var deal = approved(DealSamples.customer());
        var stranger = team.manager("Stan Stranger").signedIn();
        assertThat(move(stranger, deal, "to", "QUALIFIED")).hasStatus(403);
        assertThat(move(team.viewer().signedIn(), deal, "to", "QUALIFIED")).hasStatus(403);
        assertThat(stage(deal)).isEqualTo(Stage.REGISTERED);
        assertThat(mvc.post()
                        .uri("/pipeline/deals/{code}/move", deal.code().words())
                        .with(As.signedIn(manager))
                        .param("to", "QUALIFIED"))
                .hasStatus(409);
        assertThat(mvc.get()
                        .uri("/pipeline/deals/{code}/move", deal.code().words())
                        .with(As.signedIn(stranger)))
                .hasStatusOk()
                .bodyText()
                .contains("Only who looks after this deal");
    }

    @Test
    void aListIsPagedOnceThroughInEveryOrder() {
        var made = new ArrayList<Long>();
        for (var i = 0; i < 7; i++) {
            var details = DealSamples.details(DealSamples.customer(), manager.id());
            var deal = samples.registered(
                    partner.id(),
                    new Details(
                            details.customer(),
                            Money.of(i % 2 == 0 ? "500.00" : "700.00", "EUR"),
                            LocalDate.of(2027, 1, 1 + i % 3),
                            details.products(),
                            details.description(),
                            details.kind(),
                            null,
                            null,
                            manager.id(),
                            ""),
                    manager);
            decisions.approve(deal.id(), "", lead, records.now(lead));
            made.add(deal.id());
        }
        for (var order : Order.values()) {
            var question =
                    PipelineQuestion.of(Map.of("owner", "" + manager.id(), "sort", PipelineQuestion.written(order)));
            var seen = new ArrayList<DealCard>();
            reader.each(question, today(), 2, seen::addAll);
            assertThat(seen).as(order.name()).extracting(DealCard::id).containsExactlyInAnyOrderElementsOf(made);
            if (order == Order.CLOSE)
                assertThat(seen).extracting(DealCard::expectedClose).isSorted();
            var next = question.from(DealList.after(order, seen.get(2)));
            assertThat(mvc.get().uri(java.net.URI.create(next)).with(As.signedIn(manager)))
                    .hasStatusOk()
                    .bodyText()
                    .contains(seen.get(3).code().words())
                    .doesNotContain(seen.get(2).code().words());
            var back = question.after(DealList.before(order, seen.get(3)));
            assertThat(reader.list(back, today()).cards()).isEqualTo(seen.subList(0, 3));
            assertThat(reader.list(back, today()).previous()).isNull();
            assertThat(reader.list(back, today()).next()).isEqualTo(next);
            assertThat(mvc.get()
                            .uri(java.net.URI.create(question.from(DealList.before(order, seen.get(3)))))
                            .with(As.signedIn(manager)))
                    .hasStatusOk()
                    .bodyText()
                    .contains(seen.get(2).code().words())
                    .doesNotContain(seen.get(3).code().words());
        }
    }

    @Test
    void theListIsFilteredLikeThatOfPartners() {
        var deal = approved("Zwielicht " + DealSamples.customer());
        var other = partners.partner(PartnerSamples.name("Elsewhere"), 1, manager.id(), null);
        var elsewhere = samples.registered(other.id(), DealSamples.customer(), manager);
        decisions.approve(elsewhere.id(), "", lead, records.now(lead));
        assertThat(ids("tier", "" + partners.tier(2).id())).containsExactly(deal.id());
        assertThat(ids("partner", "" + other.id())).containsExactly(elsewhere.id());
        assertThat(ids("q", "zwielicht")).containsExactly(deal.id());
        assertThat(ids("q", other.name())).containsExactly(elsewhere.id());
        assertThat(ids("q", deal.code().words())).containsExactly(deal.id());
        assertThat(ids("part", "influenced")).isEmpty();
        assertThat(ids("part", "sourced")).hasSize(2);
        assertThat(ids("phase", "waiting")).isEmpty();
        assertThat(ids("month", "2027-02")).hasSize(2);
        assertThat(ids("month", "2027-03")).isEmpty();
        assertThat(ids("stage", "qualified")).isEmpty();
        assertThat(ids("tier", "nonsense")).hasSize(2);
        assertThat(ids("stalled", "yes")).isEmpty();
    }

    private List<Long> ids(String name, String value) {
        var question = PipelineQuestion.of(Map.of("owner", "" + manager.id(), name, value));
        assertThat(mvc.get().uri(java.net.URI.create(question.in("/list"))).with(As.signedIn(manager)))
                .hasStatusOk();
        assertThat(mvc.get().uri(java.net.URI.create(question.in("/forecast"))).with(As.signedIn(manager)))
                .hasStatusOk()
                .bodyText()
                .contains("What each number is");
        return reader.list(question, today()).cards().stream().map(DealCard::id).toList();
    }

    @Test
    void aFileOfDealsIsHarmlessInASpreadsheet() {
        approved("=HYPERLINK(\"x\") " + DealSamples.customer());
        assertThat(mvc.get().uri("/pipeline/list.csv?owner=" + manager.id()).with(As.signedIn(manager)))
                .hasStatusOk()
                .bodyText()
                .startsWith("registration_id,customer,")
                .contains("'=HYPERLINK", ",12500.00,EUR,");
        assertThat(mvc.get().uri("/pipeline/list.xlsx?owner=" + manager.id()).with(As.signedIn(manager)))
                .hasStatusOk()
                .body()
                .hasSizeGreaterThan(2_000);
    }

    @Test
    void aStalledDealIsFlaggedAndBecomesOneAction() {
        var deal = approved(DealSamples.customer());
        clock.set(clock.instant().plus(Duration.ofDays(13)));
        assertThat(column(Stage.REGISTERED).sum().stalled()).isZero();
        assertThat(act(deal)).isZero();
        clock.set(clock.instant().plus(Duration.ofDays(1)));
        assertThat(column(Stage.REGISTERED).sum().stalled()).isEqualTo(1);
        assertThat(column(Stage.REGISTERED).cards().getFirst().stalled(today())).isTrue();
        assertThat(act(deal)).isEqualTo(1);
        assertThat(act(deal)).isEqualTo(1);
        assertThat(column(Stage.REGISTERED).cards().getFirst().actionId()).isNotNull();
        rules.change(rules.all(), new WhenStalled(true, 2), Who.TOUCHLINE);
        round.go();
        assertThat(actions()).isEqualTo(1);
        move(manager, deal, "to", "QUALIFIED");
        clock.set(clock.instant().plus(Duration.ofDays(21)));
        assertThat(act(deal)).isEqualTo(2);
    }

    @Test
    void theRuleMakesEachStalledDealAnActionOnce() {
        approved(DealSamples.customer());
        clock.set(clock.instant().plus(Duration.ofDays(14)));
        round.go();
        assertThat(actions()).isZero();
        rules.change(rules.all(), new WhenStalled(true, 3), Who.TOUCHLINE);
        round.go();
        round.go();
        assertThat(actions()).isEqualTo(1);
        assertThat(jdbc.sql("select assignee_id from action where partner_id = :partner")
                        .param("partner", partner.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(manager.id());
    }

    /** @return how many actions the partner has then */
    private int act(Deal deal) {
        assertThat(mvc.post()
                        .uri("/pipeline/deals/{code}/action", deal.code().words())
                        .with(As.signedIn(manager))
                        .with(csrf()))
                .hasStatus(302);
        return actions();
    }

    private int actions() {
        return jdbc.sql("select count(*) from action where partner_id = :partner and type = 'DEAL_SUPPORT'")
                .param("partner", partner.id())
                .query(Integer.class)
                .single();
    }

    @Test
    void theReviewGoesThroughWhatChangedSinceTheLastOne() {
        var before = approved(DealSamples.customer());
        clock.set(clock.instant().plus(Duration.ofMinutes(5)));
        assertThat(mvc.post().uri("/pipeline/review").with(As.signedIn(manager)).with(csrf()))
                .hasStatus(403);
        assertThat(mvc.post()
                        .uri("/pipeline/review")
                        .with(As.signedIn(lead))
                        .with(csrf())
                        .param("note", "Everybody calls."))
                .hasStatus(302);
        clock.set(clock.instant().plus(Duration.ofMinutes(5)));
        var after = approved(DealSamples.customer());
        move(manager, after, "to", "QUALIFIED");
        var review = reviews.review(lead);
        assertThat(review.changed())
                .extracting(change -> change.deal().id())
                .contains(after.id())
                .doesNotContain(before.id());
        assertThat(review.changed().getFirst().what()).isEqualTo("Moved: Registered → Qualified");
        assertThat(mvc.get().uri("/pipeline/review").with(As.signedIn(lead)))
                .hasStatusOk()
                .bodyText()
                .contains("Everybody calls.", after.details().customer().name(), "Close this review");
    }

    @Test
    void ofManyToDecideTheReviewShowsTheFirstCountsAllAndLeadsToTheQueue() throws Exception {
        for (var i = 0; i <= PipelineReviewReader.MOST; i++)
            samples.registered(partner.id(), DealSamples.customer(), manager);
        var waiting = jdbc.sql("select count(*) from deal where standing = 'WAITING'")
                .query(Integer.class)
                .single();
        var decisions = reviews.review(lead).decisions();
        assertThat(decisions.lines()).hasSize(PipelineReviewReader.MOST);
        assertThat(decisions.count()).isEqualTo(waiting);
        assertThat(mvc.get().uri("/pipeline/review").with(As.signedIn(lead)))
                .bodyText()
                .contains("%,d more, all of them under Registrations".formatted(waiting - PipelineReviewReader.MOST));
        var first = "/deals/" + decisions.lines().getFirst().code().words();
        assertThat(mvc.get().uri("/deals?from=1").with(As.signedIn(lead)))
                .bodyText()
                .contains("%,d registrations to decide".formatted(waiting), "2 to ", " of %,d".formatted(waiting))
                .doesNotContain(">" + first.substring(7) + "</span> · Registered</span></td>");
        assertThat(mvc.get().uri("/deals?from=9999999").with(As.signedIn(lead)))
                .hasStatusOk()
                .bodyText()
                .contains("No more than these wait.");
        mvc.post().uri("/pipeline/review").with(As.signedIn(lead)).with(csrf()).exchange();
        assertThat(jdbc.sql("select decisions from pipeline_review order by id desc limit 1")
                        .query(Integer.class)
                        .single())
                .isEqualTo(waiting);
    }

    @Test
    void onlyAnAdminChangesStagesAndWithinReason() {
        assertThat(mvc.get().uri("/admin/pipeline").with(As.signedIn(manager))).hasStatus(403);
        var admin = team.admin().signedIn();
        assertThat(mvc.get().uri("/admin/pipeline").with(As.signedIn(admin)))
                .hasStatusOk()
                .bodyText()
                .containsPattern("days.REGISTERED\"[^>]* value=\"14\"")
                .containsPattern("probability.QUALIFIED\"[^>]* value=\"25\"");
        assertThat(rulesSent(admin, "101", "14")).hasStatus(422).bodyText().contains("between 0 and 100");
        assertThat(rulesSent(admin, "12", "often")).hasStatus(422).bodyText().contains("is not a whole number");
        assertThat(rulesSent(admin, "12", "15")).hasStatus(302);
        assertThat(rules.all().getFirst()).isEqualTo(new StageRule(Stage.REGISTERED, 12, 15));
        assertThat(rulesSent(admin, "10", "14")).hasStatus(302);
    }

    private MvcTestResult rulesSent(SignedIn who, String probability, String days) {
        var post = mvc.post()
                .uri("/admin/pipeline")
                .with(As.signedIn(who))
                .with(csrf())
                .param("actionDays", "2");
        for (var rule : rules.all()) {
            var first = rule.stage() == Stage.REGISTERED;
            post = post.param("probability." + rule.stage(), first ? probability : "" + rule.probability())
                    .param("days." + rule.stage(), first ? days : "" + rule.staleDays());
        }
        return post.exchange();
    }

    @Test
    void thePartnersPageAndItsTestTellOfItsDeals() {
        tests.begin(
                partner.id(),
                new NinetyDayTest.Plan("Two deals", new Target(2, Unit.DEALS), today()),
                java.util.UUID.randomUUID(),
                lead);
        var deal = approved(DealSamples.customer());
        var declined = samples.registered(partner.id(), DealSamples.customer(), manager);
        decisions.decline(declined.id(), "No.", lead, records.now(lead));
        var progress = testReader.running(List.of(partner.id()), today()).get(partner.id());
        assertThat(java.util.Objects.requireNonNull(progress).reached()).hasValue(1);
        assertThat(mvc.get().uri("/partners/" + partner.id()).with(As.signedIn(manager)))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "/deals/new?partner=" + partner.id(),
                        "1 of 2 deals",
                        deal.code().words(),
                        "Win rate: none it sourced was closed yet",
                        "12,500 EUR");
        assertThat(mvc.get()
                        .uri("/partners/" + partner.id() + "/figures/pipeline-value")
                        .with(As.signedIn(manager)))
                .hasStatusOk()
                .bodyText()
                .contains(deal.code().words());
        assertThat(mvc.get().uri("/monthly").with(As.signedIn(lead)))
                .hasStatusOk()
                .bodyText()
                .contains(partner.name());
    }
}
