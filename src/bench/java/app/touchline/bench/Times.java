package app.touchline.bench;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** How long something took, several times; may be noted by several at once. */
class Times {

    private final List<Long> nanos = new CopyOnWriteArrayList<>();

    interface Work {
        void run() throws Exception;
    }

    void add(Work work) throws Exception {
        var start = System.nanoTime();
        work.run();
        nanos.add(System.nanoTime() - start);
    }

    /** In milliseconds, by nearest rank. */
    double percentile(int percent) {
        var sorted = nanos.stream().sorted().toList();
        return sorted.get((int) Math.ceil(percent / 100.0 * sorted.size()) - 1) / 1e6;
    }

    /** The median and the 95th percentile as two cells of a table. */
    String cells() {
        return String.format(Locale.ROOT, "%.0f | %.0f", percentile(50), percentile(95));
    }
}
