package app.touchline.importing;

import java.io.Serializable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
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
import app.touchline.importing.Imaged.Piece;

/** Puts back what an import changed: each row is again what it was to the letter, but for records that were changed since. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class ImportUndoing {

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

    ImportUndoing(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A record that stays as it is, by name, and why. */
    record Left(String name, String why) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /** Records that an undoing would leave. */
    List<Left> left(UUID job) {
        return standing(job).left();
    }

    /** @param entered the import made it */
    private record Touched(Imaged kind, long id, String name, boolean entered) {}

    private record Standing(List<Left> left, List<Touched> captured, List<Touched> asLeft) {

        private List<Touched> asLeft(Imaged kind) {
            return asLeft.stream().filter(each -> each.kind() == kind).toList();
        }
    }

    private Standing standing(UUID job) {
        var left = new ArrayList<Left>();
        var captured = new ArrayList<Touched>();
        var asLeft = new ArrayList<Touched>();
        for (var kind : Imaged.values()) {
            var worked = referred(job, kind, false);
            var matched = referred(job, kind, true);
            jdbc.sql("""
                    select record_id, name, before is null as entered, erased, array(
                        select k from jsonb_object_keys(after) k
                        where (before is null or before -> k is distinct from after -> k) and (%s -> k) is distinct from after -> k) as changed
                    from import_image cross join lateral (select record_id as of_id) of
                    where job_id = :job and kind = :kind order by lower(name), record_id
                    """.formatted(kind.image()))
                    .param("job", job)
                    .param("kind", kind.code())
                    .query(row -> {
                        var touched = new Touched(
                                kind, row.getLong("record_id"), row.getString("name"), row.getBoolean("entered"));
                        var changed = List.of((String[]) row.getArray("changed").getArray());
                        if (row.getBoolean("erased"))
                            left.add(new Left(touched.name(), "a person was erased, and how it was is not kept"));
                        else if (!changed.isEmpty())
                            left.add(new Left(touched.name(), "changed since: " + kind.words(changed)));
                        else if (touched.entered() && worked.contains(touched.id()))
                            left.add(new Left(touched.name(), "worked with since"));
                        else if (touched.entered() && matched.contains(touched.id())) captured.add(touched);
                        else asLeft.add(touched);
                    });
        }
        return new Standing(List.copyOf(left), captured, asLeft);
    }

    private record Reference(String relation, String attribute) {}

    /** Records that the import made and that rows elsewhere refer to. */
    private Set<Long> referred(UUID job, Imaged kind, boolean byCapture) {
        var references = jdbc
                .sql("""
                select c.conrelid::regclass::text as relation, a.attname as attribute
                from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                where c.contype = 'f' and c.confrelid = cast(:table as regclass)
                """)
                .param("table", kind.own().table())
                .query((row, index) -> new Reference(row.getString("relation"), row.getString("attribute")))
                .list()
                .stream()
                .filter(each -> !kind.goesWith(each.relation()))
                .filter(each -> CAPTURED.contains(each.relation()) == byCapture)
                .toList();
        var found = new HashSet<Long>();
        for (var reference : references)
            found.addAll(jdbc.sql(
                            "select distinct i.record_id from import_image i join %s t on t.%s = i.record_id where i.job_id = :job and i.kind = :kind and i.before is null"
                                    .formatted(reference.relation(), reference.attribute()))
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
     * @param left those that stay as they are
     */
    record Undone(List<About> records, Set<Long> partners, List<String> archived, List<Left> left) {}

    Undone undo(UUID job, Instant now) {
        var standing = standing(job);
        jdbc.sql("set constraints all deferred").update();
        jdbc.sql("select set_config('touchline.undoing', :job, true)")
                .param("job", job.toString())
                .query(String.class)
                .single();
        var deals = standing.asLeft(Imaged.DEAL);
        var contacts = standing.asLeft(Imaged.CONTACT);
        var partners = standing.asLeft(Imaged.PARTNER);
        remove(Imaged.DEAL, ids(deals, true));
        restore(job, Imaged.DEAL, ids(deals, false));
        restore(job, Imaged.CONTACT, ids(contacts, false));
        restore(job, Imaged.PARTNER, ids(partners, false));
        for (var each : standing.captured()) archive(each, now);
        remove(Imaged.CONTACT, ids(contacts, true));
        // a partner to whom a contact belongs that stays must stay too
        var needed = stillNeeded(ids(partners, true));
        remove(
                Imaged.PARTNER,
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
                standing.left());
    }

    private static List<Long> ids(List<Touched> records, boolean entered) {
        return records.stream()
                .filter(each -> each.entered() == entered)
                .map(Touched::id)
                .toList();
    }

    private void restore(UUID job, Imaged kind, List<Long> ids) {
        if (ids.isEmpty()) return;
        var own = kind.own();
        if (kind == Imaged.PARTNER) // names may go round in a circle
        jdbc.sql(
                            "update partner set name = name || ' (' || id || ')', external_id = external_id || ' (' || id || ')' where id = any(cast(:ids as bigint[]))")
                    .param("ids", array(ids))
                    .update();
        for (var part : kind.parts())
            each(job, kind, ids, """
                    delete from %1$s t using import_image i
                    where i.job_id = :job and i.kind = :kind and i.record_id = any(cast(:ids as bigint[])) and t.%2$s = i.record_id
                      and i.before -> '%1$s' is distinct from i.after -> '%1$s'
                      and not exists (select from jsonb_array_elements(i.before -> '%1$s') b where %3$s)
                    """.formatted(
                    part.table(), part.column(), part.named() ? "b -> 'id' = to_jsonb(t.id)" : "b = to_jsonb(t)"));
        for (var part : kind.parts())
            if (part.named())
                each(job, kind, ids, """
                    update %1$s t set (%2$s) = (select %3$s)
                    from import_image i cross join jsonb_populate_recordset(null::%1$s, i.before -> '%1$s') r
                    where i.job_id = :job and i.kind = :kind and i.record_id = any(cast(:ids as bigint[]))
                      and t.id = r.id and to_jsonb(t) <> to_jsonb(r)
                    """.formatted(part.table(), columns(part, "", false), columns(part, "r.", false)));
        for (var part : kind.parts())
            each(job, kind, ids, """
                    insert into %1$s (%2$s) overriding system value
                    select %3$s from import_image i cross join jsonb_populate_recordset(null::%1$s, i.before -> '%1$s') r
                    where i.job_id = :job and i.kind = :kind and i.record_id = any(cast(:ids as bigint[]))
                      and i.before -> '%1$s' is distinct from i.after -> '%1$s'
                      and not exists (select from %1$s t where t.%4$s = i.record_id and to_jsonb(t) = to_jsonb(r))
                    """.formatted(
                            part.table(), columns(part, "", true), columns(part, "r.", true), part.column()));
        each(job, kind, ids, """
                update %1$s t set (%2$s) = (select %3$s from jsonb_populate_recordset(null::%1$s, i.before -> '%1$s') r)
                from import_image i
                where i.job_id = :job and i.kind = :kind and i.record_id = any(cast(:ids as bigint[])) and t.id = i.record_id
                """.formatted(own.table(), columns(own, "", false), columns(own, "r.", false)));
    }

    private void each(UUID job, Imaged kind, List<Long> ids, String statement) {
        jdbc.sql(statement)
                .param("job", job)
                .param("kind", kind.code())
                .param("ids", array(ids))
                .update();
    }

    private String columns(Piece piece, String prefix, boolean withId) {
        return jdbc.sql("""
                select column_name from information_schema.columns
                where table_schema = current_schema() and table_name = :table and is_generated = 'NEVER'
                  and (column_name <> 'id' or :all) order by ordinal_position
                """).param("table", piece.table()).param("all", withId).query(String.class).list().stream()
                .map(column -> prefix + column)
                .collect(Collectors.joining(", "));
    }

    private void remove(Imaged kind, List<Long> ids) {
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
        var known = record.kind() == Imaged.PARTNER
                ? "partner_domain where partner_id"
                : "contact_address where contact_id";
        jdbc.sql("delete from " + known + " = :id").param("id", record.id()).update();
        if (record.kind() == Imaged.CONTACT)
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
