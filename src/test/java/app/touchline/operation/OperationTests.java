package app.touchline.operation;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import app.touchline.testing.Patience;
import app.touchline.testing.TestDatabase;
import app.touchline.testing.TouchlineProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** The application as an operator runs it: a token for Prometheus, a log for machines, a probe that knows the database. */
class OperationTests {

    private static final String TOKEN = "a-token-for-prometheus";
    private static final TestDatabase.Address DATABASE = TestDatabase.fresh();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static TouchlineProcess touchline;
    private static int port;

    @BeforeAll
    static void start() {
        var environment = new HashMap<>(DATABASE.environment());
        environment.put("TOUCHLINE_METRICS_TOKEN", TOKEN);
        environment.put("TOUCHLINE_LOG_FORMAT", "json");
        environment.put("SPRING_DATASOURCE_HIKARI_CONNECTIONTIMEOUT", "2000");
        touchline = TouchlineProcess.start(environment);
        port = touchline.awaitReady();
    }

    @AfterAll
    static void stop() {
        touchline.close();
    }

    @Test
    void theNumbersAreForWhoeverHasTheToken() throws Exception {
        insertMailbox();
        assertThat(numbers("").statusCode()).isEqualTo(401);
        assertThat(numbers("Bearer another-token-altogether").statusCode()).isEqualTo(401);
        var answer = numbers("Bearer " + TOKEN);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("touchline_mailboxes{state=\"LIVE\"} 0.0")
                .contains("touchline_mailboxes{state=\"REAUTH_REQUIRED\"} 1.0")
                .containsPattern("touchline_mailbox_lag_seconds 36\\d\\d\\.")
                .contains("touchline_messages_read_total 41.0", "touchline_messages_matched 7.0")
                .contains("touchline_messages_dropped{reason=\"strangers\"} 30.0")
                .containsPattern("touchline_messages_not_counted\\{rule=\"[^\"]*\"} 0.0")
                .contains("touchline_quarantine 1.0", "touchline_throttled_total{whom=\"tenant\"} 0.0")
                .contains("touchline_outbox{state=\"WAITING\"} 0.0", "jvm_memory_used_bytes")
                .doesNotContain("dana@ours.test");
    }

    @Test
    void theTokenOpensNothingElse() throws Exception {
        assertThat(get("/admin/people", "Bearer " + TOKEN).statusCode()).isEqualTo(302);
    }

    @Test
    void theLogIsALineOfJsonPerEntry() {
        var lines =
                touchline.output().lines().filter(line -> line.startsWith("{")).toList();
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(new JsonMapper().readTree(line).has("@timestamp"))
                        .isTrue());
        assertThat(touchline.output()).doesNotContain(" INFO ");
    }

    @Test
    void aNodeWithoutItsDatabaseIsAliveAndNotReady() throws Exception {
        awaitReadiness(); // which it has a moment after it has said so
        connections(false);
        try {
            assertThat(get("/actuator/health/readiness", "").statusCode()).isEqualTo(503);
            assertThat(get("/actuator/health/liveness", "").statusCode()).isEqualTo(200);
        } finally {
            connections(true);
        }
        awaitReadiness();
    }

    /** The pool opens its first connection again when it next tries to. */
    private static void awaitReadiness() {
        Patience.until(
                "it is ready", () -> get("/actuator/health/readiness", "").statusCode() == 200);
    }

    private static HttpResponse<String> numbers(String authorization) throws Exception {
        return get("/actuator/prometheus", authorization);
    }

    private static HttpResponse<String> get(String path, String authorization) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (!authorization.isEmpty()) request.header("Authorization", authorization);
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static void insertMailbox() throws SQLException {
        sql(DATABASE.url(), """
                with one as (
                    insert into mailbox (address, shared, host, port, tls, username, secret, floor, created_at,
                        acknowledged_at, acknowledgement, last_ok_at, state)
                    values ('dana@ours.test', true, '127.0.0.1', 1, 'NONE', 'dana', '', '2026-01-01', now(),
                        now(), 'ADMIN_RECORDED', now() - interval '1 hour', 'REAUTH_REQUIRED') returning id),
                counted as (insert into mailbox_counter select id, what, n from one, (values ('read', 41), ('matched', 7), ('strangers', 30)) as of (what, n))
                insert into mailbox_quarantine (mailbox_id, provider_id, error_class, at) select id, '1', 'Odd', now() from one
                """);
    }

    private static void connections(boolean allowed) throws SQLException {
        var name = DATABASE.url().replaceFirst(".*/([^/?]+)(\\?.*)?$", "$1");
        var server = DATABASE.url().replaceFirst("/" + name, "/postgres");
        sql(server, "alter database %s with allow_connections %s".formatted(name, allowed));
        if (!allowed)
            sql(server, "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'".formatted(name));
    }

    private static void sql(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url, DATABASE.user(), DATABASE.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
