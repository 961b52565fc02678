package app.touchline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;

import app.touchline.bench.BigProgramme.Size;

/**
 * Measures the pages about deals at 200,000 of them: {@code mvn -Pbench verify -Dtest=DealsBenchTests}. Each page twice: as it is
 * answered while nothing changes, and found anew because before every request a deal on the board changed, which is counted into
 * the database's processor time. Prints a Markdown table and keeps
 * it in target/bench-deals.md.
 */
class DealsBenchTests {

    private static final Size PROGRAMME = new Size(10_000, 10_000);
    private static final int DEALS = 200_000;
    private static final int WARM_UP = 100;
    private static final int RUNS = 60;

    private static final LocalDate TODAY = LocalDate.now(Clock.system(ZoneId.of("Europe/Berlin")));

    private static final List<String> PATHS = List.of(
            "/pipeline",
            "/pipeline?tier=1",
            "/pipeline/list",
            "/pipeline/list?sort=value",
            "/pipeline/list?phase=all&sort=latest",
            "/pipeline/list?q=customer+1234",
            "/pipeline/forecast",
            "/pipeline/review");

    private final List<String> said = new ArrayList<>();

    @Test
    void measures() throws Exception {
        try (var server = EmbeddedPostgres.builder().start()) {
            var url = "jdbc:postgresql://localhost:" + server.getPort() + "/";
            BigProgramme.create(url, "installation");
            Application.start(url + "installation").close();
            try (var database = BigProgramme.copied(url, "installation", "deals", PROGRAMME, TODAY)) {
                database.deals(DEALS, PROGRAMME, TODAY);
                try (var application = Application.start(database.url())) {
                    pages(application, database);
                }
            }
        }
    }

    private void pages(Application application, BigProgramme database) throws Exception {
        say("| page | p50 | p95 | anew p50 | p95 | processor ms anew, application | database | KB |");
        say("|---|---:|---:|---:|---:|---:|---:|---:|");
        var client = application.of("lead1@bench.test");
        for (var path : PATHS) {
            for (var run = 0; run < WARM_UP; run++) anew(client, path, database, new Times());
            var kept = new Times();
            for (var run = 0; run < RUNS; run++) kept.add(() -> read(client, path));
            var anew = new Times();
            var before = application.processorMillis();
            var beforeThere = database.processorMillis();
            for (var run = 0; run < RUNS; run++) anew(client, path, database, anew);
            say(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.1f | %.1f | %d |",
                    path,
                    kept.cells(),
                    anew.cells(),
                    (application.processorMillis() - before) / RUNS,
                    (database.processorMillis() - beforeThere) / RUNS,
                    read(client, path).bytes() / 1024));
        }
        say("Load %s.".formatted(Files.readString(Path.of("/proc/loadavg")).strip()));
    }

    private static void anew(Client client, String path, BigProgramme database, Times times) throws Exception {
        database.execute("""
                update deal set expected_close = expected_close + 1
                where id = (select deal_id from deal_worth where phase = 'OPEN' order by expected_close, deal_id limit 1)
                """);
        times.add(() -> read(client, path));
    }

    private static Client.Answer read(Client client, String path) throws Exception {
        var answer = client.get(path);
        if (answer.status() != 200) throw new IllegalStateException(path + " answers " + answer.status());
        return answer;
    }

    @SuppressWarnings("SystemOut") // a person runs this and reads it
    private void say(String line) throws IOException {
        System.out.println(line);
        said.add(line);
        Files.write(Path.of("target", "bench-deals.md"), said);
    }
}
