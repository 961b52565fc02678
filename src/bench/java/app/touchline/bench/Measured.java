package app.touchline.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import app.touchline.bench.Page.Reader;

/**
 * What a page takes.
 *
 * @param kilobytes of the answer, not compressed
 * @param alone for one person, while nothing changes
 * @param changed for one person, each time after a change, so that nothing is answered from what was kept
 * @param floor the bare statement
 * @param crowd for sixteen people who ask again as soon as they have their answer, with a change every second
 */
record Measured(Page page, int kilobytes, Taken alone, Taken changed, Times floor, Times crowd) {

    static final int WARM_UP = 40;
    static final int RUNS = 50;
    static final int CROWD = 16;
    static final int RUNS_EACH = 12;

    static final String HEADINGS = """
            | page | KB | p50 | p95 | processor | after a change p50 | p95 | processor | SQL p50 | p95 | 16 clients p50 | p95 |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|""";

    /** @param processor milliseconds of processor time of a request: the application's, the database's */
    record Taken(Times times, double application, double database) {

        String cells() {
            return String.format(Locale.ROOT, "%s | %.0f + %.0f", times.cells(), application, database);
        }
    }

    static Measured of(Page page, Application application, BigProgramme database) throws Exception {
        var readers = new ArrayList<Reader>();
        for (var nth = 1; nth <= CROWD; nth++) readers.add(page.open(application, nth));
        var first = readers.getFirst();
        var bytes = first.read().bytes();
        for (var run = 0; run < WARM_UP; run++) first.read();
        var alone = taken(first, application, database, () -> {});
        var changed = taken(first, application, database, database::change);
        var floor = new Times();
        for (var run = 0; run < RUNS; run++) floor.add(() -> database.fetch(page.floor()));
        return new Measured(page, bytes / 1024, alone, changed, floor, crowd(readers, database));
    }

    private static Taken taken(Reader reader, Application application, BigProgramme database, Times.Work before)
            throws Exception {
        var times = new Times();
        var ours = application.processorMillis();
        var theirs = database.processorMillis();
        for (var run = 0; run < RUNS; run++) {
            before.run();
            times.add(reader::read);
        }
        return new Taken(
                times, (application.processorMillis() - ours) / RUNS, (database.processorMillis() - theirs) / RUNS);
    }

    private static Times crowd(Iterable<Reader> readers, BigProgramme database) throws Exception {
        var times = new Times();
        try (var people = Executors.newFixedThreadPool(CROWD);
                var changes = Executors.newSingleThreadScheduledExecutor()) {
            changes.scheduleAtFixedRate(() -> change(database), 0, 1, TimeUnit.SECONDS);
            var work = new ArrayList<Callable<Object>>();
            for (var reader : readers)
                work.add(() -> {
                    reader.read();
                    for (var run = 0; run < RUNS_EACH; run++) times.add(reader::read);
                    return times;
                });
            for (var done : people.invokeAll(work)) done.get();
            changes.shutdownNow();
        }
        return times;
    }

    private static void change(BigProgramme database) {
        try {
            database.change();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %s | %s |",
                page.name(),
                kilobytes,
                alone.cells(),
                changed.cells(),
                floor.cells(),
                crowd.cells());
    }
}
