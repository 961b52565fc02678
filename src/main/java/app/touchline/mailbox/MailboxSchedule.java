package app.touchline.mailbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

import app.touchline.secrets.Secrets;

/** Sees to it that each mailbox has its job, and that a mailbox is read at once when a person asks. */
@Component
class MailboxSchedule {

    private static final Logger log = LoggerFactory.getLogger(MailboxSchedule.class);

    private final SchedulerClient jobs;
    private final ObjectProvider<Scheduler> scheduler;
    private final CustomTask<Void> job;
    private final SchedulerClock schedulerClock;
    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final Clock clock;

    MailboxSchedule(
            javax.sql.DataSource database,
            ObjectProvider<Scheduler> scheduler,
            CustomTask<Void> job,
            SchedulerClock schedulerClock,
            JdbcClient jdbc,
            Secrets secrets,
            Clock clock) {
        this.jobs = SchedulerClient.Builder.create(database, job).build();
        this.scheduler = scheduler;
        this.job = job;
        this.schedulerClock = schedulerClock;
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** A mailbox was added or changed, or a person wants it read now. */
    record ReadNow(long mailboxId) {}

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void readNow(ReadNow wanted) {
        var mailbox = job.instance(String.valueOf(wanted.mailboxId()));
        try {
            if (!jobs.scheduleIfNotExists(mailbox, schedulerClock.now()))
                jobs.reschedule(mailbox, schedulerClock.now());
            scheduler.ifAvailable(Scheduler::triggerCheckForDueExecutions);
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException underWay) {
            // its turn sees at the end that somebody asked meanwhile
            log.debug("Mailbox {} is being read already", wanted.mailboxId());
        }
    }

    /** Read in so long, if not before; a mailbox that is being read is looked at once more afterwards. */
    void wake(long mailboxId, Duration in) {
        var wanted = schedulerClock.now().plus(in);
        var next = jobs.getScheduledExecution(job.instanceId(String.valueOf(mailboxId)));
        if (next.isEmpty()
                || (!next.get().isPicked() && !next.get().getExecutionTime().isAfter(wanted))) return;
        try {
            jobs.reschedule(job.instance(String.valueOf(mailboxId)), wanted);
            scheduler.ifAvailable(Scheduler::triggerCheckForDueExecutions);
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException underWay) {
            asked(mailboxId);
        }
    }

    @EventListener
    @Order(0)
    void everyMailboxHasItsJob(ApplicationReadyEvent ready) {
        jdbc.sql("""
                select m.id, coalesce(m.secret, c.secret) as secret
                from mailbox m left join mail_connection c on c.id = m.connection_id
                where m.removed_at is null
                """)
                .query((row, index) -> {
                    if (!secrets.fits(row.getBytes("secret")))
                        log.error(
                                "The password of mailbox {} was encrypted with another key: start with the former"
                                        + " TOUCHLINE_SECRET_KEY, or type the password again on the mailbox's page",
                                row.getLong("id"));
                    return row.getLong("id");
                })
                .list()
                .forEach(id -> jobs.scheduleIfNotExists(job.instance(String.valueOf(id)), schedulerClock.now()));
    }

    /** Those that were matched against an older directory and rest until their next round begin now. */
    void readAgainWhatIsOutdated() {
        jdbc.sql("""
                select m.id
                from mailbox m
                join scheduled_tasks s on s.task_name = :job and s.task_instance = m.id::text and not s.picked
                where m.removed_at is null and not m.paused and m.acknowledged_at is not null and m.state = 'LIVE'
                  and s.execution_time > :now
                  and exists (select from mailbox_folder f, directory_version d
                              where f.mailbox_id = m.id and not f.gone and f.reread_version < d.version)
                """)
                .param("job", MailboxJob.NAME)
                .param("now", Timestamp.from(schedulerClock.now()))
                .query(Long.class)
                .list()
                .forEach(id -> readNow(new ReadNow(id)));
    }

    /** Remembered until a turn that began later has ended. */
    void asked(long mailboxId) {
        jdbc.sql("update mailbox set check_asked_at = :now where id = :mailbox")
                .param("now", Timestamp.from(clock.instant()))
                .param("mailbox", mailboxId)
                .update();
    }

    /** The floor was set to an earlier day: every folder is read down once more, from its top. */
    void readOlderAgain(long mailboxId) {
        jdbc.sql("""
                update mailbox_folder
                set live_cursor = null, seen_state = null, read_to_floor = false, generation = generation + 1
                where mailbox_id = :mailbox
                """).param("mailbox", mailboxId).update();
    }

    /** What was passed over may be kept now: all folders are read once more. */
    void readAgain(long mailboxId) {
        jdbc.sql("""
                update mailbox_folder
                set reread_version = 0, reread_cursor = null, reread_goal = null, generation = generation + 1
                where mailbox_id = :mailbox
                """).param("mailbox", mailboxId).update();
    }
}
