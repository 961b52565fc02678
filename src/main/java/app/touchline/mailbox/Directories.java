package app.touchline.mailbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.mailbox.Directory.OwnAddress;
import app.touchline.mailbox.Directory.PartnersDomain;
import app.touchline.mailbox.Directory.Place;
import app.touchline.partner.Suppressions;
import app.touchline.settings.FreeMail;

/** Keeps the directory in memory until it changes. */
@Component
class Directories {

    private final JdbcClient jdbc;
    private final FreeMail freeMail;
    private final Suppressions suppressions;
    private volatile @Nullable Directory latest;

    Directories(JdbcClient jdbc, FreeMail freeMail, Suppressions suppressions) {
        this.jdbc = jdbc;
        this.freeMail = freeMail;
        this.suppressions = suppressions;
    }

    Directory current() {
        return at(jdbc.sql("select edition from directory_version")
                .query(Long.class)
                .single());
    }

    /** As it is, and as it stays until the transaction ends: whoever wants to change it waits so long. */
    Directory held() {
        return at(jdbc.sql("select edition from directory_version for share")
                .query(Long.class)
                .single());
    }

    private Directory at(long edition) {
        var known = latest;
        if (known != null && known.edition() == edition) return known;
        // The edition was read first: what is read now may be newer, and will then be read again, but is never older.
        var loaded = load(edition);
        latest = loaded;
        return loaded;
    }

    private Directory load(long edition) {
        var zone = ZoneId.of(
                jdbc.sql("select zone from programme").query(String.class).single());
        var contacts = contacts(zone);
        var folded = new HashMap<String, List<Place>>();
        contacts.forEach((address, places) -> {
            var key = Directory.folded(address);
            if (key != null) folded.computeIfAbsent(key, k -> new ArrayList<>()).addAll(places);
        });
        return new Directory(
                edition,
                zone,
                ownDomains(),
                ownAddresses(),
                contacts,
                folded,
                domains(zone),
                freeMail.current(),
                suppressions.current());
    }

    private Set<String> ownDomains() {
        return new HashSet<>(
                jdbc.sql("select domain from own_domain").query(String.class).list());
    }

    private Map<String, OwnAddress> ownAddresses() {
        var addresses = new HashMap<String, OwnAddress>();
        // The later ones say more: a shared mailbox, then a person.
        jdbc.sql("""
                select address, member_id, shared_mailbox from (
                    select address, member_id, null::bigint as shared_mailbox, 2 as rank from own_address
                    union all
                    select address, member_id, case when shared then id end, 1 from mailbox
                    union all
                    select email, id, null, 3 from member) own
                order by (member_id is not null), (shared_mailbox is not null), rank
                """).query(row -> {
            addresses.put(
                    row.getString("address"),
                    new OwnAddress(
                            row.getObject("member_id", Long.class), row.getObject("shared_mailbox", Long.class)));
        });
        return addresses;
    }

    /** What was archived matches the mail of its time, so that numbers of the past stay; from the day after, no more. */
    private Map<String, List<Place>> contacts(ZoneId zone) {
        var contacts = new HashMap<String, List<Place>>();
        jdbc.sql("""
                select a.address, c.id as contact_id, p.id as partner_id, lower(pl.valid) as since,
                       least(upper(pl.valid), (c.archived_at at time zone :zone)::date + 1,
                             (p.archived_at at time zone :zone)::date + 1) as until
                from contact_address a
                join contact c on c.id = a.contact_id
                join contact_place pl on pl.contact_id = c.id
                join partner p on p.id = pl.partner_id
                """).param("zone", zone.getId()).query(row -> {
            contacts.computeIfAbsent(row.getString("address"), address -> new ArrayList<>())
                    .add(new Place(
                            row.getLong("contact_id"),
                            row.getLong("partner_id"),
                            day(row, "since"),
                            day(row, "until")));
        });
        return contacts;
    }

    private Map<String, List<PartnersDomain>> domains(ZoneId zone) {
        var domains = new HashMap<String, List<PartnersDomain>>();
        jdbc.sql("""
                select d.domain, d.partner_id, d.include_subdomains, (p.archived_at at time zone :zone)::date + 1 as until
                from partner_domain d
                join partner p on p.id = d.partner_id
                """).param("zone", zone.getId()).query(row -> {
            domains.computeIfAbsent(row.getString("domain"), domain -> new ArrayList<>())
                    .add(new PartnersDomain(
                            row.getLong("partner_id"), row.getBoolean("include_subdomains"), day(row, "until")));
        });
        return domains;
    }

    private static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }
}
