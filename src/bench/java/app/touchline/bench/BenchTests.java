package app.touchline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;

import app.touchline.bench.BigProgramme.Size;

/**
 * Measures the packaged application on a big programme: real requests over loopback with a session, beside hand-written SQL for
 * the same rows in the same run; then how Today grows with the programme. Prints Markdown tables and keeps them in
 * target/bench.md.
 */
class BenchTests {

    private static final Size BIG = new Size(10_000, 1_000_000);

    /** Ten touches a partner. */
    private static final List<Size> GROWING =
            List.of(new Size(1_000, 10_000), new Size(10_000, 100_000), new Size(100_000, 1_000_000));

    private static final LocalDate TODAY = LocalDate.now(Clock.system(ZoneId.of("Europe/Berlin")));

    private final List<String> said = new ArrayList<>();

    @Test
    void measures() throws Exception {
        try (var server = EmbeddedPostgres.builder().start()) {
            var url = "jdbc:postgresql://localhost:" + server.getPort() + "/";
            BigProgramme.create(url, "installation");
            Application.start(url + "installation").close();
            try (var database = BigProgramme.copied(url, "installation", "big", BIG, TODAY)) {
                big(database);
            }
            say("");
            say(Measured.HEADINGS);
            for (var size : GROWING)
                try (var database = BigProgramme.copied(url, "installation", "of" + size.partners(), size, TODAY)) {
                    growing(database, size);
                }
            say("");
            say(machine());
        }
    }

    private void big(BigProgramme database) throws Exception {
        try (var application = Application.start(database.url())) {
            say(Measured.HEADINGS);
            for (var page : Page.all(database, TODAY)) {
                readJustNow(database);
                say(Measured.of(page, application, database).row());
            }
            say("");
            say(afterAMessage(application, database));
            say(Spreadsheet.measure(application, BIG.partners()));
            say("Start from the jar to the first answer: %.1f s. Resident memory after the run: %d MB (-Xmx512m)."
                    .formatted(application.startSeconds(), application.residentMegabytes()));
        }
    }

    /** Who is unusually quiet rests on every touch of a year. */
    private static String afterAMessage(Application application, BigProgramme database) throws Exception {
        var read = database.one("select id from weekly_read where closed_at is null");
        var lead = application.of("lead1@bench.test");
        var times = new Times();
        for (var run = 0; run < 5; run++) {
            database.takeIn();
            times.add(() -> lead.get("/weekly/reads/" + read + "?step=loose"));
        }
        return "Weekly read, step loose, after a message was taken in: %.0f ms (median of 5)."
                .formatted(times.percentile(50));
    }

    private void growing(BigProgramme database, Size size) throws Exception {
        try (var application = Application.start(database.url())) {
            readJustNow(database);
            var manager = database.one("select id from member where email = 'manager1@bench.test'");
            var page = Page.today("Today of %,d partners".formatted(size.partners()), manager, TODAY);
            say(Measured.of(page, application, database).row());
        }
    }

    /** Mailboxes that are behind would be named on every page. */
    private static void readJustNow(BigProgramme database) throws Exception {
        database.execute("update mailbox set last_ok_at = now()");
    }

    private static String machine() throws IOException {
        var processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown processor");
        return "Machine: %s, %d processors, %s %s, Java %s, PostgreSQL 18 with its default settings, load %s; alone %d requests after %d, %d clients %d requests each. Milliseconds."
                .formatted(
                        processor,
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        System.getProperty("java.version"),
                        Files.readString(Path.of("/proc/loadavg")).split(" ")[0],
                        Measured.RUNS,
                        Measured.WARM_UP,
                        Measured.CROWD,
                        Measured.RUNS_EACH);
    }

    @SuppressWarnings("SystemOut") // a person runs this and reads it
    private void say(String line) throws IOException {
        System.out.println(line);
        said.add(line);
        Files.write(Path.of("target", "bench.md"), said);
    }
}
