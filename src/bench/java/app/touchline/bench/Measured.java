package app.touchline.bench;

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
 * @param crowd for sixteen people who ask again as soon as they have their answer, while nothing changes
 * @param restless the same with a change every second
 */
record Measured(Page page, int kilobytes, Taken alone, Taken changed, Times floor, Times crowd, Times restless) {

    /** By then the page's code is compiled; a server that people use is in that state. */
    static final int WARM_UP = 200;

    static final int WARM_UP_EACH = 20;
    static final int RUNS = 50;
    static final int CROWD = 16;
    static final int RUNS_EACH = 30;

    static final String HEADINGS = """
            | page | KB | p50 | p95 | processor | after a change p50 | p95 | processor | SQL p50 | p95 | 16 clients p50 | p95 | and a change each second p50 | p95 |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|""";

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
        for (var reader : readers) for (var run = 0; run < WARM_UP_EACH; run++) reader.read();
        return new Measured(
                page, bytes / 1024, alone, changed, floor, crowd(readers, () -> {}), crowd(readers, database::change));
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

    private static Times crowd(Iterable<Reader> readers, Times.Work everySecond) throws Exception {
        var times = new Times();
        try (var people = Executors.newFixedThreadPool(CROWD);
                var seconds = Executors.newSingleThreadScheduledExecutor()) {
            seconds.scheduleAtFixedRate(() -> run(everySecond), 0, 1, TimeUnit.SECONDS);
            var work = new ArrayList<Callable<Object>>();
            for (var reader : readers)
                work.add(() -> {
                    reader.read();
                    for (var run = 0; run < RUNS_EACH; run++) times.add(reader::read);
                    return times;
                });
            for (var done : people.invokeAll(work)) done.get();
            seconds.shutdownNow();
        }
        return times;
    }

    private static void run(Times.Work work) {
        try {
            work.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %s | %s | %s |",
                page.name(),
                kilobytes,
                alone.cells(),
                changed.cells(),
                floor.cells(),
                crowd.cells(),
                restless.cells());
    }
}
