package app.touchline.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import app.touchline.bench.Page.Reader;

/**
 * What a page takes: alone, beside the bare statement, and for sixteen people who ask again as soon as they have their answer.
 *
 * @param kilobytes of the answer, not compressed
 * @param processor milliseconds of processor time that a request takes of the application and of the database
 */
record Measured(Page page, int kilobytes, Times alone, Times floor, Times crowd, double[] processor) {

    static final int WARM_UP = 30;
    static final int RUNS = 60;
    static final int CROWD = 16;
    static final int RUNS_EACH = 12;

    static final String HEADINGS = """
            | page | p50 | p95 | SQL p50 | SQL p95 | 16 clients p50 | p95 | processor ms, application | database | KB |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|""";

    static Measured of(Page page, Application application, BigProgramme database) throws Exception {
        var readers = new ArrayList<Reader>();
        for (var nth = 1; nth <= CROWD; nth++) readers.add(page.open(application, nth));
        var first = readers.getFirst();
        var bytes = first.read().bytes();
        for (var run = 0; run < WARM_UP; run++) first.read();
        var alone = new Times();
        var floor = new Times();
        var before = application.processorMillis();
        var beforeThere = database.processorMillis();
        for (var run = 0; run < RUNS; run++) alone.add(first::read);
        var took = new double[] {
            (application.processorMillis() - before) / RUNS, (database.processorMillis() - beforeThere) / RUNS
        };
        for (var run = 0; run < RUNS; run++) floor.add(() -> database.fetch(page.floor()));
        return new Measured(page, bytes / 1024, alone, floor, crowd(readers), took);
    }

    private static Times crowd(Iterable<Reader> readers) throws Exception {
        var times = new Times();
        try (var people = Executors.newFixedThreadPool(CROWD)) {
            var work = new ArrayList<Callable<Object>>();
            for (var reader : readers)
                work.add(() -> {
                    reader.read();
                    for (var run = 0; run < RUNS_EACH; run++) times.add(reader::read);
                    return times;
                });
            for (var done : people.invokeAll(work)) done.get();
        }
        return times;
    }

    String row() throws IOException {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %.1f | %.1f | %d |",
                page.name(),
                alone.cells(),
                floor.cells(),
                crowd.cells(),
                processor[0],
                processor[1],
                kilobytes);
    }
}
