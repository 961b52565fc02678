package app.touchline.touch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

import app.touchline.touch.State.Ruled;
import app.touchline.touch.State.Ruling;
import app.touchline.touch.State.Seen;
import app.touchline.touch.State.Verdict;

/** The tables of the record. Whatever the number of messages, each table is asked and written once per page. */
@Component
class TouchStore {

    /** One number for all nodes: whoever writes touches holds this lock until the end of the transaction. */
    private static final long ONE_WRITER = 0x70756368L;

    /** A machine that writes the same every minute makes a chain without end. */
    private static final int MOST_STEPS = 12;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    TouchStore(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(:lock) is null")
                .param("lock", ONE_WRITER)
                .query(Boolean.class)
                .single();
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

    /** Every touch that one of these copies may be part of, with all copies of each. */
    State around(long mailboxId, List<Copy> copies) {
        var keys = new HashSet<String>();
        var prints = new HashSet<Print>();
        for (var copy : copies) {
            keys.add(copy.messageKey());
            if (copy.fingerprint() != null)
                prints.add(new Print(copy.fingerprint(), copy.dated().toString()));
        }
        var ids = copies.stream().map(Copy::providerId).toArray(String[]::new);
        // A copy that is found brings its own key and fingerprint, which may lead to further copies.
        for (int step = 1; ; step++) {
            var sightings = sightings(mailboxId, keys, prints, ids);
            var state = new State(sightings, Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
            var more = keys.addAll(state.messageKeys());
            if (!prints.addAll(state.prints()) && !more || step == MOST_STEPS) return whole(keys, sightings);
        }
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

    private Map<Sighting.Id, Seen> sightings(long mailboxId, Set<String> keys, Set<Print> prints, String[] ids) {
        var found = new LinkedHashMap<Sighting.Id, Seen>();
        jdbc.sql("""
                select s.touch_id, s.mailbox_id, s.provider_id, s.message_key, s.fingerprint, s.dated, s.occurred_at, s.rule,
                       s.gone_when
                from touch_sighting s
                where s.touch_id in (
                    select touch_id from touch_sighting where message_key = any(:keys)
                    union all
                    select touch_id from touch_sighting where mailbox_id = :mailbox and provider_id = any(:ids)
                    union all
                    select near.touch_id
                    from json_to_recordset(cast(:prints as json)) as p (fingerprint text, dated timestamptz)
                    join touch_sighting near on near.fingerprint = p.fingerprint
                        and near.dated between p.dated - interval '120 seconds' and p.dated + interval '120 seconds')
                """)
                .param("keys", keys.toArray(String[]::new))
                .param("mailbox", mailboxId)
                .param("ids", ids)
                .param("prints", json.writeValueAsString(prints))
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
                .list()
                .forEach(seen -> found.put(seen.sighting().id(), seen));
        return found;
    }

    private Map<Long, StoredTouch> touches(Long[] ids) {
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

    private Map<Long, List<Party>> parties(Long[] touchIds) {
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

    void write(Change change) {
        remember(change.forgotten());
        makeRoom(change);
        if (!change.lost().isEmpty())
            jdbc.sql("delete from touch_sighting where mailbox_id = :mailbox and provider_id = any(:ids)")
                    .param("mailbox", change.lost().getFirst().mailboxId())
                    .param(
                            "ids",
                            change.lost().stream().map(Sighting.Id::providerId).toArray(String[]::new))
                    .update();
        insert(change.added());
        update(change.changed());
        var entries = new ArrayList<>(change.added());
        entries.addAll(change.changed());
        if (!entries.isEmpty()) {
            sightings(entries);
            replaceParties(entries);
            replaceCredits(entries);
        }
        if (!change.removed().isEmpty())
            jdbc.sql("delete from touch where id = any(:ids)")
                    .param("ids", change.removed().stream().map(StoredTouch::id).toArray(Long[]::new))
                    .update();
    }

    private void remember(List<StoredTouch> forgotten) {
        for (var touch : forgotten)
            jdbc.sql("""
                    insert into touch_verdict (message_key, variant, overruled, discarded_at)
                    values (:key, :variant, :overruled, :discarded)
                    on conflict (message_key, variant)
                    do update set overruled = excluded.overruled, discarded_at = excluded.discarded_at
                    """)
                    .param("key", touch.messageKey())
                    .param("variant", touch.variant())
                    .param(
                            "overruled",
                            touch.overruled() == null ? null : touch.overruled().name())
                    .param("discarded", touch.discardedAt() == null ? null : Timestamp.from(touch.discardedAt()))
                    .update();
    }

    /** Where a touch takes the name of another (an earlier variant was found, two were one), the old names go first. */
    private void makeRoom(Change change) {
        var leaving = new ArrayList<Long>();
        change.removed().forEach(touch -> leaving.add(touch.id()));
        for (var entry : change.changed())
            for (var before : entry.before())
                if (before.id() == entry.touch().id()
                        && (before.variant() != entry.touch().variant()
                                || !before.messageKey().equals(entry.touch().messageKey()))) leaving.add(before.id());
        if (leaving.isEmpty()) return;
        jdbc.sql("update touch set message_key = 'leaving:' || id where id = any(:ids)")
                .param("ids", leaving.toArray(Long[]::new))
                .update();
    }

    private void insert(List<Entry> added) {
        if (added.isEmpty()) return;
        var byName = new HashMap<String, Entry>();
        added.forEach(entry ->
                byName.put(entry.touch().messageKey() + "/" + entry.touch().variant(), entry));
        jdbc.sql("""
                insert into touch (message_key, variant, kind, nature, rule, direction, occurred_at, sent_at, from_address,
                                   subject, thread_id, undecided, overruled, discarded_at, created_at)
                select message_key, variant, 'EMAIL', nature, rule, direction, occurred_at, sent_at, from_address, subject,
                       thread_id, undecided, overruled, discarded_at, :now
                from json_to_recordset(cast(:rows as json)) as r (
                    message_key text, variant smallint, nature text, rule text, direction text, occurred_at timestamptz,
                    sent_at timestamptz, from_address text, subject text, thread_id bigint, undecided boolean,
                    overruled text, discarded_at timestamptz)
                returning id, message_key, variant
                """)
                .param("rows", rows(added.stream().map(TouchRow::of).toList()))
                .param("now", Timestamp.from(clock.instant()))
                .query(row -> {
                    var entry = byName.get(row.getString("message_key") + "/" + row.getInt("variant"));
                    if (entry != null) entry.stored(row.getLong("id"));
                });
    }

    private void update(List<Entry> changed) {
        if (changed.isEmpty()) return;
        jdbc.sql("""
                update touch t
                set message_key = r.message_key, variant = r.variant, nature = r.nature, rule = r.rule,
                    direction = r.direction, occurred_at = r.occurred_at, sent_at = r.sent_at,
                    from_address = r.from_address, subject = r.subject, undecided = r.undecided,
                    overruled = r.overruled, discarded_at = r.discarded_at
                from json_to_recordset(cast(:rows as json)) as r (
                    id bigint, message_key text, variant smallint, nature text, rule text, direction text,
                    occurred_at timestamptz, sent_at timestamptz, from_address text, subject text, undecided boolean,
                    overruled text, discarded_at timestamptz)
                where t.id = r.id
                """)
                .param("rows", rows(changed.stream().map(TouchRow::of).toList()))
                .update();
    }

    private void sightings(List<Entry> entries) {
        var rows = new ArrayList<SightingRow>();
        for (var entry : entries)
            for (var each : entry.sightings())
                rows.add(SightingRow.of(entry.touch().id(), each));
        jdbc.sql("""
                insert into touch_sighting (touch_id, mailbox_id, provider_id, message_key, fingerprint, dated, occurred_at, rule,
                                            gone_when)
                select touch_id, mailbox_id, provider_id, message_key, fingerprint, dated, occurred_at, rule, gone_when
                from json_to_recordset(cast(:rows as json)) as r (
                    touch_id bigint, mailbox_id bigint, provider_id text, message_key text, fingerprint text,
                    dated timestamptz, occurred_at timestamptz, rule text, gone_when text)
                on conflict (mailbox_id, provider_id) do update
                set touch_id = excluded.touch_id, message_key = excluded.message_key, fingerprint = excluded.fingerprint,
                    dated = excluded.dated, occurred_at = excluded.occurred_at, rule = excluded.rule,
                    gone_when = excluded.gone_when
                """).param("rows", rows(rows)).update();
    }

    private void replaceParties(List<Entry> entries) {
        var ids = ids(entries);
        jdbc.sql("delete from touch_party where touch_id = any(:ids)")
                .param("ids", ids)
                .update();
        jdbc.sql("delete from touch_partner where touch_id = any(:ids)")
                .param("ids", ids)
                .update();
        var parties = new ArrayList<PartyRow>();
        var partners = new ArrayList<PartnerRow>();
        for (var entry : entries) {
            var id = entry.touch().id();
            entry.parties().forEach(party -> parties.add(PartyRow.of(id, party)));
            entry.counts()
                    .forEach((partner, counts) -> partners.add(new PartnerRow(
                            id, partner, entry.touch().occurredAt().toString(), counts.name())));
        }
        jdbc.sql("""
                insert into touch_party (touch_id, partner_id, address, role, contact_id, matched_by, candidate)
                select touch_id, partner_id, address, role, contact_id, matched_by, candidate
                from json_to_recordset(cast(:rows as json)) as r (
                    touch_id bigint, partner_id bigint, address text, role text, contact_id bigint, matched_by text,
                    candidate boolean)
                """).param("rows", rows(parties)).update();
        jdbc.sql("""
                insert into touch_partner (touch_id, partner_id, occurred_at, counts)
                select touch_id, partner_id, occurred_at, counts
                from json_to_recordset(cast(:rows as json)) as r (
                    touch_id bigint, partner_id bigint, occurred_at timestamptz, counts text)
                """).param("rows", rows(partners)).update();
    }

    private void replaceCredits(List<Entry> entries) {
        jdbc.sql("delete from touch_credit where touch_id = any(:ids)")
                .param("ids", ids(entries))
                .update();
        var rows = new ArrayList<CreditRow>();
        for (var entry : entries)
            for (var credit : entry.credits())
                rows.add(new CreditRow(
                        entry.touch().id(),
                        credit.memberId(),
                        credit.mailboxId(),
                        credit.why().name()));
        jdbc.sql("""
                insert into touch_credit (touch_id, member_id, mailbox_id, why)
                select touch_id, member_id, mailbox_id, why
                from json_to_recordset(cast(:rows as json)) as r (
                    touch_id bigint, member_id bigint, mailbox_id bigint, why text)
                """).param("rows", rows(rows)).update();
    }

    /** Brings what is kept for reading in step with one touch; gives the partners on it, also those who were. */
    Set<Long> recount(long touchId) {
        var partners = new HashSet<>(jdbc.sql("select partner_id from touch_partner where touch_id = :id")
                .param("id", touchId)
                .query(Long.class)
                .list());
        var parties = parties(new Long[] {touchId}).getOrDefault(touchId, List.of());
        jdbc.sql("delete from touch_partner where touch_id = :id and not partner_id = any(:partners)")
                .param("id", touchId)
                .param("partners", parties.stream().map(Party::partnerId).toArray(Long[]::new))
                .update();
        if (parties.isEmpty()) return partners;
        var kind = jdbc.sql("select kind from touch where id = :id")
                .param("id", touchId)
                .query(String.class)
                .single();
        var touch = touches(new Long[] {touchId}).values().iterator().next();
        var rows = new ArrayList<PartnerRow>();
        parties.stream().collect(Collectors.groupingBy(Party::partnerId)).forEach((partner, own) -> {
            var counts = Counts.of(kind, touch.direction(), touch.rule(), touch.overruled(), touch.discardedAt(), own);
            rows.add(new PartnerRow(touchId, partner, touch.occurredAt().toString(), counts.name()));
            partners.add(partner);
        });
        jdbc.sql("""
                insert into touch_partner (touch_id, partner_id, occurred_at, counts)
                select touch_id, partner_id, occurred_at, counts
                from json_to_recordset(cast(:rows as json)) as r (
                    touch_id bigint, partner_id bigint, occurred_at timestamptz, counts text)
                on conflict (touch_id, partner_id) do update set counts = excluded.counts, occurred_at = excluded.occurred_at
                """).param("rows", rows(rows)).update();
        return partners;
    }

    private static Long[] ids(List<Entry> entries) {
        return entries.stream().map(entry -> entry.touch().id()).toArray(Long[]::new);
    }

    private String rows(List<?> rows) {
        return json.writeValueAsString(rows);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** A fingerprint and when. */
    record Print(String fingerprint, String dated) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record TouchRow(
            long id,
            String messageKey,
            int variant,
            String nature,
            String rule,
            String direction,
            String occurredAt,
            @Nullable String sentAt,
            String fromAddress,
            @Nullable String subject,
            @Nullable Long threadId,
            boolean undecided,
            @Nullable String overruled,
            @Nullable String discardedAt) {

        static TouchRow of(Entry entry) {
            var touch = entry.touch();
            return new TouchRow(
                    touch.id(),
                    touch.messageKey(),
                    touch.variant(),
                    touch.rule().kind(),
                    touch.rule().id(),
                    touch.direction().name(),
                    touch.occurredAt().toString(),
                    text(touch.sentAt()),
                    touch.from(),
                    touch.subject(),
                    touch.threadId(),
                    touch.undecided(),
                    text(touch.overruled()),
                    text(touch.discardedAt()));
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record SightingRow(
            long touchId,
            long mailboxId,
            String providerId,
            String messageKey,
            @Nullable String fingerprint,
            String dated,
            String occurredAt,
            String rule,
            @Nullable String goneWhen) {

        static SightingRow of(long touchId, Sighting seen) {
            return new SightingRow(
                    touchId,
                    seen.mailboxId(),
                    seen.providerId(),
                    seen.messageKey(),
                    seen.fingerprint(),
                    seen.dated().toString(),
                    seen.occurredAt().toString(),
                    seen.rule().id(),
                    seen.goneWhen());
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record PartyRow(
            long touchId,
            long partnerId,
            String address,
            String role,
            @Nullable Long contactId,
            String matchedBy,
            boolean candidate) {

        static PartyRow of(long touchId, Party party) {
            return new PartyRow(
                    touchId,
                    party.partnerId(),
                    party.address(),
                    party.role().name(),
                    party.contactId(),
                    party.matchedBy().name(),
                    party.candidate());
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record PartnerRow(long touchId, long partnerId, String occurredAt, String counts) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record CreditRow(
            long touchId, @Nullable Long memberId, @Nullable Long mailboxId, String why) {}
}
