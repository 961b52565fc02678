package app.touchline.deal;

import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.partner.Refused;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;

/** Who decides registrations: ops leads and admins, and whom one of them names for some days. */
@Service
public class Delegates {

    private final JdbcClient jdbc;
    private final SettingsReader settings;
    private final AuditLog audit;
    private final Clock clock;

    Delegates(JdbcClient jdbc, SettingsReader settings, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** The delegates of a day {@code :day}, for queries. */
    static final String ON_DAY = """
            select g.member_id from deal_delegate g join member m on m.id = g.member_id
            where m.active and g.ended_at is null and g.since <= :day and (g.until is null or g.until >= :day)
            """;

    /** @param until the last day; null until further notice */
    public record Line(
            long id,
            long memberId,
            String name,
            LocalDate since,
            @Nullable LocalDate until) {}

    /** Those that decide today or will. */
    public List<Line> all() {
        return jdbc.sql("""
                select g.id, g.member_id, m.name, g.since, g.until from deal_delegate g join member m on m.id = g.member_id
                where g.ended_at is null and (g.until is null or g.until >= :day) order by g.since, lower(m.name), g.id
                """)
                .param("day", today())
                .query((row, index) -> new Line(
                        row.getLong("id"),
                        row.getLong("member_id"),
                        row.getString("name"),
                        row.getObject("since", LocalDate.class),
                        row.getObject("until", LocalDate.class)))
                .list();
    }

    /** Whether this person may decide registrations today. */
    public boolean mayDecide(SignedIn me) {
        if (me.leads()) return true;
        return me.is(Role.PARTNER_MANAGER)
                && jdbc.sql("select exists (" + ON_DAY + " and g.member_id = :member)")
                        .param("day", today())
                        .param("member", me.id())
                        .query(Boolean.class)
                        .single();
    }

    @Transactional
    public void name(long memberId, LocalDate since, @Nullable LocalDate until, SignedIn me) {
        allow(me);
        var name = jdbc.sql("""
                select m.name from member m join member_role r on r.member_id = m.id and r.role = 'PARTNER_MANAGER'
                where m.id = :id and m.active
                """)
                .param("id", memberId)
                .query(String.class)
                .optional()
                .orElseThrow(() -> new Refused("member", "Choose one of the partner managers."));
        if (until != null && until.isBefore(since))
            throw new Refused("until", "The last day is before the first; check the two.");
        if (until != null && until.isBefore(today())) throw new Refused("until", "%s is over.".formatted(until));
        jdbc.sql("""
                insert into deal_delegate (member_id, since, until, named_by, named_at)
                values (:member, :since, :until, :by, :at)
                """)
                .param("member", memberId)
                .param("since", since)
                .param("until", until, Types.DATE)
                .param("by", me.id())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        audit.note(
                me.who(),
                "named a delegate for deals",
                new About("member", memberId, name),
                Map.of("since", since.toString(), "until", until == null ? "further notice" : until.toString()));
    }

    @Transactional
    public void end(long id, SignedIn me) {
        allow(me);
        jdbc.sql("""
                update deal_delegate g set ended_at = :at, version = g.version + 1 from member m
                where g.id = :id and m.id = g.member_id and g.ended_at is null returning m.id, m.name
                """)
                .param("id", id)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, index) -> new About("member", row.getLong("id"), row.getString("name")))
                .optional()
                .ifPresent(who -> audit.note(me.who(), "ended a delegation for deals of", who, Map.of()));
    }

    /**
     * Who decided in place of those who lead leaves: somebody else does, for the days that are left.
     *
     * @param takerId null where nobody does any more
     */
    @Transactional
    public void handTo(long id, @Nullable Long takerId, SignedIn me) {
        allow(me);
        var left = all().stream().filter(line -> line.id() == id).findFirst();
        if (left.isEmpty()) return;
        end(id, me);
        if (takerId == null) return;
        var since = left.get().since().isBefore(today()) ? today() : left.get().since();
        name(takerId, since, left.get().until(), me);
    }

    private static void allow(SignedIn me) {
        if (!me.leads()) throw new AccessDeniedException("Only those who lead name delegates");
    }

    private LocalDate today() {
        return settings.current().today(clock);
    }
}
