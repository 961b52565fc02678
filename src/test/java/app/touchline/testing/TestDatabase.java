package app.touchline.testing;

import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

import app.touchline.Touchline;

/**
 * Gives each Spring test context an empty database of its own on one real PostgreSQL 18 per test run: a container where
 * Docker answers, else the embedded server.
 */
public class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** What mailbox passwords are encrypted with. */
    public static final String SECRET_KEY = "dG91Y2hsaW5lLXRlc3RzLW9ubHktMzItYnl0ZXMtISE=";

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Where a database is: what TOUCHLINE_DB_URL, _USER and _PASSWORD would say. */
    public record Address(String url, String user, String password) {

        /** Of a process on this database, with nothing in it but what every one needs. */
        public Map<String, String> environment() {
            return Map.of(
                    "TOUCHLINE_DB_URL",
                    url,
                    "TOUCHLINE_DB_USER",
                    user,
                    "TOUCHLINE_DB_PASSWORD",
                    password,
                    "TOUCHLINE_SECRET_KEY",
                    SECRET_KEY,
                    "TOUCHLINE_SAMPLE",
                    "false",
                    "TOUCHLINE_PORT",
                    "0");
        }

        /** The same for a node that is started in the test's own process. */
        public String[] arguments(String... more) {
            var arguments = new ArrayList<>(List.of(
                    "--touchline.db.url=" + url,
                    "--touchline.db.user=" + user,
                    "--touchline.db.password=" + password,
                    "--touchline.secret-key=" + SECRET_KEY,
                    "--touchline.sample=false",
                    "--server.port=0"));
            arguments.addAll(List.of(more));
            return arguments.toArray(String[]::new);
        }

        /** A node in the test's own process, whose jobs do not run. */
        public ConfigurableApplicationContext idleNode(String... more) {
            var arguments = new ArrayList<>(List.of(arguments(more)));
            arguments.add("--db-scheduler.enabled=false");
            return new SpringApplicationBuilder(Touchline.class).run(arguments.toArray(String[]::new));
        }
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var address = fresh();
        TestPropertyValues.of(
                        "touchline.db.url=" + address.url(),
                        "touchline.db.user=" + address.user(),
                        "touchline.db.password=" + address.password())
                .applyTo(context);
    }

    /** A new, empty database. */
    public static Address fresh() {
        var name = "touchline_test_" + COUNT.incrementAndGet();
        var server = Server.ADDRESS;
        try (var connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (Exception e) {
            throw new IllegalStateException("No test database could be made", e);
        }
        return new Address(
                server.url().replaceFirst("/postgres(\\?|$)", "/" + name + "$1"), server.user(), server.password());
    }

    private static final class Server {

        static final Address ADDRESS = start();

        @SuppressWarnings("resource") // both end with the test JVM
        private static Address start() {
            try {
                if (DockerClientFactory.instance().isDockerAvailable()) {
                    var container = new PostgreSQLContainer("postgres:18")
                            .withDatabaseName("postgres")
                            .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=300");
                    container.start();
                    return new Address(container.getJdbcUrl(), container.getUsername(), container.getPassword());
                }
                var server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "300")
                        .start();
                return new Address("jdbc:postgresql://localhost:" + server.getPort() + "/postgres", "postgres", "");
            } catch (Exception e) {
                throw new IllegalStateException("No PostgreSQL could be started for the tests", e);
            }
        }
    }
}
