package app.touchline.sample;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import app.touchline.testing.Patience;
import app.touchline.testing.TouchlineProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** The sample as a visitor meets it: the application as a process of its own, its mail read through the ordinary capture. */
class SampleTests {

    private static final Pattern DATABASE_PORT = Pattern.compile("Embedded PostgreSQL 18 on port (\\d+)");

    private static final String STILL_TO_READ = """
            select (4 - count(distinct mailbox_id)) + count(*) filter (where not backfill_done or reread_goal is not null)
                   + (select count(*) from directory_change where reattribution_id is null)
                   + (select count(*) from reattribution where matched_at is null)
            from mailbox_folder where not gone
            """;

    private static final String TIER_ONE_SILENT_FOR_MORE_THAN_21_DAYS = """
            select count(*) from partner p
            join tier t on t.id = p.tier_id and t.rank = 1
            join partner_last_touch l on l.partner_id = p.id
            cross join programme
            where p.status in ('TESTING', 'ACTIVE')
              and (l.last_always at time zone programme.zone)::date
                  < (select max(received)::date from (select max(occurred_at) at time zone programme.zone as received from touch) r) - 21
            """;

    @TempDir
    Path home;

    @Test
    void elevenTierOnePartnersWereSilentWhenTheMailIsReadAndALaterStartKeepsTheData() throws Exception {
        long touches;
        try (var first = start()) {
            first.awaitReady();
            assertThat(first.output()).contains("admin@sample.test");
            awaitTheWholeMail(first);
            assertThat(number(first, TIER_ONE_SILENT_FOR_MORE_THAN_21_DAYS)).isEqualTo(11);
            assertThat(number(first, "select count(*) from partner where archived_at is null"))
                    .isEqualTo(90);
            Patience.until("the weekly reads are held", () -> number(first, "select count(*) from weekly_read") == 3);
            assertThat(number(
                            first, "select count(*) from weekly_read where closed_at < opened_at + interval '1 hour'"))
                    .isEqualTo(2);
            assertThat(number(first, "select count(*) from action where type = 'RECOVERY_TOUCH' and closed_itself"))
                    .as("recovery touches of past reads that came about")
                    .isPositive();
            assertThat(number(first, "select count(*) from touch where undecided"))
                    .isEqualTo(4);
            assertThat(number(first, "select count(*) from touch where nature <> 'HUMAN'"))
                    .isGreaterThan(100);
            assertThat(number(first, "select count(*) - count(distinct touch_id) from touch_sighting"))
                    .as("messages that lie in several mailboxes")
                    .isGreaterThan(100);
            touches = number(first, "select count(*) from touch");
        }
        try (var second = start()) {
            second.awaitReady();
            awaitTheWholeMail(second);
            assertThat(number(second, "select count(*) from touch")).isBetween(touches, touches + SampleArrivals.MOST);
            assertThat(number(second, "select count(*) from member")).isEqualTo(5);
            assertThat(number(second, "select sum(resyncs_today) from mailbox_folder"))
                    .isZero();
        }
    }

    private TouchlineProcess start() {
        return TouchlineProcess.start(Map.of("TOUCHLINE_HOME", home.toString(), "TOUCHLINE_PORT", "0"));
    }

    private static void awaitTheWholeMail(TouchlineProcess touchline) throws Exception {
        Patience.until(
                "the sample's mail is read to its end, and matched with what is known of partners",
                () -> number(touchline, STILL_TO_READ) == 0);
    }

    private static long number(TouchlineProcess touchline, String sql) throws Exception {
        var port = DATABASE_PORT.matcher(touchline.output());
        assertThat(port.find()).isTrue();
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + port.group(1) + "/sample?user=postgres");
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
