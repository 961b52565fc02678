package app.touchline.intro;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the intros of a partner, newest first. */
@Component
public class IntroReader {

    private final JdbcClient jdbc;

    IntroReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param by who made it; null: not known */
    public record IntroLine(
            long id,
            @Nullable String by,
            String account,
            LocalDate madeOn,
            @Nullable LocalDate qualifiedOn,
            String note) {}

    public List<IntroLine> of(long partnerId) {
        return jdbc.sql("""
                select i.id, c.name as by_name, i.account, i.made_on, i.qualified_on, i.note
                from intro i left join contact c on c.id = i.contact_id
                where i.partner_id = :partner and i.removed_at is null
                order by i.made_on desc, i.id desc
                """)
                .param("partner", partnerId)
                .query((row, index) -> line(row))
                .list();
    }

    private static IntroLine line(ResultSet row) throws SQLException {
        return new IntroLine(
                row.getLong("id"),
                row.getString("by_name"),
                row.getString("account"),
                row.getObject("made_on", LocalDate.class),
                row.getObject("qualified_on", LocalDate.class),
                row.getString("note"));
    }

    /** Whom a form offers as the one who made an intro: who is there now, by name. */
    public record Introducer(long contactId, String name) {}

    List<Introducer> introducers(long partnerId, @Nullable Long alsoContactId) {
        return jdbc.sql("""
                select c.id, c.name from contact c
                where c.archived_at is null and exists (
                        select from contact_place k where k.contact_id = c.id and k.partner_id = :partner and k.until is null)
                   or c.id = cast(:also as bigint)
                order by lower(c.name), c.id
                """)
                .param("partner", partnerId)
                .param("also", alsoContactId, Types.BIGINT)
                .query((row, index) -> new Introducer(row.getLong("id"), row.getString("name")))
                .list();
    }
}
