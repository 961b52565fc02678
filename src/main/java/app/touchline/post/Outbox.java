package app.touchline.post;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

import app.touchline.secrets.Secrets;

/** Mail on its way. Each step is one statement, so that of several nodes one takes a message. */
@Component
class Outbox {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    /** Whoever took a message and says nothing for so long is dead: longer than any server may take. */
    static final Duration LEASE = Duration.ofMinutes(10);

    private static final Duration TRIED_FOR = Duration.ofDays(3);
    private static final Duration KEPT_FOR = Duration.ofDays(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(4);

    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final JsonMapper json;
    private final Clock clock;

    Outbox(JdbcClient jdbc, Secrets secrets, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.json = json;
        this.clock = clock;
    }

    /** What a message says, as it is encrypted. */
    private record Content(String text, String html) {}

    /** @param tries with this one; nobody else has the message with the same number */
    record Claimed(long id, String messageId, int tries, Letter letter) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public void put(Letter letter) {
        var messageId = "<%s@touchline>".formatted(UUID.randomUUID());
        jdbc.sql("""
                insert into outgoing_mail (message_id, to_address, to_name, subject, content, created_at, not_before)
                values (:messageId, :toAddress, :toName, :subject, :content, :now, :now)
                """)
                .param("messageId", messageId)
                .param("toAddress", letter.toAddress())
                .param("toName", letter.toName())
                .param("subject", letter.subject())
                .param("content", sealed(letter, messageId))
                .param("now", now())
                .update();
    }

    private byte[] sealed(Letter letter, String messageId) {
        return secrets.seal(json.writeValueAsString(new Content(letter.text(), letter.html())), boundTo(messageId));
    }

    private static String boundTo(String messageId) {
        return "touchline outgoing mail|" + messageId;
    }

    boolean isDue() {
        return jdbc.sql("select exists (select from outgoing_mail where state = 'WAITING' and not_before <= :now)")
                .param("now", now())
                .query(Boolean.class)
                .single();
    }

    /** As stored, what it says still encrypted. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Taken(
            long id, String messageId, int tries, String toAddress, String toName, String subject, byte[] content) {

        Claimed saying(Content content) {
            return new Claimed(
                    id, messageId, tries, new Letter(toAddress, toName, subject, content.text(), content.html()));
        }
    }

    /** Takes the oldest that is due. From here until {@link #sent} it is not known whether the server has it. */
    @Transactional
    public Optional<Claimed> claim() {
        for (var taken = take(); taken.isPresent(); taken = take()) {
            var message = taken.get();
            var content = secrets.open(message.content(), boundTo(message.messageId()));
            if (content.isPresent()) return Optional.of(message.saying(json.readValue(content.get(), Content.class)));
            fail(message.id(), "It was encrypted with another key: start with the former TOUCHLINE_SECRET_KEY.");
        }
        return Optional.empty();
    }

    private Optional<Taken> take() {
        return jdbc.sql("""
                update outgoing_mail set state = 'SENDING', handing_at = :now, tries = tries + 1
                where id = (select id from outgoing_mail where state = 'WAITING' and not_before <= :now
                            order by id limit 1 for update skip locked)
                returning id, message_id, tries, to_address, to_name, subject, content
                """).param("now", now()).query(Taken.class).optional();
    }

    void sent(Claimed claimed) {
        jdbc.sql("""
                update outgoing_mail set state = 'SENT', sent_at = :now, content = null, last_error = null
                where id = :id and state = 'SENDING' and tries = :tries
                """)
                .param("now", now())
                .param("id", claimed.id())
                .param("tries", claimed.tries())
                .update();
        log.info("Message {} was sent", claimed.id());
    }

    void refused(Claimed claimed, Refusal refusal) {
        log.warn("Message {} was not sent: {}", claimed.id(), refusal.what());
        switch (refusal.what()) {
            case THIS_FOR_GOOD -> fail(claimed.id(), refusal.words());
            case THIS_FOR_NOW, EVERYTHING ->
                jdbc.sql("""
                        update outgoing_mail
                        set state = 'WAITING', handing_at = null, last_error = :words, not_before = :later
                        where id = :id and state = 'SENDING' and tries = :tries
                        """)
                        .param("words", refusal.words())
                        .param("later", Timestamp.from(clock.instant().plus(wait(claimed.tries()))))
                        .param("id", claimed.id())
                        .param("tries", claimed.tries())
                        .update();
        }
    }

    private void fail(long id, String words) {
        jdbc.sql("""
                update outgoing_mail set state = 'FAILED', handing_at = null, last_error = :words
                where id = :id and state = 'SENDING'
                """).param("words", words).param("id", id).update();
    }

    private static Duration wait(int tries) {
        return Duration.ofMinutes(Math.min(LONGEST_WAIT.toMinutes(), 1L << Math.min(tries - 1, 12)));
    }

    /** Takes over what a dead node had, gives up what could not be sent for days, and forgets what is long over. */
    @Transactional
    public void tidyUp() {
        var now = clock.instant();
        jdbc.sql("""
                update outgoing_mail
                set state = 'WAITING', handing_at = null,
                    last_error = 'Touchline was stopped while it was sending this: it is sent once more, as the same message.'
                where state = 'SENDING' and handing_at < :dead
                """).param("dead", Timestamp.from(now.minus(LEASE))).update();
        jdbc.sql("""
                update outgoing_mail
                set state = 'FAILED', last_error = 'Given up after three days. ' || coalesce(last_error, '')
                where state = 'WAITING' and created_at < :old
                """).param("old", Timestamp.from(now.minus(TRIED_FOR))).update();
        jdbc.sql("delete from outgoing_mail where state in ('SENT', 'FAILED') and created_at < :old")
                .param("old", Timestamp.from(now.minus(KEPT_FOR)))
                .update();
    }

    /** A person wants a message that failed to be tried again; false if it is none. */
    boolean tryAgain(long id) {
        return jdbc.sql("""
                update outgoing_mail set state = 'WAITING', not_before = :now, created_at = :now
                where id = :id and state = 'FAILED'
                """).param("now", now()).param("id", id).update() == 1;
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
