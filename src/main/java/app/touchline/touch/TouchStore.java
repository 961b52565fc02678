package app.touchline.touch;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes the tables of the record. Whatever the number of messages, each table is written once per page. */
@Component
class TouchStore {

    /** One number for all nodes: whoever writes touches holds this lock until the end of the transaction. */
    private static final long ONE_WRITER = 0x70756368L;

    private final StateReader reader;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    TouchStore(StateReader reader, JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.reader = reader;
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
            forgetPartiesAndCredits(change.changed());
            parties(entries);
            insertPartners(partners(change.added()));
            if (!change.changed().isEmpty()) replacePartners(ids(change.changed()), partners(change.changed()));
            credits(entries);
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
                select message_key, variant, kind, nature, rule, direction, occurred_at, sent_at, from_address, subject,
                       thread_id, undecided, overruled, discarded_at, :now
                from json_to_recordset(cast(:rows as json)) as r (
                    message_key text, variant smallint, kind text, nature text, rule text, direction text,
                    occurred_at timestamptz, sent_at timestamptz, from_address text, subject text, thread_id bigint, undecided boolean,
                    overruled text, discarded_at timestamptz)
                returning id, message_key, variant
                """)
                .param("rows", rows(added.stream().map(Rows.TouchRow::of).toList()))
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
                .param("rows", rows(changed.stream().map(Rows.TouchRow::of).toList()))
                .update();
    }

    private void sightings(List<Entry> entries) {
        var rows = new ArrayList<Rows.SightingRow>();
        for (var entry : entries)
            for (var each : entry.sightings())
                rows.add(Rows.SightingRow.of(entry.touch().id(), each));
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

    private void forgetPartiesAndCredits(List<Entry> changed) {
        if (changed.isEmpty()) return;
        for (var table : List.of("touch_party", "touch_credit"))
            jdbc.sql("delete from " + table + " where touch_id = any(:ids)")
                    .param("ids", ids(changed))
                    .update();
    }

    private void parties(List<Entry> entries) {
        var parties = new ArrayList<Rows.PartyRow>();
        for (var entry : entries)
            entry.parties()
                    .forEach(party -> parties.add(Rows.PartyRow.of(entry.touch().id(), party)));
        jdbc.sql("""
                insert into touch_party (touch_id, partner_id, address, role, contact_id, matched_by, candidate)
                select touch_id, partner_id, address, role, contact_id, matched_by, candidate
                from json_to_recordset(cast(:rows as json)) as r (
                    touch_id bigint, partner_id bigint, address text, role text, contact_id bigint, matched_by text,
                    candidate boolean)
                """).param("rows", rows(parties)).update();
    }

    private static List<Rows.PartnerRow> partners(List<Entry> entries) {
        var rows = new ArrayList<Rows.PartnerRow>();
        for (var entry : entries)
            entry.counts()
                    .forEach((partner, counts) -> rows.add(new Rows.PartnerRow(
                            entry.touch().id(),
                            partner,
                            entry.touch().occurredAt().toString(),
                            counts.name())));
        return rows;
    }

    private void insertPartners(List<Rows.PartnerRow> ofNewTouches) {
        if (ofNewTouches.isEmpty()) return;
        jdbc.sql("""
                insert into touch_partner (touch_id, partner_id, occurred_at, counts)
                select touch_id, partner_id, occurred_at, counts
                from json_to_recordset(cast(:rows as json)) as r (
                    touch_id bigint, partner_id bigint, occurred_at timestamptz, counts text)
                """).param("rows", rows(ofNewTouches)).update();
    }

    /** Writes only what is different: what is derived from these rows is derived anew for each that is written. */
    private void replacePartners(Long[] touchIds, List<Rows.PartnerRow> partners) {
        jdbc.sql("""
                with said as materialized (
                    select touch_id, partner_id, occurred_at, counts
                    from json_to_recordset(cast(:rows as json)) as r (
                        touch_id bigint, partner_id bigint, occurred_at timestamptz, counts text)
                ),
                gone as (
                    delete from touch_partner tp
                    where touch_id = any(:ids)
                      and not exists (select from said where said.touch_id = tp.touch_id and said.partner_id = tp.partner_id)
                )
                insert into touch_partner as tp (touch_id, partner_id, occurred_at, counts)
                select touch_id, partner_id, occurred_at, counts from said
                on conflict (touch_id, partner_id) do update
                set counts = excluded.counts, occurred_at = excluded.occurred_at
                where (tp.counts, tp.occurred_at) is distinct from (excluded.counts, excluded.occurred_at)
                """).param("rows", rows(partners)).param("ids", touchIds).update();
    }

    private void credits(List<Entry> entries) {
        var rows = new ArrayList<Rows.CreditRow>();
        for (var entry : entries)
            for (var credit : entry.credits())
                rows.add(new Rows.CreditRow(
                        entry.touch().id(),
                        credit.memberId(),
                        credit.mailboxId(),
                        credit.why().name()));
        if (rows.isEmpty()) return;
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
        var parties = reader.parties(new Long[] {touchId}).getOrDefault(touchId, List.of());
        if (parties.isEmpty()) {
            replacePartners(new Long[] {touchId}, List.of());
            return partners;
        }
        var kind = jdbc.sql("select kind from touch where id = :id")
                .param("id", touchId)
                .query(String.class)
                .single();
        var touch = reader.touches(new Long[] {touchId}).values().iterator().next();
        var rows = new ArrayList<Rows.PartnerRow>();
        parties.stream().collect(Collectors.groupingBy(Party::partnerId)).forEach((partner, own) -> {
            var counts = Counts.of(kind, touch.direction(), touch.rule(), touch.overruled(), touch.discardedAt(), own);
            rows.add(new Rows.PartnerRow(touchId, partner, touch.occurredAt().toString(), counts.name()));
            partners.add(partner);
        });
        replacePartners(new Long[] {touchId}, rows);
        return partners;
    }

    private static Long[] ids(List<Entry> entries) {
        return entries.stream().map(entry -> entry.touch().id()).toArray(Long[]::new);
    }

    private String rows(List<?> rows) {
        return json.writeValueAsString(rows);
    }
}
