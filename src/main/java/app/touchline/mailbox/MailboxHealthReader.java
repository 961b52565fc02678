package app.touchline.mailbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.settings.SettingsReader;

/** How fresh the mail is: for the mailbox pages, and for every page whose numbers rest on mail. */
@Component
public class MailboxHealthReader {

    private final JdbcClient jdbc;
    private final SettingsReader settings;
    private final MailboxSettings limits;
    private final Clock clock;

    MailboxHealthReader(JdbcClient jdbc, SettingsReader settings, MailboxSettings limits, Clock clock) {
        this.limits = limits;
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    public List<MailboxBehind> behind() {
        return freshness().behind();
    }

    /**
     * All mailboxes together; by itself only a mailbox that is behind or has mail left to read is looked at, since this stands
     * on every page.
     */
    private record Together(
            int mailboxes, long total, long left, @Nullable Instant readTo, List<Standing> notable) {}

    public Freshness freshness() {
        var now = clock.instant();
        var behindBefore = limits.behindBefore(now);
        var all = together(behindBefore);
        var behind = all.notable().stream()
                .map(mailbox -> mailbox.behind(now, behindBefore))
                .filter(Objects::nonNull)
                .toList();
        return new Freshness(settings.zone(), all.mailboxes(), all.readTo(), behind, backfill(all));
    }

    /** @param behindBefore a mailbox that was last read to its end before that is behind */
    private Together together(Instant behindBefore) {
        return jdbc.sql("""
                with standing as (
                    select m.id, m.address, m.paused, m.state, m.connection_id is not null as in_tenant, m.acknowledged_at,
                           m.last_ok_at, m.per_minute, coalesce(f.left_to_read, 0) as left_to_read, coalesce(f.total, 0) as total
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
                )
                select sum.*, s.*
                from (select count(*) as mailboxes, sum(total) as total_in_all, sum(left_to_read) as left_in_all,
                             min(last_ok_at) filter (where last_ok_at >= :behindBefore) as read_to
                      from standing) sum
                left join standing s
                    on s.last_ok_at is null or s.last_ok_at < :behindBefore or s.left_to_read > 0
                order by s.last_ok_at nulls first, s.address
                """)
                .param("behindBefore", behindBefore.atOffset(ZoneOffset.UTC))
                .query((ResultSetExtractor<Together>) MailboxHealthReader::readTogether);
    }

    private static Together readTogether(ResultSet row) throws SQLException {
        row.next(); // the sums stand in each row, and there is always one
        var notable = new ArrayList<Standing>();
        var together = new Together(
                row.getInt("mailboxes"),
                row.getLong("total_in_all"),
                row.getLong("left_in_all"),
                instant(row.getTimestamp("read_to")),
                notable);
        do {
            if (row.getString("address") != null) notable.add(Standing.of(row));
        } while (row.next());
        return together;
    }

    private static @Nullable Backfill backfill(Together all) {
        var left = Math.min(all.total(), all.left());
        if (left == 0) return null;
        // mailboxes are read side by side, so the slowest one decides
        var times = all.notable().stream().filter(mailbox -> mailbox.left() > 0).toList();
        return new Backfill(
                left,
                all.total(),
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
            long left) {

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
                    row.getLong("left_to_read"));
        }

        /** Null when it is not behind: read to its end within three intervals. */
        @Nullable
        MailboxBehind behind(Instant now, Instant behindBefore) {
            if (readTo == null) return new MailboxBehind(id, address, null, address + " " + notReadYet());
            if (!readTo.isBefore(behindBefore)) return null;
            var since = Duration.between(readTo, now);
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
