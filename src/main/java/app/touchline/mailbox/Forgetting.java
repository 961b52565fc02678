package app.touchline.mailbox;

import java.util.List;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import app.touchline.touch.TouchLog;

/**
 * Takes off the record what was kept of a mailbox before its owner left it out, some at a time: it can be killed at any
 * moment, and another node goes on. A message that another mailbox has as well stays by that copy.
 */
@Component
class Forgetting {

    private static final Logger log = LoggerFactory.getLogger(Forgetting.class);
    private static final int AT_ONCE = 200;
    private static final int MOST_STEPS = 100;

    /** Also those with a plus tag, and all that lies below a domain. */
    private static final String TO_FORGET = """
            select distinct s.touch_id
            from touch_sighting s
            join mailbox m on m.id = s.mailbox_id
            join touch t on t.id = s.touch_id
            where s.mailbox_id = :mailbox
              and (s.occurred_at < m.kept_from
                   or exists (
                       select from mailbox_exclusion e
                       cross join lateral (
                           select t.from_address as address
                           union all
                           select y.address from touch_party y where y.touch_id = t.id) named
                       where e.mailbox_id = m.id
                         and (named.address = e.what
                              or regexp_replace(named.address, '[+][^@]*@', '@') = e.what
                              or split_part(named.address, '@', -1) = e.what
                              or right(split_part(named.address, '@', -1), length(e.what) + 1) = '.' || e.what)))
            order by s.touch_id limit :most
            """;

    private final JdbcClient jdbc;
    private final Directories directories;
    private final TouchLog touches;
    private final IntakeBooks books;
    private final TransactionTemplate transaction;

    Forgetting(
            JdbcClient jdbc,
            Directories directories,
            TouchLog touches,
            IntakeBooks books,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.directories = directories;
        this.touches = touches;
        this.books = books;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Bean
    static RecurringTask<Void> forgetWhatIsLeftOut(ObjectProvider<Forgetting> forgetting) {
        return Tasks.recurring("forget-what-is-left-out", FixedDelay.ofSeconds(10))
                .execute((task, context) -> forgetting.getObject().run());
    }

    void run() {
        for (var mailbox : jdbc.sql("select id from mailbox where forgetting order by id")
                .query((row, index) -> row.getLong("id"))
                .list()) of(mailbox);
    }

    /** Until nothing is left, or so many steps are done. */
    void of(long mailboxId) {
        for (int step = 0; step < MOST_STEPS && step(mailboxId); step++) continue;
    }

    private boolean step(long mailboxId) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var directory = directories.held();
            var next = toForget(mailboxId);
            if (next.isEmpty()) {
                jdbc.sql("update mailbox set forgetting = false where id = :mailbox")
                        .param("mailbox", mailboxId)
                        .update();
                log.info("Mailbox {}: what is left out is off the record", mailboxId);
                return false;
            }
            books.takenOff(touches.forget(mailboxId, next, directory));
            return true;
        }));
    }

    private List<Long> toForget(long mailboxId) {
        return jdbc.sql(TO_FORGET)
                .param("mailbox", mailboxId)
                .param("most", AT_ONCE)
                .query((row, index) -> row.getLong("touch_id"))
                .list();
    }
}
