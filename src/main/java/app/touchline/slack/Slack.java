package app.touchline.slack;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;
import app.touchline.secrets.Secrets;

/** Where whoever has something to say to the channel hands it in, and where an admin connects it. */
@Service
public class Slack {

    private static final String BOUND_TO = "touchline slack webhook";
    private static final About CHANNEL = new About("slack", null, "Slack");

    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final AuditLog audit;
    private final Clock clock;

    Slack(JdbcClient jdbc, Secrets secrets, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether an admin connected a channel. */
    public boolean isOpen() {
        return jdbc.sql("select exists (select from slack_webhook)")
                .query(Boolean.class)
                .single();
    }

    /**
     * Takes a text in the transaction of its cause: it goes out after the commit, or never was.
     *
     * @return false where no channel is connected; then it is not kept
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean say(String text) {
        if (!isOpen()) return false;
        var now = Timestamp.from(clock.instant());
        jdbc.sql("insert into slack_message (content, created_at, not_before) values (:content, :now, :now)")
                .param("content", secrets.seal(text, BOUND_TO))
                .param("now", now)
                .update();
        return true;
    }

    @Transactional
    public void connect(SlackAddress address, Who by) {
        jdbc.sql("""
                insert into slack_webhook (address, entered_at) values (:address, :now)
                on conflict (id) do update
                set address = excluded.address, entered_at = excluded.entered_at, version = slack_webhook.version + 1
                """)
                .param("address", secrets.seal(address.uri().toString(), BOUND_TO))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        jdbc.sql("update slack_message set state = 'WAITING', not_before = :now, tries = 0 where state = 'FAILED'")
                .param("now", Timestamp.from(clock.instant()))
                .update();
        audit.note(by, "connected", CHANNEL, Map.of("address", address.toString()));
    }

    /** The address is forgotten, and what waits for it. */
    @Transactional
    public void disconnect(Who by) {
        if (jdbc.sql("delete from slack_webhook").update() == 0) return;
        jdbc.sql("delete from slack_message where state <> 'SENT'").update();
        audit.note(by, "disconnected", CHANNEL, Map.of());
    }

    /** Empty where none is connected, or its address was encrypted with another key. */
    Optional<SlackAddress> address() {
        return jdbc.sql("select address from slack_webhook")
                .query((row, index) -> row.getBytes("address"))
                .optional()
                .flatMap(this::text)
                .flatMap(SlackAddress::of);
    }

    Optional<String> text(byte[] content) {
        return secrets.open(content, BOUND_TO);
    }

    /**
     * How it stands.
     *
     * @param waiting what has not gone out yet
     * @param lastError of what waits or was given up; null where all went out
     * @param givenUp whether some of it is not tried again
     */
    public record Standing(
            boolean open,
            @Nullable Instant lastSent,
            int waiting,
            @Nullable String lastError,
            boolean givenUp) {}

    public Standing standing() {
        var open = isOpen();
        return jdbc.sql("""
                select (select count(*) from slack_message where state <> 'SENT') as waiting,
                       (select max(sent_at) from slack_message) as last_sent,
                       exists (select from slack_message where state = 'FAILED') as given_up,
                       (select last_error from slack_message where state <> 'SENT' and last_error is not null
                        order by id desc limit 1) as last_error
                """)
                .query((row, index) -> {
                    var sent = row.getObject("last_sent", OffsetDateTime.class);
                    return new Standing(
                            open,
                            sent == null ? null : sent.toInstant(),
                            row.getInt("waiting"),
                            row.getString("last_error"),
                            row.getBoolean("given_up"));
                })
                .single();
    }
}
