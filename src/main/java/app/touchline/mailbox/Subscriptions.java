package app.touchline.mailbox;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import com.google.common.hash.Hashing;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.mailbox.Subscribing.Subscription;

/** The mailboxes' subscriptions, as far as we know of them. */
@Component
class Subscriptions {

    private static final Duration LONGEST_WAIT = Duration.ofHours(6);

    private final JdbcClient jdbc;
    private final Clock clock;

    Subscriptions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A mailbox that is to be subscribed to, or whose subscription is to be renewed or ended.
     *
     * @param subscriptionId null where there is none
     */
    record Due(
            long mailboxId,
            String address,
            long connectionId,
            String graphUrl,
            @Nullable String subscriptionId,
            @Nullable String url,
            @Nullable Instant expiresAt) {}

    private static final String DUE = """
            select m.id, m.address, c.id as connection_id, c.graph_url, s.subscription_id, s.url, s.expires_at
            from mailbox m
            join mail_connection c on c.id = m.connection_id
            left join mailbox_subscription s on s.mailbox_id = m.id
            """;

    /** Those that are read without trouble and not told of, or not for long any more, or elsewhere than at this address. */
    List<Due> toBegin(@Nullable String base, int most) {
        return jdbc.sql(DUE + """
                where m.kind = 'MICROSOFT_365' and m.removed_at is null and not m.paused and m.acknowledged_at is not null and m.state in ('LIVE', 'BACKFILL')
                  and c.removed_at is null and c.notifications and c.state = 'READY'
                  and (c.not_before is null or c.not_before <= :now)
                  and (s.not_before is null or s.not_before <= :now)
                  and (s.subscription_id is null or s.renew_at <= :now or s.url <> :url)
                order by s.expires_at nulls first, m.id
                limit :most
                """)
                .param("now", Timestamp.from(clock.instant()))
                .param("url", base + NotificationAddress.PATH)
                .param("most", most)
                .query((row, index) -> due(row))
                .list();
    }

    /** Those that are not wanted any more. */
    List<Due> toEnd(int most) {
        return jdbc.sql(DUE + """
                where s.mailbox_id is not null
                  and (m.removed_at is not null or m.paused or c.removed_at is not null or not c.notifications)
                order by m.id
                limit :most
                """)
                .param("most", most)
                .query((row, index) -> due(row))
                .list();
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(
                row.getLong("id"),
                row.getString("address"),
                row.getLong("connection_id"),
                row.getString("graph_url"),
                row.getString("subscription_id"),
                row.getString("url"),
                Turns.instant(row.getTimestamp("expires_at")));
    }

    /** Whether new mail of any tenant's is to be told. */
    boolean areWanted() {
        return jdbc.sql("select exists (select from mail_connection where removed_at is null and notifications)")
                .query(Boolean.class)
                .single();
    }

    void began(long mailboxId, Subscription begun, String url, String proof) {
        jdbc.sql("""
                insert into mailbox_subscription (mailbox_id, subscription_id, proof_hash, url, expires_at, renew_at)
                values (:mailbox, :id, :proof, :url, :expires, :renew)
                on conflict (mailbox_id) do update
                set subscription_id = excluded.subscription_id, proof_hash = excluded.proof_hash, url = excluded.url,
                    expires_at = excluded.expires_at, renew_at = excluded.renew_at,
                    fail_count = 0, not_before = null, last_error = null
                """)
                .param("mailbox", mailboxId)
                .param("id", begun.id())
                .param("proof", hash(proof))
                .param("url", url)
                .param("expires", Timestamp.from(begun.expiresAt()))
                .param("renew", Timestamp.from(halfway(begun)))
                .update();
    }

    void renewed(long mailboxId, Subscription longer) {
        jdbc.sql("""
                update mailbox_subscription
                set expires_at = :expires, renew_at = :renew, fail_count = 0, not_before = null, last_error = null
                where mailbox_id = :mailbox and subscription_id = :id
                """)
                .param("mailbox", mailboxId)
                .param("id", longer.id())
                .param("expires", Timestamp.from(longer.expiresAt()))
                .param("renew", Timestamp.from(halfway(longer)))
                .update();
    }

    private Instant halfway(Subscription subscription) {
        var now = clock.instant();
        return subscription.expiresAt().isAfter(now)
                ? now.plus(Duration.between(now, subscription.expiresAt()).dividedBy(2))
                : subscription.expiresAt();
    }

    /** It is not there any more; a new one may be made. */
    void lost(long mailboxId, String subscriptionId) {
        jdbc.sql("""
                update mailbox_subscription
                set subscription_id = null, proof_hash = null, url = null, expires_at = null, renew_at = null
                where mailbox_id = :mailbox and subscription_id = :id
                """).param("mailbox", mailboxId).param("id", subscriptionId).update();
    }

    void forget(long mailboxId) {
        jdbc.sql("delete from mailbox_subscription where mailbox_id = :mailbox")
                .param("mailbox", mailboxId)
                .update();
    }

    /** @param asked how long the server wants to be left alone; null where it does not say */
    void failed(long mailboxId, String words, @Nullable Duration asked) {
        var times = jdbc.sql("""
                insert into mailbox_subscription as s (mailbox_id, fail_count, last_error) values (:mailbox, 1, :words)
                on conflict (mailbox_id) do update set fail_count = s.fail_count + 1, last_error = excluded.last_error
                returning fail_count
                """)
                .param("mailbox", mailboxId)
                .param("words", words)
                .query(Integer.class)
                .single();
        var ours = Duration.ofMinutes(Math.min(LONGEST_WAIT.toMinutes(), 1L << Math.min(times, 10)));
        var wait = asked == null || asked.compareTo(ours) < 0 ? ours : asked;
        jdbc.sql("update mailbox_subscription set not_before = :until where mailbox_id = :mailbox")
                .param("until", Timestamp.from(clock.instant().plus(wait)))
                .param("mailbox", mailboxId)
                .update();
    }

    // ---- what comes in

    /** @param proofHash of the secret that only Graph and we know */
    record Known(String subscriptionId, long mailboxId, byte[] proofHash) {}

    List<Known> known(Collection<String> subscriptionIds) {
        return jdbc.sql("""
                select subscription_id, mailbox_id, proof_hash from mailbox_subscription
                where subscription_id = any(:ids)
                """)
                .param("ids", subscriptionIds.toArray(String[]::new))
                .query((row, index) -> new Known(row.getString(1), row.getLong(2), row.getBytes(3)))
                .list();
    }

    static byte[] hash(String proof) {
        return Hashing.sha256().hashString(proof, StandardCharsets.UTF_8).asBytes();
    }

    void renewNow(long mailboxId) {
        jdbc.sql("update mailbox_subscription set renew_at = least(renew_at, :now) where mailbox_id = :mailbox")
                .param("now", Timestamp.from(clock.instant()))
                .param("mailbox", mailboxId)
                .update();
    }

    /**
     * Notes that something came in.
     *
     * @param apart the least time between two readings for that reason
     * @return in how long the mailbox should be read; empty where it is in trouble and has its own pause
     */
    @Transactional
    public Optional<Duration> told(long mailboxId, Duration apart) {
        var now = clock.instant();
        return jdbc.sql("""
                update mailbox_subscription s
                set notified_at = :now,
                    woken_at = case when s.woken_at > :now then s.woken_at
                                    else greatest(:now, s.woken_at + cast(:apart as interval)) end
                from mailbox m
                where s.mailbox_id = :mailbox and m.id = s.mailbox_id and m.removed_at is null and not m.paused
                  and m.state in ('LIVE', 'BACKFILL')
                returning s.woken_at
                """)
                .param("now", Timestamp.from(now))
                .param("apart", apart.toMillis() + " milliseconds")
                .param("mailbox", mailboxId)
                .query((row, index) -> Duration.between(now, row.getTimestamp(1).toInstant()))
                .optional();
    }
}
