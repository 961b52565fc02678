package app.touchline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;

/**
 * Measures the packaged application on a big programme: one client, the real request over loopback with a session, beside
 * hand-written SQL for the same rows in the same run. Prints a Markdown table and keeps it in target/bench.md.
 */
class BenchTests {

    private static final int WARM_UP = 40;
    private static final int RUNS = 150;

    private static final LocalDate TODAY = LocalDate.now(Clock.system(ZoneId.of("Europe/Berlin")));

    /**
     * A page, and the statements that would fetch the rows it shows; for the weekly read without its line of 13 weeks.
     *
     * @param path of the nth request
     */
    private record Page(String name, IntFunction<String> path, List<String> statements) {

        Page(String name, String path, List<String> statements) {
            this(name, _ -> path, statements);
        }
    }

    @Test
    void measures() throws Exception {
        try (var server = EmbeddedPostgres.builder().start()) {
            var url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
            try (var first = Application.start(url)) {
                first.startSeconds();
            }
            var database = new BigProgramme(url);
            database.load(TODAY);
            try (var application = Application.start(url)) {
                var client = application.signIn("manager1@bench.test");
                var table = new ArrayList<String>();
                table.add("| page | p50 ms | p95 ms | KB | SQL p50 ms | SQL p95 ms |");
                table.add("|---|---:|---:|---:|---:|---:|");
                for (var page : pages(database)) table.add(measure(page, client, database));
                table.add("");
                table.add(
                        "Start from the jar to the first answer: %.1f s. Resident memory after the run: %d MB (-Xmx512m)."
                                .formatted(application.startSeconds(), application.residentMegabytes()));
                table.add(machine());
                report(table);
            }
            database.close();
        }
    }

    private static List<Page> pages(BigProgramme database) throws Exception {
        var past = TODAY.minusDays(70);
        var partner = database.one("select id from partner where status = 'ACTIVE' order by id offset 77 limit 1");
        var manager = database.one("select id from member where email = 'manager1@bench.test'");
        return List.of(
                new Page("Today, mine", "/", List.of(database.statement("today", TODAY, manager))),
                new Page(
                        "Partners, by name",
                        "/partners",
                        List.of(
                                database.statement("partners", TODAY, "lower(name)"),
                                database.statement("partner-counts", TODAY, ""))),
                new Page("Partner", "/partners/" + partner, List.of(database.statement("partner", TODAY, partner))),
                new Page("Weekly read, now", "/weekly", List.of(database.statement("week", TODAY, ""))),
                new Page(
                        "Weekly read, a past day for the first time",
                        n -> "/weekly?date=" + past.minusDays(n),
                        asOf(database, past)),
                new Page("Weekly read, a past day again", "/weekly?date=" + past, asOf(database, past)));
    }

    private static List<String> asOf(BigProgramme database, LocalDate day) throws IOException {
        return List.of(database.statement("past-week", day, ""));
    }

    private static String measure(Page page, Client client, BigProgramme database) throws Exception {
        var request = client.get(page.path().apply(0));
        if (request.status() != 200) return "| %s | answers %d | | | | |".formatted(page.name(), request.status());
        for (int run = 1; run <= WARM_UP; run++) client.get(page.path().apply(run));
        var pageTimes = new Times();
        var sqlTimes = new Times();
        for (int run = 0; run < RUNS; run++) {
            var path = page.path().apply(1 + WARM_UP + run);
            pageTimes.add(() -> client.get(path));
            sqlTimes.add(() -> {
                for (var statement : page.statements()) database.fetch(statement);
            });
        }
        return "| %s | %.1f | %.1f | %d | %.1f | %.1f |"
                .formatted(
                        page.name(),
                        pageTimes.percentile(50),
                        pageTimes.percentile(95),
                        request.bytes() / 1024,
                        sqlTimes.percentile(50),
                        sqlTimes.percentile(95));
    }

    private static String machine() throws IOException {
        var processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown processor");
        return "Machine: %s, %d processors, %s %s, Java %s, PostgreSQL 18 with its default settings, load %s; %d requests each after %d."
                .formatted(
                        processor,
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        System.getProperty("java.version"),
                        Files.readString(Path.of("/proc/loadavg")).split(" ")[0],
                        RUNS,
                        WARM_UP);
    }

    @SuppressWarnings("SystemOut") // a person runs this and reads it
    private static void report(List<String> table) throws IOException {
        table.forEach(System.out::println);
        Files.write(Path.of("target", "bench.md"), table);
    }
}
