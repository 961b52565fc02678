package app.touchline.mailbox;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** On which days mail comes in, and on which the sweep found what live reading had missed. Days are those of UTC. */
@Component
class MailboxHabits {

    private final JdbcClient jdbc;
    private final Clock clock;

    MailboxHabits(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Part of a page's transaction. */
    void note(MailPage page, Map<String, Long> counters) {
        if (!page.reread()) mailCameIn(page);
        long found = counters.getOrDefault("swept_new", 0L);
        if (found > 0) swept(page.mailboxId(), found);
    }

    private void mailCameIn(MailPage page) {
        var days = page.messages().stream()
                .map(MailboxHabits::day)
                .distinct()
                .map(LocalDate::toString)
                .toArray(String[]::new);
        if (days.length == 0) return;
        jdbc.sql("""
                insert into mailbox_mail_day (mailbox_id, day)
                select :mailbox, day from unnest(cast(:days as date[])) as d (day) order by day
                on conflict do nothing
                """).param("mailbox", page.mailboxId()).param("days", days).update();
    }

    private void swept(long mailboxId, long found) {
        jdbc.sql("""
                insert into mailbox_sweep_find (mailbox_id, day, n) values (:mailbox, :today, :n)
                on conflict (mailbox_id, day) do update set n = mailbox_sweep_find.n + excluded.n
                """)
                .param("mailbox", mailboxId)
                .param("today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("n", found)
                .update();
    }

    private static LocalDate day(Message message) {
        return LocalDate.ofInstant(message.receivedAt(), ZoneOffset.UTC);
    }
}
