package app.touchline.partner;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.partner.PartnerParts.ContactLine;
import app.touchline.partner.PartnerParts.DomainLine;
import app.touchline.partner.PartnerParts.HistoryLine;
import app.touchline.team.SignedIn;

/** Reads what a partner's page shows of contacts, domains and history. */
@Component
public class PartnerReader {

    private final JdbcClient jdbc;

    PartnerReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty where there is no such partner; an archived one is shown too. */
    public Optional<PartnerParts> parts(long partnerId, SignedIn me) {
        return jdbc.sql("select name, owner_id, archived_at is not null as archived from partner where id = :id")
                .param("id", partnerId)
                .query((row, index) -> new Known(
                        row.getString("name"), row.getObject("owner_id", Long.class), row.getBoolean("archived")))
                .optional()
                .map(known -> parts(partnerId, known, me));
    }

    private record Known(String name, @Nullable Long ownerId, boolean archived) {}

    private PartnerParts parts(long partnerId, Known known, SignedIn me) {
        var all = contacts(partnerId);
        return new PartnerParts(
                partnerId,
                known.name(),
                known.archived(),
                me.mayPlace(known.ownerId()),
                me.worksWithPartners(),
                all.stream().filter(PartnerReader::here).toList(),
                all.stream().filter(contact -> !here(contact)).toList(),
                domains(partnerId),
                history(partnerId));
    }

    private static boolean here(ContactLine contact) {
        return contact.until() == null && !contact.archived();
    }

    private List<ContactLine> contacts(long partnerId) {
        return jdbc.sql("""
                select c.id, c.name, c.role, c.chat_handle, p.key_contact, p.since, p.until,
                       c.archived_at is not null as archived,
                       array(select a.address from contact_address a where a.contact_id = c.id order by a.address) as addresses
                from contact_place p
                join contact c on c.id = p.contact_id
                where p.partner_id = :id
                order by p.key_contact desc, lower(c.name), p.since
                """)
                .param("id", partnerId)
                .query((row, index) -> contact(row))
                .list();
    }

    private static ContactLine contact(ResultSet row) throws SQLException {
        return new ContactLine(
                row.getLong("id"),
                row.getString("name"),
                ContactRole.valueOf(row.getString("role")),
                row.getString("chat_handle"),
                List.of((String[]) row.getArray("addresses").getArray()),
                row.getBoolean("key_contact"),
                row.getObject("since", LocalDate.class),
                row.getObject("until", LocalDate.class),
                row.getBoolean("archived"));
    }

    private List<DomainLine> domains(long partnerId) {
        return jdbc.sql("""
                select d.domain,
                       array(select other.name from partner_domain o
                             join partner other on other.id = o.partner_id and other.archived_at is null
                             where o.domain = d.domain and o.partner_id <> d.partner_id order by other.name) as also_at
                from partner_domain d where d.partner_id = :id order by d.domain
                """)
                .param("id", partnerId)
                .query((row, index) -> new DomainLine(row.getString("domain"), List.of((String[])
                        row.getArray("also_at").getArray())))
                .list();
    }

    private List<HistoryLine> history(long partnerId) {
        return jdbc.sql("""
                select 1 as kind, h.since, t.name as value
                from partner_tier h join tier t on t.id = h.tier_id where h.partner_id = :id
                union all
                select 2, h.since, coalesce(m.name, 'Nobody')
                from partner_owner h left join member m on m.id = h.owner_id where h.partner_id = :id
                union all
                select 3, h.since, h.status from partner_status h where h.partner_id = :id
                order by kind, since desc nulls last
                """)
                .param("id", partnerId)
                .query((row, index) -> switch (row.getInt("kind")) {
                    case 1 -> new HistoryLine("Tier", row.getString("value"), row.getObject("since", LocalDate.class));
                    case 2 -> new HistoryLine("Owner", row.getString("value"), row.getObject("since", LocalDate.class));
                    default ->
                        new HistoryLine(
                                "Status",
                                ProgrammeStatus.valueOf(row.getString("value")).words(),
                                row.getObject("since", LocalDate.class));
                })
                .list();
    }
}
