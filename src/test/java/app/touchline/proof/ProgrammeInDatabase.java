package app.touchline.proof;

import java.net.IDN;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Lays the programme straight into the tables, where a test is about what is read and not about how it got there. */
final class ProgrammeInDatabase {

    private ProgrammeInDatabase() {}

    /** @return the mailboxes' ids by address */
    static Map<String, Long> lay(MailWorld world, JdbcClient jdbc) {
        var programme = world.programme;
        jdbc.sql("update programme set zone = ?, known_since = ?")
                .params(MailWorld.ZONE.getId(), Date.valueOf(programme.knownSince))
                .update();
        for (var domain : programme.ownDomains)
            jdbc.sql("insert into own_domain (domain) values (?)").param(domain).update();
        var members = new HashMap<String, Long>();
        for (var member : programme.members) {
            var id = jdbc.sql("insert into member (email, name, zone, created_at) values (?, ?, ?, ?) returning id")
                    .params(member.email(), member.name(), "UTC", Timestamp.from(Instant.EPOCH))
                    .query(Long.class)
                    .single();
            members.put(member.email(), id);
            for (var other : member.otherAddresses())
                jdbc.sql("insert into own_address (address, member_id) values (?, ?)")
                        .params(other, id)
                        .update();
        }
        var partners = new HashMap<String, Long>();
        for (var partner : programme.partners) {
            var tier = partner.tiers().getLast().value();
            var id = jdbc.sql("""
                    insert into partner (name, tier_id, owner_id, status, created_at)
                    values (?, (select id from tier where rank = ?), ?, ?, ?) returning id
                    """)
                    .params(
                            partner.name(),
                            tier,
                            members.get(partner.owner()),
                            partner.statuses().getLast().value(),
                            Timestamp.from(Instant.EPOCH))
                    .query(Long.class)
                    .single();
            partners.put(partner.name(), id);
            jdbc.sql("insert into partner_owner (partner_id, owner_id) values (?, ?)")
                    .params(id, members.get(partner.owner()))
                    .update();
            for (var domain : partner.domains())
                jdbc.sql("insert into partner_domain (partner_id, domain) values (?, ?)")
                        .params(id, IDN.toASCII(domain))
                        .update();
        }
        for (var contact : programme.contacts) {
            var id = jdbc.sql("insert into contact (name, role, created_at) values (?, 'OTHER', ?) returning id")
                    .params(contact.name(), Timestamp.from(Instant.EPOCH))
                    .query(Long.class)
                    .single();
            for (var address : contact.addresses())
                jdbc.sql("insert into contact_address (address, contact_id) values (?, ?)")
                        .params(address, id)
                        .update();
            for (var place : contact.places())
                jdbc.sql("insert into contact_place (contact_id, partner_id, since, until) values (?, ?, ?, ?)")
                        .params(id, partners.get(place.partner()), day(place.from()), day(place.until()))
                        .update();
        }
        var mailboxes = new HashMap<String, Long>();
        for (var address : MailWorld.MAILBOXES) {
            var shared = programme.sharedMailboxes.contains(address);
            mailboxes.put(
                    address,
                    jdbc.sql("""
                            insert into mailbox (address, member_id, shared, host, port, tls, username, secret, floor, created_at)
                            values (?, ?, ?, 'localhost', 143, 'NONE', 'x', ''::bytea, ?, ?) returning id
                            """)
                            .params(
                                    address,
                                    shared ? null : members.get(address),
                                    shared,
                                    Date.valueOf(world.floor),
                                    Timestamp.from(Instant.EPOCH))
                            .query(Long.class)
                            .single());
        }
        return mailboxes;
    }

    private static Date day(LocalDate day) {
        return day == null ? null : Date.valueOf(day);
    }
}
