package app.touchline.mailbox;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.alert.AlertWatch;
import app.touchline.mailbox.MailSource.Batch.Kind;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchlineTest;

import static app.touchline.mailbox.Mail.mail;
import static org.assertj.core.api.Assertions.assertThat;

/** What admins are told of a mailbox that lets Touchline in, and when it is not told any more. */
@TouchlineTest
class CaptureAlertsTests {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    MailIntake intake;

    @Autowired
    List<AlertWatch> watches;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    IntakeWorld world;
    long dana;

    @BeforeEach
    void aMailboxThatIsReadToItsEnd() {
        world = new IntakeWorld(jdbc, "alerts" + COUNT.incrementAndGet());
        dana = world.mailboxOf("dana");
        jdbc.sql(
                        "update mailbox set state = 'LIVE', acknowledged_at = now(), acknowledgement = 'ADMIN_RECORDED' where id = :id")
                .param("id", dana)
                .update();
        readToItsEnd();
    }

    @Test
    void aMailboxThatIsNotReadForHoursIsToldUntilItIs() {
        after(Duration.ofHours(5));
        assertThat(told("behind")).isEmpty();
        after(Duration.ofHours(2));
        assertThat(told("behind")).singleElement().satisfies(alert -> {
            assertThat(alert.title()).contains("was not read for hours");
            assertThat(alert.href()).isEqualTo("/admin/mailboxes/" + dana);
        });
        readToItsEnd();
        assertThat(told("behind")).isEmpty();
    }

    @Test
    void threeMessagesPutAsideInADayAreToldForADay() {
        putAside(2);
        assertThat(told("put-aside")).isEmpty();
        putAside(1);
        assertThat(told("put-aside"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.title()).startsWith("3 messages of "));
        after(Duration.ofHours(25));
        assertThat(told("put-aside")).isEmpty();
    }

    @Test
    void mailThatOnlyTheSweepFoundIsToldForTwoDays() {
        var anna = world.contact(world.partner("acme"), "anna");
        var message =
                mail(world.ours("dana"), anna).id("swept").at(clock.instant()).in("1/INBOX:1");
        page(message, Kind.FIRST);
        page(message, Kind.SWEEP);
        assertThat(told("sweep")).isEmpty();
        page(
                mail(world.ours("dana"), anna)
                        .id("missed")
                        .at(clock.instant())
                        .in("1/INBOX:" + COUNT.incrementAndGet()),
                Kind.SWEEP);
        assertThat(told("sweep"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.words()).startsWith("1 message with partners"));
        after(Duration.ofDays(2));
        assertThat(told("sweep")).isEmpty();
    }

    @Test
    void aFolderThatIsNumberedAnewThreeTimesInADayIsTold() {
        jdbc.sql("""
                insert into mailbox_folder (mailbox_id, name, title, resync_day, resyncs_today)
                values (:id, 'INBOX', 'Inbox', :today, 2)
                """).param("id", dana).param("today", today()).update();
        assertThat(told("numbered-anew")).isEmpty();
        jdbc.sql("update mailbox_folder set resyncs_today = 3 where mailbox_id = :id")
                .param("id", dana)
                .update();
        assertThat(told("numbered-anew")).hasSize(1);
        after(Duration.ofDays(1));
        assertThat(told("numbered-anew")).isEmpty();
    }

    @Test
    void silenceIsToldWhenItIsLongerThanAnyBefore() {
        // on weekdays, with one gap of four days; strangers' mail is news as well
        for (var day = today().minusDays(60); !day.isAfter(today()); day = day.plusDays(1)) {
            if (day.getDayOfWeek().getValue() > 5 || day.equals(today().minusDays(30))) continue;
            page(
                    mail("friend@elsewhere.test", world.ours("dana"))
                            .id("s" + day)
                            .at(noon(day))
                            .in("1/INBOX:" + COUNT.incrementAndGet()),
                    Kind.FIRST);
        }
        assertThat(told("silence")).isEmpty();
        after(Duration.ofDays(4));
        readToItsEnd();
        assertThat(told("silence")).isEmpty();
        after(Duration.ofDays(1));
        assertThat(told("silence")).as("nobody knows while it is not read").isEmpty();
        readToItsEnd();
        assertThat(told("silence"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.title()).contains("for 5 days"));
        page(
                mail("friend@elsewhere.test", world.ours("dana"))
                        .id("back")
                        .at(clock.instant())
                        .in("1/INBOX:" + COUNT.incrementAndGet()),
                Kind.OVERLAP);
        assertThat(told("silence")).isEmpty();
    }

    @Test
    void ofAMailboxWithLittleMailNobodyKnowsTheHabit() {
        page(
                mail("friend@elsewhere.test", world.ours("dana"))
                        .id("1")
                        .at(noon(today().minusDays(50)))
                        .in("1/INBOX:" + COUNT.incrementAndGet()),
                Kind.FIRST);
        page(
                mail("friend@elsewhere.test", world.ours("dana"))
                        .id("2")
                        .at(noon(today().minusDays(49)))
                        .in("1/INBOX:" + COUNT.incrementAndGet()),
                Kind.FIRST);
        assertThat(told("silence")).isEmpty();
    }

    private List<AlertWatch.Standing> told(String kind) {
        return watches.stream()
                .filter(watch -> watch.kind().equals(kind))
                .flatMap(watch -> watch.standing().stream())
                .filter(alert -> alert.about().equals("mailbox " + dana))
                .toList();
    }

    private void page(Message message, Kind kind) {
        intake.take(new MailPage(dana, List.of(message), List.of(), Set.of(), () -> true, false, kind));
    }

    private void putAside(int n) {
        for (int i = 0; i < n; i++)
            jdbc.sql(
                            "insert into mailbox_quarantine (mailbox_id, provider_id, error_class, at) values (:id, :message, 'Odd', :now)")
                    .param("id", dana)
                    .param("message", "m" + COUNT.incrementAndGet())
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
    }

    private void readToItsEnd() {
        jdbc.sql("update mailbox set last_ok_at = :now where id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", dana)
                .update();
    }

    private void after(Duration duration) {
        clock.set(clock.instant().plus(duration));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }
}
