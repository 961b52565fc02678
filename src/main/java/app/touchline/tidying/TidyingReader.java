package app.touchline.tidying;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads who should be a contact, and whose address seems to work no more. */
@Component
public class TidyingReader {

    private static final int ON_A_PARTNERS_PAGE = 5;
    private static final int MOST = 200;

    /** As the classification knows machines' addresses by; and what nobody's name is. */
    private static final String MACHINE =
            "^(no-?reply|do-?not-?reply|bounces?|notifications?|mailer|root|nobody|listserv|majordomo|mailer-daemon|postmaster"
                    + "|mail-daemon|mdaemon)([.+_-].*)?@";

    private static final String SUGGESTED = """
            select p.id as partner_id, p.name as partner_name, seen.address, n.name, seen.touches, seen.last_at
            from (
                select y.partner_id, y.address, count(*) as touches, max(t.occurred_at) as last_at
                from touch_party y join touch t on t.id = y.touch_id
                where y.matched_by = 'DOMAIN' and y.contact_id is null and not y.candidate
                  and t.discarded_at is null and t.nature = 'HUMAN' ${which}
                group by y.partner_id, y.address) seen
            join partner p on p.id = seen.partner_id and p.archived_at is null
            left join address_name n on n.address = seen.address
            where seen.address !~ :machine
              and not exists (select from contact_address a where a.address = seen.address)
              and not exists (select from contact_dismissal d where d.address = seen.address and d.what = 'SUGGESTION')
            order by seen.last_at desc, seen.address limit :most
            """;

    private final JdbcClient jdbc;

    TidyingReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<SuggestedContact> suggested() {
        return jdbc.sql(SUGGESTED.replace("${which}", ""))
                .param("machine", MACHINE)
                .param("most", MOST)
                .query((row, index) -> suggested(row))
                .list();
    }

    public List<SuggestedContact> suggestedAt(long partnerId) {
        return jdbc.sql(SUGGESTED.replace("${which}", "and y.partner_id = :partner"))
                .param("partner", partnerId)
                .param("machine", MACHINE)
                .param("most", ON_A_PARTNERS_PAGE)
                .query((row, index) -> suggested(row))
                .list();
    }

    /** Empty when it is no suggestion any more. */
    Optional<SuggestedContact> suggested(long partnerId, String address) {
        return jdbc.sql(SUGGESTED.replace("${which}", "and y.partner_id = :partner and y.address = :address"))
                .param("partner", partnerId)
                .param("address", address)
                .param("machine", MACHINE)
                .param("most", 1)
                .query((row, index) -> suggested(row))
                .optional();
    }

    private static SuggestedContact suggested(ResultSet row) throws SQLException {
        return new SuggestedContact(
                row.getLong("partner_id"),
                row.getString("partner_name"),
                row.getString("address"),
                row.getString("name"),
                row.getLong("touches"),
                row.getTimestamp("last_at").toInstant());
    }

    /** Whoever has written since does not count as bounced. */
    List<BouncedContact> bounced() {
        return jdbc.sql("""
                select c.id, c.name, p.id as partner_id, p.name as partner_name, b.address, b.bounces, b.last_at,
                       (select count(*) from contact_address own where own.contact_id = c.id) = 1 as only_address
                from (select address, count(*) as bounces, max(at) as last_at from bounce group by address) b
                join contact_address a on a.address = b.address
                join contact c on c.id = a.contact_id and c.archived_at is null
                join contact_place k on k.contact_id = c.id and k.until is null
                join partner p on p.id = k.partner_id and p.archived_at is null
                where not exists (
                          select from contact_dismissal d
                          where d.address = b.address and d.what = 'BOUNCE' and d.at >= b.last_at)
                  and not exists (
                          select from touch_party y join touch t on t.id = y.touch_id
                          where folded_address(y.address) = folded_address(b.address) and y.address = b.address
                            and y.role = 'FROM' and t.nature = 'HUMAN' and t.occurred_at > b.last_at)
                order by b.last_at desc, b.address limit :most
                """)
                .param("most", MOST)
                .query((row, index) -> new BouncedContact(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getLong("partner_id"),
                        row.getString("partner_name"),
                        row.getString("address"),
                        row.getBoolean("only_address"),
                        row.getLong("bounces"),
                        row.getTimestamp("last_at").toInstant()))
                .list();
    }
}
