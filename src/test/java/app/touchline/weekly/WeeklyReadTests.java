package app.touchline.weekly;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.action.NextStepReader;
import app.touchline.deal.DealDecisions;
import app.touchline.deal.DealRecords;
import app.touchline.partner.Partner;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.testing.DealSamples;
import app.touchline.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

/** The weekly read through its pages: begun, decided by two people, closed, looked at a week later. */
@NullUnmarked
class WeeklyReadTests extends AReadInProgress {

    @Autowired
    NextStepReader steps;

    @Autowired
    DealSamples deals;

    @Autowired
    DealRecords dealRecords;

    @Autowired
    DealDecisions dealDecisions;

    @Test
    void everyStepStandsAndTheReadIsLeftAndResumedWhereItWas() {
        for (var step : new String[] {"coverage", "recovery", "slipped", "loose", "close"})
            assertThat(get(lena, read + "?step=" + step)).as(step).hasStatusOk();
        assertThat(get(ben, read + "?step=slipped"))
                .bodyText()
                .contains(acme.name())
                .doesNotContain("Assign to all chosen");
        post(mara, read + "/steps/coverage");
        post(mara, read + "/steps/recovery");
        assertThat(get(lena, read)).bodyText().contains("id=\"slipped-head\"").contains(acme.name(), beta.name());
        assertThat(post(lena, "/weekly/reads")).hasRedirectedUrl(read);
        assertThat(get(lena, "/weekly")).bodyText().contains("is in progress").contains("Mara Lead");
    }

    @Test
    void whoSlippedIsShownWithItsOpenDealsThoseThatWaitOrAreLostLeftOut() {
        var me = lena.signedIn();
        assertThat(get(lena, read + "?step=slipped")).bodyText().doesNotContain("open deal");
        var open = deals.registered(acme.id(), DealSamples.customer(), me);
        var lost = deals.registered(acme.id(), DealSamples.customer(), me);
        deals.registered(beta.id(), DealSamples.customer(), me); // still waits
        for (var deal : List.of(open, lost)) dealDecisions.approve(deal.id(), "", me, dealRecords.now(me));
        assertThat(get(lena, read + "?step=slipped")).bodyText().contains("2 open deals: 25,000 EUR sourced");
        var reason =
                jdbc.sql("select min(id) from lost_reason").query(Long.class).single();
        dealRecords.lose(lost.id(), reason, "", TODAY, me, dealRecords.now(me));
        assertThat(get(lena, read + "?step=slipped"))
                .bodyText()
                .containsOnlyOnce("open deal")
                .contains("1 open deal: 12,500 EUR sourced");
    }

    @Test
    void aRecoveryTouchIsAssignedShownAndTakenBack() {
        assertThat(get(mara, of(acme, "recovery"))).hasStatusOk().bodyText().contains("Ben Manager");
        assertThat(post(mara, of(acme, "recovery"), "who", "", "due", "2026-11-17"))
                .hasStatus(422)
                .bodyText()
                .contains("Choose who gets in touch.", "Choose today or a later day.");
        var made = post(mara, of(acme, "recovery"), "who", "" + ben.id(), "due", "2026-11-20");
        assertThat(made).hasStatus3xxRedirection();
        assertThat(toast(made)).contains("Recovery touch: Ben Manager, Fri 20 Nov");
        assertThat(steps.of(acme.id()).orElseThrow().due()).isEqualTo(TODAY.plusDays(2));
        assertThat(get(lena, read + "?step=slipped")).bodyText().contains("Ben Manager, Fri 20 Nov");

        var batch = decisions.of(id(), acme.id()).orElseThrow().batch();
        post(lena, read + "/decisions/" + batch + "/undo");
        assertThat(steps.of(acme.id())).isEmpty();
        assertThat(decisions.of(id())).isEmpty();
    }

    @Test
    void theSecondToDecideOnAPartnerIsToldAndNothingIsChanged() {
        post(mara, of(acme, "recovery"), "who", "" + ben.id(), "due", "2026-11-20");
        var second = post(lena, of(acme, "snooze"), "until", "2026-11-30", "reason", "On holiday");
        assertThat(toast(second)).contains("Mara Lead has decided about " + acme.name() + " meanwhile");
        assertThat(cadence.of(acme.id(), TODAY).orElseThrow().snoozed()).isNull();

        var seen = decisions.of(id(), acme.id()).orElseThrow().id();
        post(lena, of(acme, "snooze"), "until", "2026-11-30", "reason", "On holiday", "seen", "" + seen);
        assertThat(cadence.of(acme.id(), TODAY).orElseThrow().snoozed()).isNotNull();
        assertThat(steps.of(acme.id()))
                .as("the recovery touch went with its decision")
                .isEmpty();
        assertThat(get(mara, read + "/news?step=slipped&opened=" + TestClock.START))
                .hasStatusOk()
                .bodyText()
                .contains("id=\"decision-" + acme.id() + "\"", "On holiday", "Lena Lead");
    }

    @Test
    void tierAndPauseAreDoneAndUndoneThroughTheirOwnVerbs() {
        post(mara, of(acme, "tier"), "tier", "" + partners.tier(3).id());
        assertThat(cadence.of(acme.id(), TODAY).orElseThrow().tierRank()).isEqualTo(3);
        post(mara, of(beta, "pause"));
        assertThat(cadence.of(beta.id(), TODAY).orElseThrow().status()).isEqualTo(ProgrammeStatus.PAUSED);
        assertThat(get(mara, read + "?step=slipped")).bodyText().contains("Tier 1 to Tier 3", beta.name());
        for (var partner : new Partner[] {acme, beta})
            post(
                    mara,
                    read + "/decisions/"
                            + decisions.of(id(), partner.id()).orElseThrow().batch() + "/undo");
        assertThat(cadence.of(acme.id(), TODAY).orElseThrow().tierRank()).isEqualTo(1);
        assertThat(cadence.of(beta.id(), TODAY).orElseThrow().anchor()).isEqualTo(TODAY.minusDays(20));
    }

    /** A recovery touch for each, by its owner. */
    private MvcTestResult assign(String batch, Partner... chosen) {
        var fields = new ArrayList<>(List.of("who", "owner", "due", "2026-11-20", "batch", batch));
        for (var partner : chosen) fields.addAll(List.of("partner", "" + partner.id()));
        return post(mara, read + "/recovery", fields.toArray(String[]::new));
    }

    @Test
    void severalAreAssignedAtOnceAndTakenBackTogether() {
        post(lena, of(beta, "snooze"), "until", "2026-11-30", "reason", "On holiday");
        var batch = "11111111-1111-4111-8111-111111111111";
        var assigned = assign(batch, acme, beta);
        assertThat(toast(assigned))
                .contains("1 recovery touch assigned. Decided already: " + beta.name() + " (Lena Lead).");
        assign(batch, acme);
        assertThat(steps.open(acme.id())).as("sent twice").hasSize(1);
        post(mara, read + "/decisions/" + batch + "/undo");
        assertThat(steps.open(acme.id())).isEmpty();
        assertThat(cadence.of(beta.id(), TODAY).orElseThrow().snoozed()).isNotNull();
    }

    @Test
    void oneOfSeveralIsTakenBackAlone() {
        var batch = "11111111-1111-4111-8111-111111111112";
        assign(batch, acme, beta);
        assertThat(get(mara, read + "?step=slipped"))
                .bodyText()
                .contains("/decisions/" + batch + "/undo?partner=" + acme.id());
        post(mara, read + "/decisions/" + batch + "/undo?partner=" + acme.id());
        assertThat(steps.open(acme.id())).isEmpty();
        assertThat(steps.open(beta.id())).hasSize(1);
    }

    @Test
    void itIsClosedWithAReasonWhereTheFirstTierIsUndecidedAndStaysAsItWas() {
        jdbc.sql("""
                insert into smtp_server (host, port, protection, from_address, from_name)
                values ('localhost', 2525, 'NONE', 'touchline@ours.test', 'Touchline')
                """).update();
        post(mara, of(acme, "recovery"), "who", "" + ben.id(), "due", "2026-11-20");
        assertThat(post(mara, read + "/closure", "because", " "))
                .hasStatus(422)
                .bodyText()
                .contains("say why the read is closed without");
        assertThat(reads.inProgress()).isPresent();
        assertThat(toast(post(mara, read + "/closure", "because", "No time left today", "digest", "true")))
                .contains("The digest is on its way to");
        assertThat(jdbc.sql("select count(*) from outgoing_mail where subject like 'Weekly read, week 47: Tier 1%'")
                        .query(Integer.class)
                        .single())
                .isPositive();
        assertThat(reads.inProgress()).isEmpty();

        touches.sent(acme, TestClock.START.minus(Duration.ofDays(1)));
        clock.set(TestClock.START.plus(Duration.ofDays(3)));
        assertThat(get(ben, read))
                .hasStatusOk()
                .bodyText()
                .contains("As it was on Wednesday 18 November 2026", "No time left today")
                .contains(acme.name(), "Recovery touch: Ben Manager, Fri 20 Nov", "20 of 7", "recomputed");
        assertThat(get(ben, read + "/decisions.csv"))
                .hasStatusOk()
                .bodyText()
                .startsWith("partner,tier,owner,last_touch,days,window_days,next_step,decision,decided_by\r\n")
                .contains(acme.name() + ",Tier 1,Ben Manager,2026-10-29,20,7,");
        assertThat(toast(post(lena, of(beta, "pause")))).contains("closed meanwhile");
        assertThat(toast(post(lena, read + "/closure", "because", "again"))).contains("closed already");
        assertThat(get(lena, read + "/news?step=slipped&opened=" + TestClock.START))
                .bodyText()
                .contains("Mara Lead closed this read.");
    }

    @Test
    void theNextReadTellsWhatBecameOfTheRecoveryTouches() {
        post(mara, of(acme, "recovery"), "who", "" + ben.id(), "due", "2026-11-20");
        post(mara, of(beta, "recovery"), "who", "" + ben.id(), "due", "2026-11-19");
        post(mara, read + "/closure", "because", "The rest next week");
        clock.set(TestClock.START.plus(Duration.ofDays(1)));
        post(
                ben,
                "/partners/" + acme.id() + "/touches",
                "kind",
                "CALL",
                "day",
                "2026-11-19",
                "time",
                "09:00",
                "note",
                "");
        post(
                ben,
                "/actions/" + steps.of(beta.id()).orElseThrow().actionId() + "/completion",
                "outcome",
                "They were bought");
        clock.set(TestClock.START.plus(Duration.ofDays(7)));
        post(lena, "/weekly/reads");
        read = "/weekly/reads/" + reads.inProgress().orElseThrow().id();
        assertThat(get(lena, read + "?step=recovery"))
                .bodyText()
                .contains("Recovery · 1 of 2 done")
                .contains("by a call on Thu 19 Nov, Ben Manager", "They were bought (Ben Manager", "Dropped");
    }

    @Test
    void onlyThoseWhoLeadRunIt() {
        assertThat(post(ben, of(acme, "pause"))).hasStatus(403);
        assertThat(post(ben, read + "/closure", "because", "x")).hasStatus(403);
        assertThat(get(ben, of(acme, "pause"))).hasStatus(403);
        assertThat(get(team.viewer(), read)).hasStatusOk().bodyText().doesNotContain("Go on:");
    }
}
