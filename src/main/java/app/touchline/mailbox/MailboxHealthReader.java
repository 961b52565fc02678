package app.touchline.mailbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.settings.SettingsReader;

/** How fresh the mail is: for the mailbox pages, and for every page whose numbers rest on mail. */
@Component
public class MailboxHealthReader {

    private final JdbcClient jdbc;
    private final SettingsReader settings;
    private final Duration interval;
    private final Clock clock;

    MailboxHealthReader(JdbcClient jdbc, SettingsReader settings, MailboxSettings mailboxes, Clock clock) {
        this.interval = mailboxes.interval();
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    public List<MailboxBehind> behind() {
        return freshness().behind();
    }

    public Freshness freshness() {
        var now = clock.instant();
        var all = jdbc.sql("""
                select m.id, m.address, m.paused, m.state, m.connection_id is not null as in_tenant, m.acknowledged_at, m.last_ok_at, m.per_minute,
                       f.left_to_read, f.total
                from mailbox m
                left join (
                    select mailbox_id, sum(backfill + reread_now + reread_waiting) as left_to_read,
                           sum(case when backfill_done then 0 else backfill_total end
                               + case when reread_goal is null then 0 else reread_total end + reread_waiting) as total
                    from mailbox_folder
                    cross join directory_version directory
                    cross join lateral (
                        select case when backfill_done then 0 else backfill_left end as backfill,
                               case when reread_goal is null then 0 else reread_left end as reread_now,
                               case when reread_version < directory.version
                                     and (reread_goal is null or reread_goal < directory.version)
                                    then backfill_total else 0 end as reread_waiting) parts
                    where not gone and live_cursor is not null
                    group by mailbox_id) f on f.mailbox_id = m.id
                where m.removed_at is null
                order by m.last_ok_at nulls first, m.address
                """).query((row, index) -> Standing.of(row)).list();
        var behind = all.stream()
                .map(mailbox -> mailbox.behind(now, interval))
                .filter(Objects::nonNull)
                .toList();
        var readTo = all.stream()
                .filter(mailbox -> mailbox.behind(now, interval) == null)
                .map(Standing::readTo)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new Freshness(settings.zone(), all.size(), readTo, behind, together(all));
    }

    private static @Nullable Backfill together(List<Standing> all) {
        long total = all.stream().mapToLong(Standing::total).sum();
        long left = Math.min(total, all.stream().mapToLong(Standing::left).sum());
        if (left == 0) return null;
        // mailboxes are read side by side, so the slowest one decides
        var times = all.stream().filter(mailbox -> mailbox.left() > 0).toList();
        return new Backfill(
                left,
                total,
                times.stream().anyMatch(mailbox -> mailbox.perMinute() == 0)
                        ? null
                        : times.stream()
                                .map(mailbox -> Duration.ofSeconds(60 * mailbox.left() / mailbox.perMinute()))
                                .max(Comparator.naturalOrder())
                                .orElse(null));
    }

    private record Standing(
            long id,
            String address,
            boolean paused,
            String state,
            boolean inTenant,
            boolean acknowledged,
            @Nullable Instant readTo,
            long perMinute,
            long left,
            long total) {

        static Standing of(ResultSet row) throws SQLException {
            return new Standing(
                    row.getLong("id"),
                    row.getString("address"),
                    row.getBoolean("paused"),
                    row.getString("state"),
                    row.getBoolean("in_tenant"),
                    row.getTimestamp("acknowledged_at") != null,
                    instant(row.getTimestamp("last_ok_at")),
                    row.getLong("per_minute"),
                    row.getLong("left_to_read"),
                    row.getLong("total"));
        }

        /** Null when it is not behind: read to its end within three intervals. */
        @Nullable
        MailboxBehind behind(Instant now, Duration interval) {
            if (readTo == null) return new MailboxBehind(id, address, null, address + " " + notReadYet());
            var since = Duration.between(readTo, now);
            if (since.compareTo(interval.multipliedBy(3)) <= 0) return null;
            return new MailboxBehind(id, address, since, address + why() + Durations.shortly(since) + " behind");
        }

        private String notReadYet() {
            if (!acknowledged) return "waits for its owner's acknowledgement";
            if (paused) return "is paused and was never read";
            if (state.equals("REAUTH_REQUIRED")) return closed();
            return "is being read for the first time";
        }

        private String closed() {
            return inTenant ? "is closed to Touchline" : "needs a new password";
        }

        private String why() {
            if (paused) return " is paused and ";
            if (state.equals("REAUTH_REQUIRED")) return " " + closed() + " and is ";
            return " is ";
        }
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
