package app.touchline.weekly;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** While a mailbox is behind, whatever rests on mail says so beside the number: pages, files, and the record of a weekly read. */
@NullUnmarked
class MailBehindTests extends AReadInProgress {

    private static final String CLARA = "clara@behind.test";
    private static final String SAID = CLARA + " is 3 h behind";

    @BeforeEach
    void clarasMailboxWasReadThreeHoursAgo() {
        mailbox(CLARA, clock.instant().minus(Duration.ofHours(3)));
    }

    @AfterEach
    void noMailbox() {
        jdbc.sql("delete from mailbox where address like '%@behind.test'").update();
    }

    private void mailbox(String address, Instant readTo) {
        jdbc.sql("""
                insert into mailbox (address, member_id, host, port, tls, username, secret, floor, state, acknowledged_at,
                                     acknowledgement, last_ok_at, created_at)
                values (:address, :ben, 'h', 993, 'TLS', 'u', '', '2026-01-01', 'LIVE', :at, 'ADMIN_RECORDED', :at, :at)
                """)
                .param("address", address)
                .param("ben", ben.id())
                .param("at", Timestamp.from(readTo))
                .update();
    }

    private void allIsRead() {
        jdbc.sql("update mailbox set last_ok_at = :now")
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    @Test
    void everyPageWhoseNumbersRestOnMailSaysSo() {
        var pages = List.of(
                "/",
                "/partners",
                "/partners/" + acme.id(),
                "/partners/" + acme.id() + "/figures/messages-sent",
                "/partners/" + acme.id() + "/figures/reps-engaged",
                "/replies?who=all",
                "/weekly",
                "/weekly?date=2026-11-10",
                "/weekly/partners?show=slipped",
                read + "?step=coverage",
                read + "?step=slipped");
        for (var page : pages)
            assertThat(get(mara, page)).as(page).hasStatusOk().bodyText().contains(SAID);
        assertThat(get(mara, "/partners/" + acme.id() + "/figures/intros-made"))
                .as("rests on no mail")
                .bodyText()
                .doesNotContain(CLARA);
        allIsRead();
        for (var page : pages)
            assertThat(get(mara, page))
                    .as(page)
                    .bodyText()
                    .contains("Mail read to")
                    .doesNotContain(CLARA);
    }

    @Test
    void ofManyTheFarthestAreNamedAndTheOthersCounted() {
        for (int n = 1; n <= 7; n++)
            mailbox("late" + n + "@behind.test", clock.instant().minus(Duration.ofHours(3 + n)));
        assertThat(get(mara, "/weekly"))
                .bodyText()
                .contains("late7@behind.test is 10 h behind", "late3@behind.test is 6 h behind", "and 3 more")
                .doesNotContain("late2@behind.test", CLARA);
    }

    @Test
    void aFileSaysSoInItsName() {
        for (var file : List.of("/weekly.csv", "/partners.csv", "/today.csv", "/views.csv", "/views.xlsx"))
            assertThat(get(mara, file).getResponse().getHeader("Content-Disposition"))
                    .as(file)
                    .containsPattern("filename=\"[a-z]+-2026-11-18-mail-behind\\.(csv|xlsx)\"");
        allIsRead();
        for (var file : List.of("/weekly.csv", "/partners.csv", "/today.csv", "/views.csv", "/views.xlsx"))
            assertThat(get(mara, file).getResponse().getHeader("Content-Disposition"))
                    .as(file)
                    .containsPattern("filename=\"[a-z]+-2026-11-18\\.(csv|xlsx)\"");
    }

    @Test
    void theRecordOfAReadSaysHowItWasWhenItWasClosedAndWhatIsRecomputedHowItIsNow() {
        post(mara, read + "/closure", "because", "They are on the phone");
        allIsRead();
        assertThat(get(ben, read)).bodyText().contains(SAID, "Mail read to");
        jdbc.sql("delete from mailbox where address = ?").param(CLARA).update();
        mailbox("new@behind.test", clock.instant().minus(Duration.ofHours(5)));
        assertThat(get(ben, read)).bodyText().contains(SAID, "new@behind.test is 5 h behind");
    }
}
