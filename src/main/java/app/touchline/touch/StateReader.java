package app.touchline.touch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.touch.State.Ruled;
import app.touchline.touch.State.Ruling;
import app.touchline.touch.State.Seen;
import app.touchline.touch.State.Verdict;

/** What is on record of messages and around them. Whatever their number, each table is asked once. */
@Component
class StateReader {

    /** A machine that writes the same every minute makes a chain without end. */
    private static final int MOST_STEPS = 12;

    private final JdbcClient jdbc;

    StateReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Every touch that one of these copies may be part of, with all copies of each.
     *
     * @param leaving copies that may be taken off the record
     */
    State around(long mailboxId, List<Copy> copies, List<Copy> leaving) {
        var search = new Search(mailboxId);
        copies.forEach(search::comes);
        leaving.forEach(search::leaves);
        return found(search);
    }

    /**
     * Of touches on record that were captured: these, and every other one that shares a copy with them.
     *
     * @param leaving the mailbox whose copies of these touches may be taken off the record; none has the number 0
     */
    State around(Collection<Long> touchIds, long leaving) {
        return found(new Search(leaving, touchIds));
    }

    private State found(Search search) {
        for (int step = 1; step <= MOST_STEPS && search.goesOn(); step++) search.found(sightings(search.ask()));
        return whole(search.keys(), search.sightings());
    }

    private State whole(Set<String> keys, Map<Sighting.Id, Seen> sightings) {
        var touchIds = sightings.values().stream().map(Seen::touchId).distinct().toArray(Long[]::new);
        var none = touchIds.length == 0;
        return new State(
                sightings,
                none ? Map.of() : touches(touchIds),
                none ? Map.of() : parties(touchIds),
                none ? Map.of() : credits(touchIds),
                rulings(keys),
                verdicts(keys));
    }

    /** One look into an index for each that is asked for ("offset 0"): nothing that takes longer the more is on record. */
    private List<Seen> sightings(Search.Question question) {
        return jdbc.sql("""
                with asked as materialized (
                    select touch_id from touch_sighting where message_key = any(:keys)
                    union
                    select touch_id from touch_sighting where mailbox_id = :mailbox and provider_id = any(:ids)
                    union
                    select unnest(cast(:touches as bigint[]))
                    union
                    select near.touch_id
                    from unnest(cast(:prints as text[]), cast(:from as timestamptz[]), cast(:until as timestamptz[]))
                        as span (fingerprint, since, until)
                    cross join lateral (
                        select touch_id from touch_sighting near
                        where near.fingerprint = span.fingerprint and near.dated between span.since and span.until
                        offset 0) near)
                select s.touch_id, s.mailbox_id, s.provider_id, s.message_key, s.fingerprint, s.dated, s.occurred_at, s.rule,
                       s.gone_when
                from asked cross join lateral (select * from touch_sighting where touch_id = asked.touch_id offset 0) s
                """)
                .param("keys", question.keys().toArray(String[]::new))
                .param("mailbox", question.mailboxId())
                .param("ids", question.providerIds().toArray(String[]::new))
                .param("touches", question.touchIds().toArray(Long[]::new))
                .param("prints", spans(question, Search.Span::fingerprint))
                .param("from", spans(question, span -> span.from().toString()))
                .param("until", spans(question, span -> span.until().toString()))
                .query((row, index) -> new Seen(
                        new Sighting(
                                row.getLong("mailbox_id"),
                                row.getString("provider_id"),
                                row.getString("message_key"),
                                row.getString("fingerprint"),
                                instant(row, "dated"),
                                instant(row, "occurred_at"),
                                Rule.of(row.getString("rule")),
                                row.getString("gone_when")),
                        row.getLong("touch_id")))
                .list();
    }

    private static String[] spans(Search.Question question, Function<Search.Span, String> column) {
        return question.spans().stream().map(column).toArray(String[]::new);
    }

    Map<Long, StoredTouch> touches(Long[] ids) {
        var touches = new HashMap<Long, StoredTouch>();
        jdbc.sql("""
                select id, message_key, variant, rule, direction, occurred_at, sent_at, from_address, subject, thread_id,
                       undecided, overruled, discarded_at
                from touch where id = any(:ids)
                """)
                .param("ids", ids)
                .query((row, index) -> {
                    var overruled = row.getString("overruled");
                    return new StoredTouch(
                            row.getLong("id"),
                            row.getString("message_key"),
                            row.getInt("variant"),
                            Rule.of(row.getString("rule")),
                            Direction.valueOf(row.getString("direction")),
                            instant(row, "occurred_at"),
                            instantOrNull(row, "sent_at"),
                            row.getString("from_address"),
                            row.getString("subject"),
                            row.getObject("thread_id", Long.class),
                            row.getBoolean("undecided"),
                            overruled == null ? null : Overruled.valueOf(overruled),
                            instantOrNull(row, "discarded_at"));
                })
                .list()
                .forEach(touch -> touches.put(touch.id(), touch));
        return touches;
    }

    Map<Long, List<Party>> parties(Long[] touchIds) {
        var parties = new HashMap<Long, List<Party>>();
        jdbc.sql("""
                select touch_id, partner_id, address, role, contact_id, matched_by, candidate
                from touch_party where touch_id = any(:ids)
                """).param("ids", touchIds).query(row -> {
            parties.computeIfAbsent(row.getLong("touch_id"), id -> new ArrayList<>())
                    .add(new Party(
                            row.getLong("partner_id"),
                            row.getString("address"),
                            PartyRole.valueOf(row.getString("role")),
                            row.getObject("contact_id", Long.class),
                            MatchedBy.valueOf(row.getString("matched_by")),
                            row.getBoolean("candidate")));
        });
        return parties;
    }

    /** Of those who are named on the message. */
    private Map<Long, List<Credit>> credits(Long[] touchIds) {
        var credits = new HashMap<Long, List<Credit>>();
        jdbc.sql(
                        "select touch_id, member_id, mailbox_id, why from touch_credit where touch_id = any(:ids) and why <> 'PARTNER_OWNER'")
                .param("ids", touchIds)
                .query(row -> {
                    credits.computeIfAbsent(row.getLong("touch_id"), id -> new ArrayList<>())
                            .add(new Credit(
                                    row.getObject("member_id", Long.class),
                                    row.getObject("mailbox_id", Long.class),
                                    Credit.Why.valueOf(row.getString("why"))));
                });
        return credits;
    }

    private Map<Ruled, Ruling> rulings(Set<String> keys) {
        var rulings = new HashMap<Ruled, Ruling>();
        jdbc.sql("select message_key, address_hash, partner_id from touch_ruling where message_key = any(:keys)")
                .param("keys", keys.toArray(String[]::new))
                .query(row -> {
                    rulings.put(
                            new Ruled(row.getString("message_key"), row.getString("address_hash")),
                            new Ruling(row.getObject("partner_id", Long.class)));
                });
        return rulings;
    }

    private Map<String, Verdict> verdicts(Set<String> keys) {
        var verdicts = new HashMap<String, Verdict>();
        jdbc.sql(
                        "select message_key, variant, overruled, discarded_at from touch_verdict where message_key = any(:keys)")
                .param("keys", keys.toArray(String[]::new))
                .query(row -> {
                    var overruled = row.getString("overruled");
                    verdicts.put(
                            row.getString("message_key") + "/" + row.getInt("variant"),
                            new Verdict(
                                    overruled == null ? null : Overruled.valueOf(overruled),
                                    instantOrNull(row, "discarded_at")));
                });
        return verdicts;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
