package app.touchline.merging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.merging.Merger.Side;
import app.touchline.partner.ProgrammeStatus;

/** Reads what a merger will move. */
@Component
class MergerReader {

    private static final int MOST_NAMES = 500;

    private final JdbcClient jdbc;

    MergerReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Side> side(long partnerId) {
        return jdbc.sql("""
                select p.id, p.name, t.name as tier, m.name as owner, p.status, p.notes <> '' or p.blockers <> '' as notes,
                       (select c.name from contact_place k join contact c on c.id = k.contact_id
                        where k.partner_id = p.id and k.key_contact and k.until is null limit 1) as key_contact
                from partner p join tier t on t.id = p.tier_id left join member m on m.id = p.owner_id
                where p.id = :id and p.archived_at is null
                """)
                .param("id", partnerId)
                .query((row, index) -> side(row))
                .optional();
    }

    private static Side side(ResultSet row) throws SQLException {
        return new Side(
                row.getLong("id"),
                row.getString("name"),
                row.getString("tier"),
                row.getString("owner"),
                ProgrammeStatus.valueOf(row.getString("status")).words(),
                row.getString("key_contact"),
                row.getBoolean("notes"));
    }

    Merger merger(Side away, Side into) {
        return jdbc.sql("""
                select (select count(distinct contact_id) from contact_place where partner_id = :away) as contacts,
                       array(select domain from partner_domain where partner_id = :away order by domain) as domains,
                       array(select domain from partner_domain where partner_id = :away intersect
                             select domain from partner_domain where partner_id = :into) as shared_domains,
                       (select count(*) from touch_partner where partner_id = :away) as touches,
                       (select count(*) from touch_partner a join touch_partner b
                            on b.touch_id = a.touch_id and b.partner_id = :into
                        where a.partner_id = :away) as shared_touches,
                       (select count(*) from action where partner_id = :away and completed_at is null) as open_actions,
                       (select count(*) from action where partner_id = :away and completed_at is not null) as done_actions,
                       (select count(*) from intro where partner_id = :away and removed_at is null) as intros,
                       (select count(*) from ninety_day_test where partner_id = :away) as tests,
                       (select count(*) from deal_share where partner_id = :away) as deals,
                       (select count(*) from certification where partner_id = :away) as certifications
                """)
                .param("away", away.id())
                .param("into", into.id())
                .query((row, index) -> new Merger(
                        away,
                        into,
                        row.getLong("contacts"),
                        List.of((String[]) row.getArray("domains").getArray()),
                        List.of((String[]) row.getArray("shared_domains").getArray()),
                        row.getLong("touches"),
                        row.getLong("shared_touches"),
                        row.getLong("open_actions"),
                        row.getLong("done_actions"),
                        row.getLong("intros"),
                        row.getLong("tests"),
                        row.getLong("deals"),
                        row.getLong("certifications")))
                .single();
    }

    List<String> namesBut(long partnerId) {
        return jdbc.sql("""
                select name from partner where archived_at is null and id <> :id order by lower(name) limit :most
                """)
                .param("id", partnerId)
                .param("most", MOST_NAMES)
                .query((row, index) -> row.getString("name"))
                .list();
    }
}
