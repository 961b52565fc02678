package app.touchline.mailbox;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.TreeMap;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.mailbox.MailSource.Batch;
import app.touchline.settings.SettingsReader;

/**
 * Which mailboxes were moved from another server: there the server's own dates say when the mail was moved, not when it was
 * exchanged. Days are the programme's.
 */
@Component
class MovedMailboxes {

    /** So many messages of other days on one server day are no delayed mail any more. */
    private static final int MANY = 50;

    private final JdbcClient jdbc;
    private final SettingsReader settings;
    private final Clock clock;

    MovedMailboxes(JdbcClient jdbc, SettingsReader settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The day on which a mailbox was probably moved.
     *
     * @param messages how many of other days the server took in on it
     * @param otherDays on how many further days it took in many
     */
    record Moved(LocalDate day, long messages, int otherDays) {}

    /** Part of a page's transaction: counts what was read for the first time. */
    void count(long folderId, Batch batch) {
        if (batch.kind() != Batch.Kind.FIRST) return;
        var now = clock.instant();
        var inDoubt = batch.messages().stream()
                .filter(message -> Occurrence.isInDoubt(message, now))
                .toList();
        if (inDoubt.isEmpty()) return;
        var zone = settings.zone();
        var days = new TreeMap<LocalDate, Long>();
        for (var message : inDoubt) days.merge(LocalDate.ofInstant(message.receivedAt(), zone), 1L, Long::sum);
        days.forEach((day, n) -> jdbc.sql("""
                insert into mailbox_moved_day (folder_id, day, n) values (:folder, :day, :n)
                on conflict (folder_id, day) do update set n = mailbox_moved_day.n + excluded.n
                """)
                .param("folder", folderId)
                .param("day", day)
                .param("n", n)
                .update());
    }

    /** The folder is read anew from its top. */
    void forget(long folderId) {
        jdbc.sql("delete from mailbox_moved_day where folder_id = :folder")
                .param("folder", folderId)
                .update();
    }

    Optional<Moved> of(long mailboxId) {
        return jdbc.sql("""
                select day, messages, count(*) over () - 1 as other_days
                from (select d.day, sum(d.n) as messages
                      from mailbox_moved_day d join mailbox_folder f on f.id = d.folder_id
                      where f.mailbox_id = :mailbox and not f.gone
                      group by d.day having sum(d.n) >= :many) days
                order by messages desc, day limit 1
                """)
                .param("mailbox", mailboxId)
                .param("many", MANY)
                .query(Moved.class)
                .optional();
    }
}
