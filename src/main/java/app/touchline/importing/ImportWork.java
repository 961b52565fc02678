package app.touchline.importing;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.importing.ImportJob.State;
import app.touchline.importing.ImportRun.Progress;
import app.touchline.importing.ImportRun.Stopped;
import app.touchline.importing.ImportUndoing.Left;
import app.touchline.importing.ImportUndoing.Undone;
import app.touchline.importing.Importing.NotAsShown;
import app.touchline.importing.Uploads.Upload;
import app.touchline.partner.OwnersChanged;
import app.touchline.partner.Refused;
import app.touchline.team.SignedIn;

/** Looks files through and applies them beside the request that asked for it; a small file is done while the request waits. */
@Service
class ImportWork {

    private static final Logger log = LoggerFactory.getLogger(ImportWork.class);

    private static final Duration A_REQUEST_WAITS = Duration.ofSeconds(2);
    private static final Duration BETWEEN_REPORTS = Duration.ofMillis(400);

    private final Importing importing;
    private final ImportJobs jobs;
    private final ImportUndoing undoing;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ImportWork(
            Importing importing,
            ImportJobs jobs,
            ImportUndoing undoing,
            AuditLog audit,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.importing = importing;
        this.jobs = jobs;
        this.undoing = undoing;
        this.audit = audit;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Works out what the file would do; what became of it stands on the job. */
    void check(ImportJob job, Upload file, SignedIn me) {
        if (!jobs.enter(job.id(), State.CHECKING)) return;
        start(job.id(), State.PLANNED, () -> {
            var plan = job.plan();
            var table = ImportTable.of(SourceFile.read(file.content()), plan);
            jobs.checked(job.id(), importing.dryRun(table, plan.decisions(), me, watched(job.id())));
        });
    }

    /** @param shown the fingerprint of what a person has seen */
    void apply(ImportJob job, Upload file, String shown, SignedIn me) {
        if (!jobs.enter(job.id(), State.APPLYING)) return;
        start(job.id(), State.CHECKED, () -> {
            var plan = job.plan();
            var table = ImportTable.of(SourceFile.read(file.content()), plan);
            transaction.executeWithoutResult(_ -> jobs.applied(
                    job.id(),
                    importing.apply(job.id(), file.name(), table, plan.decisions(), shown, me, watched(job.id()))));
            log.info(
                    "Import {} changed {} rows",
                    job.id(),
                    jobs.find(job.id()).orElseThrow().counts().changing());
        });
    }

    private void start(UUID id, State before, Runnable work) {
        var ended = new CompletableFuture<Void>();
        Thread.ofVirtual().name("import-" + id).start(() -> {
            try {
                work.run();
            } catch (Stopped stopped) {
                jobs.fallBack(id, before, "It was stopped. Nothing was changed.");
            } catch (Refused refused) {
                jobs.fallBack(id, before, refused.sentence());
            } catch (NotAsShown different) {
                jobs.fallBack(
                        id,
                        State.PLANNED,
                        "Something changed since this file was shown to you, and nothing was imported. Look at what it would do now.");
            } catch (OptimisticLockingFailureException | DataIntegrityViolationException sameMoment) {
                jobs.fallBack(
                        id,
                        State.PLANNED,
                        "Somebody else saved at the same moment, and nothing was imported. Look at what it would do now.");
            } catch (RuntimeException | Error unforeseen) {
                log.error("Import {} failed", id, unforeseen);
                jobs.fallBack(
                        id, before, "Something went wrong here, and nothing was changed. The server's log says what.");
            } finally {
                ended.complete(null);
            }
        });
        await(ended);
    }

    private static void await(CompletableFuture<Void> ended) {
        try {
            ended.get(A_REQUEST_WAITS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException goesOn) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Progress watched(UUID id) {
        return new Progress() {
            private long last;

            @Override
            public void at(String phase, int done, int total) {
                var now = System.nanoTime();
                if (now - last < BETWEEN_REPORTS.toNanos() && done != total && done != 0) return;
                last = now;
                if (jobs.beat(id, phase, done, total)) throw new Stopped();
            }
        };
    }

    /** What an undoing would leave as it is, and why. */
    List<Left> leftByUndoing(UUID id) {
        return transaction.execute(_ -> undoing.left(id));
    }

    /** Puts back what the import changed and takes out what it entered; null where it was undone already. */
    @Nullable
    Undone undo(ImportJob job, SignedIn me) {
        return transaction.execute(_ -> {
            if (!jobs.undone(job.id(), me)) return null;
            var undone = undoing.undo(job.id(), clock.instant());
            if (!undone.partners().isEmpty()) events.publishEvent(new OwnersChanged(undone.partners()));
            audit.noteEach(me.who(), "put back by undoing an import", undone.records(), Map.of("file", job.fileName()));
            audit.note(
                    me.who(),
                    "undid an import",
                    new About("file", null, job.fileName()),
                    Map.of(
                            "records",
                            undone.records().size(),
                            "archived",
                            undone.archived(),
                            "left as they are",
                            undone.left().size()));
            return undone;
        });
    }
}
