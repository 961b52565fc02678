package app.touchline.bench;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Locale;

/** A view of all partners as XLSX: how long it takes, and what the heap holds while it is sent. */
final class Spreadsheet {

    private static final String FILE =
            "/views.xlsx?c=partner&c=tier&c=owner&c=status&c=cadence&c=last_touch&c=next_action_date"
                    + "&c=next_action&c=messages_sent&c=intros_made&c=closed_won&c=notes&sort=partner";

    private Spreadsheet() {}

    static String measure(Application application, int partners) throws Exception {
        var client = application.of("manager1@bench.test");
        client.get(FILE);
        var times = new Times();
        var bytes = new int[1];
        for (var run = 0; run < 3; run++)
            times.add(() -> bytes[0] = client.get(FILE).bytes());
        var held = new ArrayList<String>();
        held.add("before %d".formatted(application.heapMegabytes()));
        try (var body = client.open(FILE)) {
            for (var quarter = 1; quarter <= 3; quarter++) {
                body.skipNBytes(bytes[0] / 4);
                held.add("after %d %% of it %d".formatted(25 * quarter, application.heapMegabytes()));
            }
            body.transferTo(OutputStream.nullOutputStream());
        }
        held.add("afterwards %d".formatted(application.heapMegabytes()));
        return String.format(
                Locale.ROOT,
                "XLSX of %,d partners, 12 columns: %.1f s (median of 3), %d KB. Heap after a collection, MB: %s.",
                partners,
                times.percentile(50) / 1000,
                bytes[0] / 1024,
                String.join(", ", held));
    }
}
