package app.touchline.importing;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.springframework.context.ApplicationContext;

import app.touchline.importing.ImportUndoing.Undone;
import app.touchline.team.SignedIn;
import app.touchline.testing.TeamSamples;

import static app.touchline.importing.ImportRun.Progress.NOBODY_WATCHES;

/** Brings files as the pages do, without the pages: understood as guessed, applied as shown. */
final class Bringing {

    private final Importing importing;
    private final ImportPlans plans;
    private final ImportJobs jobs;
    private final ImportWork work;
    private final SignedIn me;

    Bringing(ApplicationContext context) {
        this.importing = context.getBean(Importing.class);
        this.plans = context.getBean(ImportPlans.class);
        this.jobs = context.getBean(ImportJobs.class);
        this.work = context.getBean(ImportWork.class);
        this.me = context.getBean(TeamSamples.class).admin().signedIn();
    }

    record Brought(UUID job, ImportResult result) {}

    Brought bring(String file) {
        return bring(Subject.PARTNERS, file, Map.of());
    }

    Brought bring(Subject subject, String file, Map<String, String> decisions) {
        var id = begun(subject, file);
        var table = table(id, file);
        var shown = importing.dryRun(table, decisions, me, NOBODY_WATCHES);
        var result = importing.apply(id, "test.csv", table, decisions, shown.fingerprint(), me, NOBODY_WATCHES);
        jobs.applied(id, result);
        return new Brought(id, result);
    }

    ImportResult dryRun(String file) {
        return dryRun(Subject.PARTNERS, file, Map.of());
    }

    ImportResult dryRun(Subject subject, String file, Map<String, String> decisions) {
        return importing.dryRun(table(begun(subject, file), file), decisions, me, NOBODY_WATCHES);
    }

    Undone undo(UUID job) {
        return Objects.requireNonNull(work.undo(jobs.find(job).orElseThrow(), me));
    }

    UUID begun(String file) {
        return begun(Subject.PARTNERS, file);
    }

    UUID begun(Subject subject, String file) {
        return plans.begin(subject, "test.csv", file.getBytes(StandardCharsets.UTF_8), me);
    }

    ImportTable table(UUID id, String file) {
        return ImportTable.of(
                SourceFile.read(file.getBytes(StandardCharsets.UTF_8)),
                jobs.find(id).orElseThrow().plan());
    }
}
