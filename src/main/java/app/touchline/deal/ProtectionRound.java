package app.touchline.deal;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;
import app.touchline.settings.SettingsReader;

/**
 * Reminds of protection that ends, and lets lapse what has ended; the job that does it every minute. Each deal is done in a
 * transaction of its own that first locks it, so that of several nodes one does it, and one that dies leaves it undone whole.
 */
@Component
public class ProtectionRound {

    private static final Logger log = LoggerFactory.getLogger(ProtectionRound.class);

    /** So many days before the last protected day, the later first: whoever is told of 3 days need not be told of 14. */
    public static final List<Integer> REMINDERS = List.of(3, 14);

    private final Deals deals;
    private final ReminderLetter letter;
    private final JdbcClient jdbc;
    private final SettingsReader settings;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ProtectionRound(
            Deals deals,
            ReminderLetter letter,
            JdbcClient jdbc,
            SettingsReader settings,
            AuditLog audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.deals = deals;
        this.letter = letter;
        this.jdbc = jdbc;
        this.settings = settings;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Bean
    static RecurringTask<Void> keepProtection(ObjectProvider<ProtectionRound> round) {
        return Tasks.recurring("keep-protection", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((task, context) -> round.getObject().go());
    }

    public void go() {
        var deed = Deed.of(Who.TOUCHLINE, clock.instant(), settings.zone());
        for (var id : over(deed.day())) each(id, () -> lapse(id, deed));
        for (var id : toRemind(deed.day())) each(id, () -> remind(id, deed));
    }

    /** One deal that cannot be done keeps none of the others back; it is tried again with the next round. */
    private void each(long id, Runnable what) {
        try {
            transaction.executeWithoutResult(status -> what.run());
        } catch (RuntimeException e) {
            log.error("The protection of deal {} could not be kept", id, e);
        }
    }

    private List<Long> over(LocalDate today) {
        return jdbc.sql("select id from deal where " + DealReader.PROTECTED
                        + " and protected_until < :today order by id")
                .param("today", today)
                .query((row, index) -> row.getLong("id"))
                .list();
    }

    private void lapse(long id, Deed deed) {
        var deal = deals.findToChange(id).orElseThrow();
        if (deal.closed() || !deal.protection().overBy(deed.day())) return;
        deal.lapse(deed);
        deals.flush();
        audit.note(
                deed.by(),
                "let lapse the protection of",
                new About("deal", id, deal.words()),
                Map.of("until", String.valueOf(deal.protection().until())));
    }

    private List<Long> toRemind(LocalDate today) {
        return jdbc.sql("""
                select d.id from deal d
                where %s and d.protected_until >= :today and d.protected_until - cast(:today as date) <= 14
                  and not exists (
                      select from deal_reminder r where r.deal_id = d.id and r.until = d.protected_until
                        and r.days_before <= case when d.protected_until - cast(:today as date) <= 3 then 3 else 14 end)
                order by d.id
                """.formatted(DealReader.PROTECTED))
                .param("today", today)
                .query((row, index) -> row.getLong("id"))
                .list();
    }

    private void remind(long id, Deed deed) {
        var deal = deals.findToChange(id).orElseThrow();
        var until = deal.protection().until();
        if (until == null || deal.closed() || !deal.protection().standing()) return;
        var left = until.toEpochDay() - deed.day().toEpochDay();
        for (var before : REMINDERS) {
            if (left < 0 || left > before) continue;
            if (!claim(id, until, before, deed)) return;
            deal.remind(deed);
            letter.send(deal, (int) left);
            return;
        }
    }

    private boolean claim(long id, LocalDate until, int before, Deed deed) {
        return jdbc.sql("""
                insert into deal_reminder (deal_id, until, days_before, given_at) values (:deal, :until, :before, :at)
                on conflict do nothing
                """)
                        .param("deal", id)
                        .param("until", until)
                        .param("before", before)
                        .param("at", deed.at().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
