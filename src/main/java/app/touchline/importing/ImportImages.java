package app.touchline.importing;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog.About;

/**
 * The records that an import writes, all their rows before and after it, column by column as the database has them. Undone, each
 * row is again what it was to the letter.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class ImportImages {

    /** A table that holds rows of a record; the record's own table first. */
    private record Piece(String table, String column) {}

    /** What is kept together of one kind of record. */
    private enum Kind {
        PARTNER(
                new Piece("partner", "id"),
                new Piece("partner_tier", "partner_id"),
                new Piece("partner_owner", "partner_id"),
                new Piece("partner_status", "partner_id"),
                new Piece("partner_domain", "partner_id"),
                new Piece("partner_phase", "partner_id"),
                new Piece("opening_value", "partner_id"),
                new Piece("ninety_day_test", "partner_id"),
                new Piece("qualification", "partner_id"),
                new Piece("action", "partner_id")),
        CONTACT(
                new Piece("contact", "id"),
                new Piece("contact_address", "contact_id"),
                new Piece("contact_place", "contact_id"));

        private final List<Piece> pieces;

        Kind(Piece... pieces) {
            this.pieces = List.of(pieces);
        }

        Piece own() {
            return pieces.getFirst();
        }

        List<Piece> parts() {
            return pieces.subList(1, pieces.size());
        }

        String code() {
            return own().table();
        }
    }

    /** What follows from captured mail by itself; it keeps nobody from undoing. */
    private static final Set<String> CAPTURED = Set.of(
            "touch_party",
            "touch_partner",
            "partner_last_touch",
            "partner_activity",
            "rep_engagement",
            "touch_ruling",
            "contact_dismissal",
            "bounce",
            "response_pair");

    private final JdbcClient jdbc;

    ImportImages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Before what the run did in memory is written. */
    void before(UUID job, long[] partners, long[] contacts) {
        keep(Kind.PARTNER, job, partners, "before, after", "%s, '{}'");
        keep(Kind.CONTACT, job, contacts, "before, after", "%s, '{}'");
    }

    /** When it is written: of those, and of what is new. */
    void after(UUID job, long[] newPartners, long[] newContacts) {
        for (var kind : Kind.values())
            jdbc.sql(
                            "update import_image i set after = %s from unnest(array(select record_id from import_image where job_id = :job and kind = :kind)) of_id where i.job_id = :job and i.kind = :kind and i.record_id = of_id"
                                    .formatted(image(kind)))
                    .param("job", job)
                    .param("kind", kind.code())
                    .update();
        keep(Kind.PARTNER, job, newPartners, "after", "%s");
        keep(Kind.CONTACT, job, newContacts, "after", "%s");
    }

    private void keep(Kind kind, UUID job, long[] ids, String columns, String values) {
        jdbc.sql(
                        "insert into import_image (job_id, kind, record_id, name, %s) select :job, :kind, of_id, r.name, %s from unnest(cast(:ids as bigint[])) of_id join %s r on r.id = of_id"
                                .formatted(
                                        columns,
                                        values.formatted(image(kind)),
                                        kind.own().table()))
                .param("job", job)
                .param("kind", kind.code())
                .param("ids", ids)
                .update();
    }

    private static String image(Kind kind) {
        return kind.pieces.stream()
                .map(piece ->
                        "'%1$s', coalesce((select jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text) from %1$s t where t.%2$s = of_id), '[]')"
                                .formatted(piece.table(), piece.column()))
                .collect(Collectors.joining(", ", "jsonb_build_object(", ")"));
    }

    /** Records by name that are no longer as the import left them, or that people have worked with since. */
    List<String> changedSince(UUID job) {
        return standing(job).changed().stream().map(Touched::name).sorted().toList();
    }

    /** @param entered the import made it */
    private record Touched(Kind kind, long id, String name, boolean entered) {}

    private record Standing(List<Touched> changed, List<Touched> captured, List<Touched> asLeft) {}

    private Standing standing(UUID job) {
        var changed = new ArrayList<Touched>();
        var captured = new ArrayList<Touched>();
        var asLeft = new ArrayList<Touched>();
        for (var kind : Kind.values()) {
            var worked = referred(job, kind, false);
            var matched = referred(job, kind, true);
            jdbc.sql(
                            "select record_id, name, before is null as entered, not exists (select from jsonb_object_keys(after) k where (before is null or before -> k is distinct from after -> k) and (%s -> k) is distinct from after -> k) as as_left from import_image cross join lateral (select record_id as of_id) of where job_id = :job and kind = :kind order by record_id"
                                    .formatted(image(kind)))
                    .param("job", job)
                    .param("kind", kind.code())
                    .query(row -> {
                        var touched = new Touched(
                                kind, row.getLong("record_id"), row.getString("name"), row.getBoolean("entered"));
                        if (!row.getBoolean("as_left") || (touched.entered() && worked.contains(touched.id())))
                            changed.add(touched);
                        else if (touched.entered() && matched.contains(touched.id())) captured.add(touched);
                        else asLeft.add(touched);
                    });
        }
        return new Standing(changed, captured, asLeft);
    }

    /** Records that the import made and that rows elsewhere refer to. */
    private Set<Long> referred(UUID job, Kind kind, boolean byCapture) {
        var pieces = Arrays.stream(Kind.values())
                .flatMap(each -> each.pieces.stream())
                .map(Piece::table)
                .collect(Collectors.toSet());
        var references = jdbc
                .sql("""
                select c.conrelid::regclass::text as relation, a.attname as attribute
                from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                where c.contype = 'f' and c.confrelid = cast(:table as regclass)
                """)
                .param("table", kind.own().table())
                .query((row, index) -> new Piece(row.getString("relation"), row.getString("attribute")))
                .list()
                .stream()
                .filter(piece -> !pieces.contains(piece.table()) && CAPTURED.contains(piece.table()) == byCapture)
                .toList();
        var found = new HashSet<Long>();
        for (var reference : references)
            found.addAll(jdbc.sql(
                            "select distinct i.record_id from import_image i join %s t on t.%s = i.record_id where i.job_id = :job and i.kind = :kind and i.before is null"
                                    .formatted(reference.table(), reference.column()))
                    .param("job", job)
                    .param("kind", kind.code())
                    .query(Long.class)
                    .list());
        return found;
    }

    /**
     * @param records those that are as they were before
     * @param partners the ids of those among them that are partners and were there before
     * @param archived those the import made to which mail was matched since: in the archive, known by no domain or address
     * @param left those that were changed since, and stay as they are
     */
    record Undone(List<About> records, Set<Long> partners, List<String> archived, List<String> left) {}

    Undone undo(UUID job, Instant now) {
        var standing = standing(job);
        jdbc.sql("set constraints all deferred").update();
        var contacts = standing.asLeft().stream()
                .filter(each -> each.kind() == Kind.CONTACT)
                .toList();
        var partners = standing.asLeft().stream()
                .filter(each -> each.kind() == Kind.PARTNER)
                .toList();
        // a partner to whom a contact belongs that stays must stay too
        restore(job, Kind.CONTACT, ids(contacts, false));
        restore(job, Kind.PARTNER, ids(partners, false));
        for (var each : standing.captured()) archive(each, now);
        remove(Kind.CONTACT, ids(contacts, true));
        var needed = stillNeeded(ids(partners, true));
        remove(
                Kind.PARTNER,
                ids(partners, true).stream().filter(id -> !needed.contains(id)).toList());
        var kept = partners.stream().filter(each -> needed.contains(each.id())).toList();
        for (var each : kept) archive(each, now);
        return new Undone(
                standing.asLeft().stream()
                        .filter(each -> !kept.contains(each))
                        .map(each -> new About(each.kind().code(), each.id(), each.name()))
                        .toList(),
                Set.copyOf(ids(partners, false)),
                Stream.concat(standing.captured().stream(), kept.stream())
                        .map(Touched::name)
                        .sorted()
                        .toList(),
                standing.changed().stream().map(Touched::name).sorted().toList());
    }

    private static List<Long> ids(List<Touched> records, boolean entered) {
        return records.stream()
                .filter(each -> each.entered() == entered)
                .map(Touched::id)
                .toList();
    }

    private void restore(UUID job, Kind kind, List<Long> ids) {
        if (ids.isEmpty()) return;
        var own = kind.own();
        if (kind == Kind.PARTNER) // names may go round in a circle
        jdbc.sql(
                            "update partner set name = name || ' (' || id || ')', external_id = external_id || ' (' || id || ')' where id = any(cast(:ids as bigint[]))")
                    .param("ids", array(ids))
                    .update();
        for (var part : kind.parts())
            jdbc.sql("""
                    delete from %1$s t using import_image i
                    where i.job_id = :job and i.kind = :kind and i.record_id = any(cast(:ids as bigint[])) and t.%2$s = i.record_id
                      and i.before -> '%1$s' is distinct from i.after -> '%1$s'
                      and not exists (select from jsonb_array_elements(i.before -> '%1$s') b where b = to_jsonb(t))
                    """.formatted(part.table(), part.column()))
                    .param("job", job)
                    .param("kind", kind.code())
                    .param("ids", array(ids))
                    .update();
        for (var part : kind.parts())
            jdbc.sql("""
                    insert into %1$s (%2$s) overriding system value
                    select %3$s from import_image i cross join jsonb_populate_recordset(null::%1$s, i.before -> '%1$s') r
                    where i.job_id = :job and i.kind = :kind and i.record_id = any(cast(:ids as bigint[]))
                      and i.before -> '%1$s' is distinct from i.after -> '%1$s'
                      and not exists (select from %1$s t where t.%4$s = i.record_id and to_jsonb(t) = to_jsonb(r))
                    """.formatted(part.table(), columns(part, ""), columns(part, "r."), part.column()))
                    .param("job", job)
                    .param("kind", kind.code())
                    .param("ids", array(ids))
                    .update();
        jdbc.sql("""
                update %1$s t set (%2$s) = (select %3$s from jsonb_populate_recordset(null::%1$s, i.before -> '%1$s') r)
                from import_image i
                where i.job_id = :job and i.kind = :kind and i.record_id = any(cast(:ids as bigint[])) and t.id = i.record_id
                """.formatted(own.table(), columns(own, ""), columns(own, "r.")))
                .param("job", job)
                .param("kind", kind.code())
                .param("ids", array(ids))
                .update();
    }

    private String columns(Piece piece, String prefix) {
        return jdbc
                .sql("""
                select column_name from information_schema.columns
                where table_schema = current_schema() and table_name = :table and is_generated = 'NEVER'
                  and (column_name <> 'id' or :all) order by ordinal_position
                """)
                .param("table", piece.table())
                .param("all", !piece.column().equals("id"))
                .query(String.class)
                .list()
                .stream()
                .map(column -> prefix + column)
                .collect(Collectors.joining(", "));
    }

    private void remove(Kind kind, List<Long> ids) {
        if (ids.isEmpty()) return;
        for (var part : kind.parts().reversed()) removeRows(part, ids);
        removeRows(kind.own(), ids);
    }

    private void removeRows(Piece piece, List<Long> ids) {
        jdbc.sql("delete from %s where %s = any(cast(:ids as bigint[]))".formatted(piece.table(), piece.column()))
                .param("ids", array(ids))
                .update();
    }

    /** Partners that contacts are or were at who stay. */
    private Set<Long> stillNeeded(List<Long> partners) {
        return Set.copyOf(
                jdbc.sql("select distinct partner_id from contact_place where partner_id = any(cast(:ids as bigint[]))")
                        .param("ids", array(partners))
                        .query(Long.class)
                        .list());
    }

    private void archive(Touched record, Instant now) {
        var known =
                record.kind() == Kind.PARTNER ? "partner_domain where partner_id" : "contact_address where contact_id";
        jdbc.sql("delete from " + known + " = :id").param("id", record.id()).update();
        if (record.kind() == Kind.CONTACT)
            jdbc.sql("update contact_place set key_contact = false where contact_id = :id and key_contact")
                    .param("id", record.id())
                    .update();
        jdbc.sql("update %s set archived_at = :now, version = version + 1 where id = :id and archived_at is null"
                        .formatted(record.kind().own().table()))
                .param("now", Timestamp.from(now))
                .param("id", record.id())
                .update();
    }

    private static long[] array(List<Long> ids) {
        return ids.stream().mapToLong(Long::longValue).toArray();
    }
}
