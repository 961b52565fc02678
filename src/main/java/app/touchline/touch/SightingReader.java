package app.touchline.touch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which copies are on record, of which messages and in which mailboxes. */
@Component
class SightingReader {

    private final JdbcClient jdbc;

    SightingReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Set<String> knownKeys(Collection<String> messageKeys) {
        return new HashSet<>(jdbc.sql("select message_key from touch_sighting where message_key = any(:keys)")
                .param("keys", messageKeys.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    Set<String> copies(long mailboxId, Collection<String> messageKeys) {
        return new HashSet<>(jdbc.sql(
                        "select provider_id from touch_sighting where message_key = any(:keys) and mailbox_id = :mailbox")
                .param("keys", messageKeys.toArray(String[]::new))
                .param("mailbox", mailboxId)
                .query(String.class)
                .list());
    }

    Set<String> copies(long mailboxId, String place, Instant from, Instant to) {
        return new HashSet<>(jdbc.sql("""
                select provider_id from touch_sighting
                where mailbox_id = :mailbox and starts_with(provider_id, :place) and dated >= :from and dated < :to
                """)
                .param("mailbox", mailboxId)
                .param("place", place)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query(String.class)
                .list());
    }

    Set<String> inPlaceElsewhere(long mailboxId, String place, Collection<String> messageKeys) {
        return new HashSet<>(jdbc.sql("""
                select message_key from touch_sighting
                where message_key = any(:keys) and starts_with(provider_id, :place) and mailbox_id <> :mailbox
                """)
                .param("keys", messageKeys.toArray(String[]::new))
                .param("place", place)
                .param("mailbox", mailboxId)
                .query(String.class)
                .list());
    }

    Map<String, Instant> dated(long mailboxId, String place) {
        var dated = new HashMap<String, Instant>();
        jdbc.sql("""
                select provider_id, dated from touch_sighting
                where mailbox_id = :mailbox and starts_with(provider_id, :place)
                """).param("mailbox", mailboxId).param("place", place).query(row -> {
            dated.put(row.getString("provider_id"), instant(row, "dated"));
        });
        return dated;
    }

    Map<String, Set<String>> addresses(Collection<String> messageKeys) {
        var addresses = new HashMap<String, Set<String>>();
        jdbc.sql("""
                select distinct s.message_key, y.address
                from touch_sighting s join touch_party y on y.touch_id = s.touch_id
                where s.message_key = any(:keys)
                """).param("keys", messageKeys.toArray(String[]::new)).query(row -> {
            addresses
                    .computeIfAbsent(row.getString("message_key"), key -> new HashSet<>())
                    .add(row.getString("address"));
        });
        return addresses;
    }

    Map<Long, Set<String>> copiesOf(Collection<String> messageKeys) {
        var copies = new HashMap<Long, Set<String>>();
        jdbc.sql("select mailbox_id, provider_id from touch_sighting where message_key = any(:keys)")
                .param("keys", messageKeys.toArray(String[]::new))
                .query(row -> {
                    copies.computeIfAbsent(row.getLong("mailbox_id"), mailbox -> new HashSet<>())
                            .add(row.getString("provider_id"));
                });
        return copies;
    }

    Set<Long> touchesOf(long mailboxId, Collection<String> providerIds) {
        return new HashSet<>(
                jdbc.sql("select touch_id from touch_sighting where mailbox_id = :mailbox and provider_id = any(:ids)")
                        .param("mailbox", mailboxId)
                        .param("ids", providerIds.toArray(String[]::new))
                        .query(Long.class)
                        .list());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
