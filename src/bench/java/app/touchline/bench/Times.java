package app.touchline.bench;

import java.util.ArrayList;
import java.util.List;

/** How long something took, several times. */
class Times {

    private final List<Long> nanos = new ArrayList<>();

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
}
