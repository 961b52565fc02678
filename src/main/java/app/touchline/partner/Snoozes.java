package app.touchline.partner;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/**
 * Snoozes partners: for their owner and those who lead. A snooze ends on its day, at the next counted touch, or when a
 * person ends it; a new one takes the place of one that runs. All are kept, each change is audited.
 */
@Service
@Transactional
public class Snoozes {

    private final JdbcClient jdbc;
    private final SettingsReader settings;
    private final AuditLog audit;
    private final Clock clock;

    Snoozes(JdbcClient jdbc, SettingsReader settings, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    private record Held(long id, String name, @Nullable Long ownerId) {}

    /**
     * @param until after today, the first day on which it is listed as before
     * @return the snooze's id, to take it back by
     */
    public long snooze(long partnerId, LocalDate until, String reason, SignedIn me) {
        if (reason.isBlank()) throw new Refused("reason", "Say why: they are on holiday, they asked.");
        if (!until.isAfter(settings.current().today(clock))) throw new Refused("until", "Choose a day after today.");
        var partner = held(partnerId, me);
        var replaced = running(partnerId);
        replaced.ifPresent(running -> end(running.id(), me));
        var id = jdbc.sql("""
                insert into partner_snooze (partner_id, began_at, until, reason, by_id, replaces_id)
                values (:partner, :now, :until, :reason, :by, :replaces) returning id
                """)
                .param("partner", partnerId)
                .param("now", Timestamp.from(clock.instant()))
                .param("until", until)
                .param("reason", reason.strip())
                .param("by", me.id())
                .param("replaces", replaced.map(Snooze::id).orElse(null))
                .query(Long.class)
                .single();
        note(me, "snoozed", partner, Map.of("until", until.toString(), "reason", reason.strip()));
        return id;
    }

    /** As if it had not been: the one it took the place of holds again. False where it was ended or replaced since. */
    public boolean takeBack(long partnerId, long snoozeId, SignedIn me) {
        var partner = held(partnerId, me);
        var running = running(partnerId).filter(snooze -> snooze.id() == snoozeId);
        if (running.isEmpty()) return false;
        var replaced = jdbc.sql("delete from partner_snooze where id = :id returning coalesce(replaces_id, 0)")
                .param("id", snoozeId)
                .query(Long.class)
                .single();
        jdbc.sql("update partner_snooze set ended_at = null, ended_by = null where id = :id")
                .param("id", replaced)
                .update();
        note(me, "took back the snoozing of", partner, Map.of());
        return true;
    }

    /** Lists it as before from now on; false where it is not snoozed. */
    public boolean end(long partnerId, SignedIn me, String why) {
        var partner = held(partnerId, me);
        var running = running(partnerId);
        running.ifPresent(snooze -> {
            end(snooze.id(), me);
            note(me, "ended the snooze of", partner, Map.of("reason", why));
        });
        return running.isPresent();
    }

    /** All of a partner, the newest first. */
    @Transactional(readOnly = true)
    public List<Snooze> of(long partnerId) {
        return jdbc.sql("""
                select s.*, m.name as by_name, e.name as ended_by_name
                from partner_snooze s join member m on m.id = s.by_id left join member e on e.id = s.ended_by
                where s.partner_id = :partner order by s.began_at desc, s.id desc
                """)
                .param("partner", partnerId)
                .query((row, index) -> {
                    var ended = row.getObject("ended_at", OffsetDateTime.class);
                    return new Snooze(
                            row.getLong("id"),
                            partnerId,
                            row.getObject("began_at", OffsetDateTime.class).toInstant(),
                            row.getObject("until", LocalDate.class),
                            row.getString("reason"),
                            row.getString("by_name"),
                            ended == null ? null : ended.toInstant(),
                            row.getString("ended_by_name"));
                })
                .list();
    }

    /** The one that nobody ended; its day may be over. */
    private Optional<Snooze> running(long partnerId) {
        return of(partnerId).stream().filter(snooze -> snooze.endedAt() == null).findFirst();
    }

    private void end(long snoozeId, SignedIn me) {
        jdbc.sql("update partner_snooze set ended_at = :now, ended_by = :by where id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("by", me.id())
                .param("id", snoozeId)
                .update();
    }

    /** Waits for whoever is snoozing the same partner. */
    private Held held(long partnerId, SignedIn me) {
        var partner = jdbc.sql(
                        "select id, name, owner_id from partner where id = :id and archived_at is null for no key update")
                .param("id", partnerId)
                .query(Held.class)
                .optional()
                .orElseThrow(() -> new NoSuchElementException("no partner " + partnerId));
        if (!me.mayPlace(partner.ownerId()))
            throw new AccessDeniedException("Only its owner and those who lead may snooze a partner");
        return partner;
    }

    private void note(SignedIn me, String what, Held partner, Map<String, ?> detail) {
        audit.note(me.who(), what, new About("partner", partner.id(), partner.name()), detail);
    }
}
