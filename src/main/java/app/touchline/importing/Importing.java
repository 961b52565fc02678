package app.touchline.importing;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.EntityManager;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.importing.ImportRun.Progress;
import app.touchline.team.SignedIn;

/** Brings in what is in a file: shown first, then all of it that is not refused, in one go. */
@Service
class Importing {

    private final Map<Subject, Imports> imports = new EnumMap<>(Subject.class);
    private final AuditLog audit;
    private final EntityManager entities;
    private final JdbcClient jdbc;

    Importing(List<Imports> imports, AuditLog audit, EntityManager entities, JdbcClient jdbc) {
        imports.forEach(each -> this.imports.put(each.subject(), each));
        this.audit = audit;
        this.entities = entities;
        this.jdbc = jdbc;
    }

    private record Done(ImportRun run, ImportResult result) {}

    /** What may be in the fields of kept lists. */
    @Transactional(readOnly = true)
    Choices choices(Subject subject) {
        return of(subject).choices();
    }

    private Imports of(Subject subject) {
        return Objects.requireNonNull(imports.get(subject));
    }

    /** What the file would do. Read-only: Hibernate then writes nothing, whatever happens to the entities. */
    @Transactional(readOnly = true)
    ImportResult dryRun(ImportTable table, Map<String, String> decisions, SignedIn me, Progress progress) {
        return through(table, decisions, me, progress).result();
    }

    /**
     * @param shown the fingerprint of the dry run that a person has seen
     * @return what the file does; it is done only where it is what was shown
     */
    @Transactional
    ImportResult apply(
            UUID job,
            String fileName,
            ImportTable table,
            Map<String, String> decisions,
            String shown,
            SignedIn me,
            Progress progress) {
        planForManyRows();
        var done = through(table, decisions, me, progress);
        var result = done.result();
        if (!result.changesSomething() || !result.fingerprint().equals(shown))
            throw new NotAsShown(); // rolls back what the run did to the entities
        done.run().write(job, fileName, me, progress);
        var counts = result.counts();
        audit.note(
                me.who(),
                "imported",
                new About("file", null, fileName),
                Map.of(
                        "rows",
                        counts.rows(),
                        "changing",
                        counts.changing(),
                        "left out",
                        counts.rows() - counts.changing() - counts.known()));
        progress.at("Writing", 1, 1); // the last moment at which it can be stopped
        return result;
    }

    /** Again without the rows that were refused when part of them was done, until none is. */
    private Done through(ImportTable table, Map<String, String> decisions, SignedIn me, Progress progress) {
        var refused = new HashMap<Long, RowOutcome>();
        while (true) {
            progress.at("Reading what is known", 0, table.rows().size());
            var run = of(table.subject()).begin(table, decisions, me);
            var result = run.through(table, refused, progress);
            if (run.refusedHalfway().isEmpty()) return new Done(run, result);
            refused.putAll(run.refusedHalfway());
            entities.clear();
        }
    }

    /**
     * The database keeps the plans by which it checks foreign keys and runs triggers. Made while the tables were small, they
     * read the whole table for each row, which thousands of new rows make slow: in this transaction they are made anew.
     */
    private void planForManyRows() {
        jdbc.sql("set local enable_seqscan = off").update();
        jdbc.sql("discard plans").update();
    }

    /** Something else changed since the dry run, or there is nothing to do: nothing was done. */
    static final class NotAsShown extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
