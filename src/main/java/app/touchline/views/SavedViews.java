package app.touchline.views;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.partner.Refused;
import app.touchline.team.SignedIn;

/** Views that people keep, for themselves or for everybody; one is changed by who saved it, a shared one by those who lead, too. */
@Repository
@Transactional
class SavedViews {

    private static final int LONGEST_NAME = 60;

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    SavedViews(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param query behind the question mark of the address that shows it */
    record SavedView(long id, long ownerId, String owner, String name, boolean shared, String query) {

        public boolean mayChange(SignedIn who) {
            return ownerId == who.id() || (shared && who.leads());
        }
    }

    /** One's own and the shared ones, by name. */
    @Transactional(readOnly = true)
    public List<SavedView> of(SignedIn me) {
        return jdbc.sql("""
                select v.id, v.owner_id, m.name as owner, v.name, v.shared, v.query
                from saved_view v join member m on m.id = v.owner_id
                where v.owner_id = :me or v.shared order by lower(v.name), v.id limit 200
                """)
                .param("me", me.id())
                .query((row, index) -> new SavedView(
                        row.getLong("id"),
                        row.getLong("owner_id"),
                        row.getString("owner"),
                        row.getString("name"),
                        row.getBoolean("shared"),
                        row.getString("query")))
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<SavedView> find(long id, SignedIn me) {
        return of(me).stream().filter(view -> view.id() == id).findFirst();
    }

    /** Under a name that one has already, it takes that one's place. */
    public long save(String name, boolean shared, View view, SignedIn me) {
        if (!me.worksWithPartners()) throw new AccessDeniedException("A viewer changes nothing");
        var tidy = name.strip().replaceAll("\\s+", " ");
        if (tidy.isEmpty()) throw new Refused("name", "A view needs a name.");
        if (tidy.length() > LONGEST_NAME)
            throw new Refused("name", "A name has at most %d characters.".formatted(LONGEST_NAME));
        var id = jdbc.sql("""
                insert into saved_view (owner_id, name, shared, query, saved_at) values (:me, :name, :shared, :query, :now)
                on conflict on constraint one_view_per_member_and_name
                do update set shared = excluded.shared, query = excluded.query, saved_at = excluded.saved_at
                returning id
                """)
                .param("me", me.id())
                .param("name", tidy)
                .param("shared", shared)
                .param("query", view.query())
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
        audit.note(me.who(), "saved a view", new About("view", id, tidy), Map.of("shared", shared ? "yes" : "no"));
        return id;
    }

    public void remove(long id, SignedIn me) {
        var view = find(id, me);
        if (view.isEmpty()) return;
        if (!view.get().mayChange(me))
            throw new AccessDeniedException("Only who saved it and those who lead remove a view");
        jdbc.sql("delete from saved_view where id = :id").param("id", id).update();
        audit.note(me.who(), "removed a view", new About("view", id, view.get().name()), Map.of());
    }
}
