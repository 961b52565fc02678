package app.touchline.post;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;
import app.touchline.secrets.Secrets;

/** The one server through which mail goes out, if an admin entered one. */
@Component
class SmtpServers {

    private static final About OUTGOING = new About("outgoing mail", null, "Outgoing mail");
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final AuditLog audit;
    private final Clock clock;

    SmtpServers(JdbcClient jdbc, Secrets secrets, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * As stored, the password still sealed.
     *
     * @param notBefore until when it is left alone after it could not be used
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Stored(
            String host,
            int port,
            Protection protection,
            @Nullable String username,
            byte @Nullable [] secret,
            String fromAddress,
            String fromName,
            @Nullable Instant notBefore,
            @Nullable String lastError,
            @Nullable Instant lastErrorAt,
            int version) {

        boolean isAt(String otherHost, int otherPort, Protection otherProtection, String otherUsername) {
            return host.equals(otherHost)
                    && port == otherPort
                    && protection == otherProtection
                    && otherUsername.equals(username);
        }
    }

    Optional<Stored> stored() {
        return jdbc.sql("select * from smtp_server")
                .query((row, index) -> stored(row))
                .optional();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getString("host"),
                row.getInt("port"),
                Protection.valueOf(row.getString("protection")),
                row.getString("username"),
                row.getBytes("secret"),
                row.getString("from_address"),
                row.getString("from_name"),
                instant(row.getTimestamp("not_before")),
                row.getString("last_error"),
                instant(row.getTimestamp("last_error_at")),
                row.getInt("version"));
    }

    boolean isThere() {
        return jdbc.sql("select exists (select from smtp_server)")
                .query(Boolean.class)
                .single();
    }

    /** Ready to be used; empty where the password does not open with this key. */
    Optional<SmtpServer> open(Stored stored) {
        if (stored.username() == null || stored.secret() == null) return Optional.of(with(stored, null));
        return secrets.open(
                        stored.secret(),
                        SmtpServer.boundTo(stored.host(), stored.port(), stored.protection(), stored.username()))
                .map(password -> with(stored, password));
    }

    private static SmtpServer with(Stored stored, @Nullable String password) {
        return new SmtpServer(
                stored.host(),
                stored.port(),
                stored.protection(),
                stored.username(),
                password,
                stored.fromAddress(),
                stored.fromName());
    }

    /**
     * Enters the server; mail that waits is tried again at once.
     *
     * @param version of what the admin saw; -1 for none
     * @return false if somebody else saved in between; then nothing is changed
     */
    @Transactional
    public boolean save(SmtpServer server, int version, Who by) {
        jdbc.sql("lock table smtp_server in share row exclusive mode").update();
        if (stored().map(Stored::version).orElse(-1) != version) return false;
        jdbc.sql("""
                insert into smtp_server (host, port, protection, username, secret, from_address, from_name)
                values (:host, :port, :protection, :username, :secret, :fromAddress, :fromName)
                on conflict (id) do update
                set host = excluded.host, port = excluded.port, protection = excluded.protection,
                    username = excluded.username, secret = excluded.secret, from_address = excluded.from_address,
                    from_name = excluded.from_name, not_before = null, tries = 0, last_error = null,
                    last_error_at = null, version = smtp_server.version + 1
                """)
                .param("host", server.host())
                .param("port", server.port())
                .param("protection", server.protection().name())
                .param("username", server.username())
                .param("secret", sealed(server))
                .param("fromAddress", server.fromAddress())
                .param("fromName", server.fromName())
                .update();
        var detail = new LinkedHashMap<String, String>();
        detail.put("server", server.where());
        detail.put("protection", server.protection().name());
        detail.put("from", server.fromAddress());
        audit.note(by, "changed", OUTGOING, detail);
        return true;
    }

    private byte @Nullable [] sealed(SmtpServer server) {
        if (server.username() == null || server.password() == null) return null;
        return secrets.seal(
                server.password(),
                SmtpServer.boundTo(server.host(), server.port(), server.protection(), server.username()));
    }

    /** No more mail goes out, and the password is forgotten; what waits stays. */
    @Transactional
    public void remove(Who by) {
        if (jdbc.sql("delete from smtp_server").update() == 1) audit.note(by, "switched off", OUTGOING, Map.of());
    }

    void worked() {
        jdbc.sql("""
                update smtp_server set not_before = null, tries = 0, last_error = null, last_error_at = null
                where last_error is not null
                """).update();
    }

    /** It is left alone for a while, twice as long each time. */
    void couldNotBeUsed(String words) {
        var now = clock.instant();
        var tries = jdbc.sql("select coalesce(max(tries), 0) from smtp_server")
                .query(Integer.class)
                .single();
        var wait = Duration.ofSeconds(Math.min(LONGEST_WAIT.toSeconds(), 30L << Math.min(tries, 10)));
        jdbc.sql("""
                update smtp_server set not_before = :until, tries = tries + 1, last_error = :words, last_error_at = :now
                """)
                .param("until", Timestamp.from(now.plus(wait)))
                .param("words", words)
                .param("now", Timestamp.from(now))
                .update();
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
