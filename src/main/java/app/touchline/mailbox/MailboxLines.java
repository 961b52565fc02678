package app.touchline.mailbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.secrets.Secrets;

/** Reads lists of mailboxes, of which there may be thousands. */
@Component
class MailboxLines {

    private static final int ROWS = 100;

    private static final String SELECT = """
            select m.*, member.name as member_name, c.name as connection_name, c.secret as connection_secret,
                   f.unfinished, f.left_to_read, f.total
            from mailbox m
            left join mail_connection c on c.id = m.connection_id
            left join member on member.id = m.member_id
            cross join lateral (
                select bool_or(not backfill_done) as unfinished, sum(backfill_left) as left_to_read, sum(backfill_total) as total
                from mailbox_folder where mailbox_id = m.id and not gone and live_cursor is not null) f
            where m.removed_at is null
            """;

    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final MailboxSettings limits;
    private final Clock clock;

    MailboxLines(JdbcClient jdbc, Secrets secrets, MailboxSettings limits, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.limits = limits;
        this.clock = clock;
    }

    /** Those of a tenant or a service account. */
    List<MailboxLine> through(long connectionId) {
        return jdbc.sql(SELECT + "and m.connection_id = :connection order by m.address")
                .param("connection", connectionId)
                .query((row, index) -> line(row))
                .list();
    }

    /** @param number from 1 */
    MailboxesPage page(@Nullable MailboxGroup group, String like, int number) {
        var rows = jdbc.sql(SELECT + "and position(lower(:like) in m.address) > 0"
                        + (group == null ? "" : " and " + group.condition())
                        + " order by m.address limit :rows offset :from")
                .param("like", like)
                .param("behindBefore", behindBefore())
                .param("rows", ROWS + 1)
                .param("from", (number - 1L) * ROWS)
                .query((row, index) -> line(row))
                .list();
        return new MailboxesPage(rows.stream().limit(ROWS).toList(), counts(), group, like, number, rows.size() > ROWS);
    }

    private OffsetDateTime behindBefore() {
        return limits.behindBefore(clock.instant()).atOffset(ZoneOffset.UTC);
    }

    private Map<MailboxGroup, Integer> counts() {
        var counts = new EnumMap<MailboxGroup, Integer>(MailboxGroup.class);
        jdbc.sql("select %s from mailbox m where m.removed_at is null"
                        .formatted(Arrays.stream(MailboxGroup.values())
                                .map(group ->
                                        "count(*) filter (where %s) as %s".formatted(group.condition(), group.name()))
                                .collect(Collectors.joining(", "))))
                .param("behindBefore", behindBefore())
                .query(row -> {
                    for (var group : MailboxGroup.values()) counts.put(group, row.getInt(group.name()));
                });
        return counts;
    }

    private MailboxLine line(ResultSet row) throws SQLException {
        boolean inTenant = row.getObject("connection_id", Long.class) != null;
        return new MailboxLine(
                row.getLong("id"),
                row.getString("address"),
                row.getString("member_name"),
                server(row),
                new MailboxStanding(
                        inTenant,
                        Mailbox.State.valueOf(row.getString("state")),
                        row.getBoolean("paused"),
                        row.getTimestamp("acknowledged_at") != null,
                        secrets.fits(row.getBytes(inTenant ? "connection_secret" : "secret")),
                        isBehind(row)),
                Turns.instant(row.getTimestamp("last_ok_at")),
                row.getString("last_error"),
                row.getBoolean("unfinished") ? MailboxReader.progress(row, row.getInt("per_minute")) : null);
    }

    boolean isBehind(ResultSet row) throws SQLException {
        var readTo = Turns.instant(row.getTimestamp("last_ok_at"));
        return readTo != null && readTo.isBefore(limits.behindBefore(clock.instant()));
    }

    /** Where it is, as a person reads it. */
    static String server(ResultSet row) throws SQLException {
        return row.getString("host") == null
                ? "Microsoft 365, " + row.getString("connection_name")
                : "%s:%d (%s)"
                        .formatted(
                                row.getString("host"),
                                row.getInt("port"),
                                Tls.valueOf(row.getString("tls")).brief());
    }
}
