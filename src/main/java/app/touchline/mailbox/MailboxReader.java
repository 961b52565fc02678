package app.touchline.mailbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.mailbox.MailboxHealth.Counted;
import app.touchline.mailbox.MailboxHealth.Folder;
import app.touchline.mailbox.MailboxHealth.Quarantined;
import app.touchline.secrets.Secrets;

/** The health of mailboxes, for their pages. */
@Component
class MailboxReader {

    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final MovedMailboxes moved;
    private final MailboxLines lines;

    MailboxReader(JdbcClient jdbc, Secrets secrets, MovedMailboxes moved, MailboxLines lines) {
        this.moved = moved;
        this.lines = lines;
        this.jdbc = jdbc;
        this.secrets = secrets;
    }

    @Transactional(readOnly = true)
    Optional<MailboxHealth> of(long id) {
        return jdbc.sql(SELECT + "where m.removed_at is null and m.id = :id")
                .param("id", id)
                .query((row, index) -> health(row))
                .optional();
    }

    /** Those of a tenant or a service account. */
    List<MailboxLine> through(long connectionId) {
        return lines.through(connectionId);
    }

    private static final String SELECT = """
            select m.*, member.name as member_name, version.version as directory_version,
                   c.name as connection_name, c.secret as connection_secret
            from mailbox m
            left join mail_connection c on c.id = m.connection_id
            cross join directory_version version
            left join member on member.id = m.member_id
            """;

    private MailboxHealth health(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        var folders = folders(id);
        int perMinute = row.getInt("per_minute");
        var connection = row.getObject("connection_id", Long.class);
        boolean inTenant = connection != null;
        boolean onAServer = row.getString("host") != null;
        var tls = onAServer ? Tls.valueOf(row.getString("tls")) : Tls.TLS;
        return new MailboxHealth(
                id,
                row.getString("address"),
                row.getString("member_name"),
                inTenant,
                connection,
                Boolean.FALSE.equals(row.getObject("headers_shown", Boolean.class)),
                row.getBoolean("too_wide"),
                MailboxLines.server(row),
                onAServer ? row.getString("username") : row.getString("address"),
                tls == Tls.NONE,
                row.getObject("floor", LocalDate.class),
                Mailbox.State.valueOf(row.getString("state")),
                row.getBoolean("paused"),
                row.getTimestamp("acknowledged_at") != null,
                secrets.fits(row.getBytes(inTenant ? "connection_secret" : "secret")),
                lines.isBehind(row),
                Turns.instant(row.getTimestamp("last_ok_at")),
                Turns.instant(row.getTimestamp("not_before")),
                row.getString("last_error"),
                Turns.instant(row.getTimestamp("last_error_at")),
                perMinute,
                backfill(id, perMinute),
                reread(id, perMinute),
                toReadAgain(id, row.getLong("directory_version")),
                moved.of(id).orElse(null),
                counted(id),
                folders,
                quarantine(id));
    }

    private @Nullable Backfill backfill(long id, int perMinute) {
        return jdbc.sql("""
                select coalesce(sum(backfill_left), 0) as left_to_read, coalesce(sum(backfill_total), 0) as total
                from mailbox_folder
                where mailbox_id = :id and not gone and live_cursor is not null
                having bool_or(not backfill_done)
                """)
                .param("id", id)
                .query((row, index) -> progress(row, perMinute))
                .optional()
                .orElse(null);
    }

    private @Nullable Backfill reread(long id, int perMinute) {
        return jdbc.sql("""
                select coalesce(sum(reread_left), 0) as left_to_read, coalesce(sum(reread_total), 0) as total
                from mailbox_folder
                where mailbox_id = :id and not gone
                having bool_or(reread_goal is not null)
                """)
                .param("id", id)
                .query((row, index) -> progress(row, perMinute))
                .optional()
                .orElse(null);
    }

    static Backfill progress(ResultSet row, int perMinute) throws SQLException {
        long total = row.getLong("total");
        long left = Math.min(total, row.getLong("left_to_read"));
        return new Backfill(left, total, perMinute == 0 ? null : Duration.ofSeconds(60 * left / perMinute));
    }

    /** How many messages a re-reading that has not begun will bring again; null when none has to come. */
    private @Nullable Long toReadAgain(long id, long directoryVersion) {
        return jdbc.sql("""
                select sum(backfill_total) from mailbox_folder
                where mailbox_id = :id and not gone and live_cursor is not null and reread_version < :version
                  and (reread_goal is null or reread_goal < :version)
                """)
                .param("id", id)
                .param("version", directoryVersion)
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    private List<Counted> counted(long id) {
        return jdbc.sql("select what, n from mailbox_counter where mailbox_id = :id order by n desc, what")
                .param("id", id)
                .query((row, index) -> new Counted(row.getString("what"), row.getLong("n")))
                .list();
    }

    private List<Folder> folders(long id) {
        return jdbc
                .sql("""
                select title, gone, problem, live_cursor is not null as begun, backfill_done, backfill_left + reread_left as n
                from mailbox_folder where mailbox_id = :id
                """)
                .param("id", id)
                .query((row, index) -> new Folder(
                        row.getString("title"),
                        row.getBoolean("gone"),
                        row.getString("problem"),
                        row.getBoolean("begun"),
                        row.getBoolean("backfill_done"),
                        row.getLong("n")))
                .list()
                .stream()
                .sorted(Comparator.comparing(Folder::gone)
                        .thenComparing(folder -> folder.problem() == null)
                        .thenComparing(folder -> !folder.title().equalsIgnoreCase("INBOX"))
                        .thenComparing(folder -> folder.title().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private List<Quarantined> quarantine(long id) {
        return jdbc.sql("""
                select provider_id, error_class, tries, at from mailbox_quarantine
                where mailbox_id = :id order by at desc limit 200
                """)
                .param("id", id)
                .query((row, index) -> new Quarantined(
                        row.getString("provider_id"),
                        row.getString("error_class"),
                        row.getInt("tries"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }
}
