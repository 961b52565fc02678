package app.touchline.weekly;

import java.time.Duration;
import java.util.regex.Pattern;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import app.touchline.partner.PartnerMerging;
import app.touchline.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

/** A weekly read after it was closed: what stays, what is recomputed beside it, and how it is opened again. */
@NullUnmarked
class ClosedReadTests extends AReadInProgress {

    private static final Pattern TIER_ONE = Pattern.compile(
            "Tier 1 · within 7 days.*?>(\\d+) of (\\d+)</td>.*?<span class=\"quiet\">(\\d+) of (\\d+)</span>",
            Pattern.DOTALL);

    /** Of the first tier: inside and in cadence as they were, then the same recomputed. */
    private record TierOne(int inside, int inCadence, int insideAgain, int inCadenceAgain) {}

    private TierOne tierOne() throws Exception {
        var found = TIER_ONE.matcher(get(ben, read).getResponse().getContentAsString());
        assertThat(found.find()).isTrue();
        return new TierOne(
                Integer.parseInt(found.group(1)),
                Integer.parseInt(found.group(2)),
                Integer.parseInt(found.group(3)),
                Integer.parseInt(found.group(4)));
    }

    @Test
    void mailThatComesToBeKnownLaterMovesTheNumberBesideTheRecordAndNotTheRecord() throws Exception {
        post(mara, read + "/closure", "because", "Late mail");
        var before = tierOne();
        assertThat(before.insideAgain()).isEqualTo(before.inside());

        clock.set(TestClock.START.plus(Duration.ofDays(2)));
        touches.sent(acme, TestClock.START.minus(Duration.ofDays(1)));
        var after = tierOne();
        assertThat(after.inside()).isEqualTo(before.inside());
        assertThat(after.insideAgain()).isEqualTo(before.inside() + 1);
        assertThat(after.inCadenceAgain()).isEqualTo(before.inCadence());

        touches.sent(beta, TestClock.START.plus(Duration.ofDays(1)));
        assertThat(tierOne().insideAgain()).as("mail written after the day").isEqualTo(before.inside() + 1);
    }

    @Test
    void itIsOpenedAgainUntilTheNextOneBeginsAndWhatWasRecordedIsKept() {
        post(mara, of(acme, "recovery"), "who", "" + ben.id(), "due", "2026-11-20");
        var closed = post(mara, read + "/closure", "because", "Beta can wait");
        assertThat(toast(closed)).contains(read + "/closure/undo");
        assertThat(get(ben, read)).bodyText().doesNotContain("Open again");
        assertThat(get(lena, read)).bodyText().contains("Open again");

        clock.set(TestClock.START.plus(Duration.ofMinutes(5)));
        assertThat(post(ben, read + "/closure/undo")).hasStatus(403);
        assertThat(toast(post(lena, read + "/closure/undo"))).contains("Open again.");
        assertThat(toast(post(lena, read + "/closure/undo"))).contains("Not opened again: it is open");
        post(lena, of(beta, "pause"));
        assertThat(toast(post(lena, read + "/closure", "because", "All but the others")))
                .contains("Closed.");
        assertThat(get(ben, read))
                .bodyText()
                .contains("Closed before by Mara Lead", "opened again by Lena Lead", "All but the others")
                .doesNotContain("Beta can wait");
        var kept = jdbc.sql("select id from weekly_read_reopening where read_id = ?")
                .param(id())
                .query(Long.class)
                .single();
        assertThat(get(ben, read + "/closings/" + kept))
                .hasStatusOk()
                .bodyText()
                .contains("Beta can wait", "This no longer holds", "closed by Mara Lead")
                .doesNotContain("Pause");
        assertThat(get(ben, read + "/closings/" + (kept + 1))).hasStatus(404);
        assertThat(jdbc.sql("select what from audit_entry where about = 'weekly read' and about_id = ? order by id")
                        .param(id())
                        .query(String.class)
                        .list())
                .containsSubsequence("begun", "closed", "opened again", "closed");

        clock.set(TestClock.START.plus(Duration.ofDays(7)));
        post(mara, "/weekly/reads");
        assertThat(toast(post(mara, read + "/closure/undo"))).contains("the next read has begun");
        assertThat(get(mara, read)).bodyText().doesNotContain("Open again");
    }

    @Test
    void whoeverIsErasedIsErasedFromWhatNobodyCanEditAnyMoreToo() {
        var admin = team.admin();
        post(
                lena,
                "/partners/" + acme.id() + "/contacts/new",
                "name",
                "Nora Vale",
                "role",
                "OTHER",
                "addresses",
                "nora@" + acme.id() + ".test");
        post(
                lena,
                "/partners/" + acme.id() + "/actions",
                "type",
                "FOLLOW_UP",
                "note",
                "Call Nora Vale at last",
                "due",
                "2026-11-20",
                "assignee",
                "" + ben.id());
        post(mara, of(beta, "snooze"), "until", "2026-11-30", "reason", "nora@" + acme.id() + ".test asked for it");
        post(mara, read + "/closure", "because", "They are on the phone");
        post(mara, read + "/closure/undo");
        post(mara, read + "/closure", "because", "Still");
        var records = "select record::text from weekly_read where id = :id union all"
                + " select record::text from weekly_read_reopening where read_id = :id union all"
                + " select words from weekly_decision where read_id = :id";
        assertThat(jdbc.sql(records).param("id", id()).query(String.class).list())
                .hasSize(3)
                .allMatch(text -> text.contains("Nora Vale") || text.contains("nora@"));
        var decided = get(ben, read);
        assertThat(decided).bodyText().contains("nora@");

        assertThat(post(admin, "/admin/privacy/erasure", "address", "nora@" + acme.id() + ".test"))
                .hasRedirectedUrl("/admin/privacy");

        assertThat(jdbc.sql(records).param("id", id()).query(String.class).list())
                .allMatch(text -> !text.contains("Nora") && !text.contains("nora@"))
                .allMatch(text -> text.contains("An erased person"));
        assertThat(get(ben, read)).bodyText().contains("An erased person asked for it");
    }

    @Autowired
    PartnerMerging merging;

    @Test
    void whatWasDecidedAboutAPartnerThatGoesIntoAnotherHoldsForThatOne() {
        post(mara, of(acme, "snooze"), "until", "2026-11-30", "reason", "On holiday");
        merging.merge(acme.id(), beta.id(), mara.signedIn());
        assertThat(cadence.of(beta.id(), TODAY).orElseThrow().snoozed()).isNotNull();
        assertThat(get(mara, read + "?step=slipped")).bodyText().contains(beta.name(), "On holiday");
        var batch = decisions.of(id(), beta.id()).orElseThrow().batch();
        assertThat(toast(post(mara, read + "/decisions/" + batch + "/undo"))).contains("Taken back");
        assertThat(cadence.of(beta.id(), TODAY).orElseThrow().snoozed()).isNull();
    }

    @Test
    void ofTwoSnoozesThatBecomeOneThatGoesOnWhichRunsLonger() {
        post(mara, of(acme, "snooze"), "until", "2026-12-24", "reason", "Until Christmas");
        clock.set(TestClock.START.plus(Duration.ofMinutes(1)));
        post(mara, of(beta, "snooze"), "until", "2026-11-30", "reason", "This week");
        merging.merge(acme.id(), beta.id(), mara.signedIn());
        var snoozed = cadence.of(beta.id(), TODAY).orElseThrow().snoozed();
        assertThat(snoozed).isNotNull();
        assertThat(snoozed.reason()).isEqualTo("Until Christmas");
    }
}
