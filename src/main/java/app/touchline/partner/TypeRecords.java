package app.touchline.partner;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.team.SignedIn;

/** All that is done to the types of partners, by admins: refused with a sentence ({@link Refused}), audited. */
@Service
@Transactional
public class TypeRecords {

    private final PartnerTypes types;
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    TypeRecords(PartnerTypes types, JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.types = types;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param partners how many that are not archived are of it */
    public record TypeLine(long id, String name, boolean archived, long partners) {}

    /** Those that are offered first, each by name. */
    @Transactional(readOnly = true)
    public List<TypeLine> all() {
        return jdbc.sql("""
                select t.id, t.name, t.archived_at is not null as archived,
                       (select count(*) from partner p where p.type_id = t.id and p.archived_at is null) as partners
                from partner_type t order by t.archived_at is not null, lower(t.name), t.id
                """)
                .query((row, index) -> new TypeLine(
                        row.getLong("id"), row.getString("name"), row.getBoolean("archived"), row.getLong("partners")))
                .list();
    }

    public PartnerType add(String name, SignedIn me) {
        nobodyElseIsNamed(name, -1);
        var type = types.save(new PartnerType(name));
        note(me, "added", type, Map.of());
        return type;
    }

    public void rename(long id, String name, SignedIn me) {
        nobodyElseIsNamed(name, id);
        var type = types.findById(id).orElseThrow();
        var before = type.name();
        type.rename(name);
        if (!before.equals(type.name())) note(me, "renamed", type, Map.of("from", before, "to", type.name()));
    }

    /** No longer offered; partners that are of it stay so. */
    public void archive(long id, SignedIn me) {
        var type = types.findById(id).orElseThrow();
        if (type.archived()) return;
        type.archive(clock.instant());
        note(me, "archived", type, Map.of());
    }

    public void restore(long id, SignedIn me) {
        var type = types.findById(id).orElseThrow();
        if (!type.archived()) return;
        nobodyElseIsNamed(type.name(), id);
        type.restore();
        note(me, "brought back from the archive", type, Map.of());
    }

    private void nobodyElseIsNamed(String name, long self) {
        types.named(Names.tidy("name", name, "A type"))
                .filter(other -> other.id() != self)
                .ifPresent(other -> {
                    throw new Refused("name", "There is already a type named “%s”.".formatted(other.name()));
                });
    }

    private void note(SignedIn me, String what, PartnerType type, Map<String, ?> detail) {
        audit.note(me.who(), what, new About("partner type", type.id(), type.name()), detail);
    }
}
