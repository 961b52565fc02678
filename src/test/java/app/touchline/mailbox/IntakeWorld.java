package app.touchline.mailbox;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.NullUnmarked;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Our people, partners and what is on record of them, under names that no other test has. */
@NullUnmarked
final class IntakeWorld {

    private final JdbcClient jdbc;
    private final String name;

    IntakeWorld(JdbcClient jdbc, String name) {
        this.jdbc = jdbc;
        this.name = name;
        jdbc.sql("insert into own_domain (domain) values (:domain)")
                .param("domain", "ours-" + name + ".test")
                .update();
    }

    String name() {
        return name;
    }

    String ours(String person) {
        return person + "@ours-" + name + ".test";
    }

    long member(String person) {
        return jdbc.sql(
                        "insert into member (email, name, zone, created_at) values (:email, :name, 'UTC', now()) returning id")
                .param("email", ours(person))
                .param("name", person)
                .query(Long.class)
                .single();
    }

    long mailboxOf(String person) {
        return mailbox(person, member(person));
    }

    long sharedMailbox(String address) {
        return mailbox(address, null);
    }

    private long mailbox(String person, Long member) {
        return jdbc.sql("""
                insert into mailbox (address, member_id, shared, host, port, tls, username, secret, floor, created_at)
                values (:address, :member, :member::bigint is null, 'h', 993, 'TLS', 'u', '', '2026-01-01', now()) returning id
                """)
                .param("address", ours(person))
                .param("member", member)
                .query(Long.class)
                .single();
    }

    long partner(String stem) {
        return jdbc.sql("""
                insert into partner (name, tier_id, status, created_at)
                values (:name, (select min(id) from tier), 'ACTIVE', now()) returning id
                """).param("name", stem + " " + name).query(Long.class).single();
    }

    /** Its histories begin with the programme, as those of a partner that a person entered. */
    long enteredPartner(String stem) {
        var id = partner(stem);
        jdbc.sql("""
                with tier as (insert into partner_tier (partner_id, tier_id) select id, tier_id from partner where id = :id),
                     owner as (insert into partner_owner (partner_id, owner_id) select id, owner_id from partner where id = :id)
                insert into partner_status (partner_id, status) select id, status from partner where id = :id
                """).param("id", id).update();
        return id;
    }

    void owner(long partner, long member) {
        jdbc.sql("insert into partner_owner (partner_id, owner_id) values (:partner, :member)")
                .param("partner", partner)
                .param("member", member)
                .update();
    }

    /** At the partner from the beginning; the address is made of the two names. */
    String contact(long partner, String person) {
        var stem = jdbc.sql("select split_part(name, ' ', 1) from partner where id = :id")
                .param("id", partner)
                .query(String.class)
                .single();
        return contactAt(partner, person + "@" + stem + "-" + name + ".test");
    }

    String contactAt(long partner, String address) {
        var contact = jdbc.sql(
                        "insert into contact (name, role, created_at) values (:name, 'OTHER', now()) returning id")
                .param("name", address)
                .query(Long.class)
                .single();
        jdbc.sql("insert into contact_address (address, contact_id) values (:address, :contact)")
                .param("address", address)
                .param("contact", contact)
                .update();
        jdbc.sql("insert into contact_place (contact_id, partner_id) values (:contact, :partner)")
                .param("contact", contact)
                .param("partner", partner)
                .update();
        return address;
    }

    void move(String address, long partner, String day) {
        jdbc.sql("""
                with who as (select contact_id from contact_address where address = :address),
                     gone as (delete from contact_place where contact_id = (select contact_id from who)
                              and since >= cast(:day as date)),
                     ended as (update contact_place set until = cast(:day as date)
                               where contact_id = (select contact_id from who) and (since is null or since < cast(:day as date))
                               and (until is null or until > cast(:day as date)))
                insert into contact_place (contact_id, partner_id, since)
                select contact_id, :partner, cast(:day as date) from who
                """)
                .param("address", address)
                .param("partner", partner)
                .param("day", day)
                .update();
    }

    void domain(long partner, String domain) {
        jdbc.sql("insert into partner_domain (partner_id, domain) values (:partner, :domain) on conflict do nothing")
                .param("partner", partner)
                .param("domain", domain)
                .update();
    }

    void noDomains(long partner) {
        jdbc.sql("delete from partner_domain where partner_id = :partner")
                .param("partner", partner)
                .update();
    }

    /** "SENT HUMAN ALWAYS 2026-11-02T12:00:00Z", oldest first. */
    List<String> touches(long partner) {
        return jdbc.sql("""
                select t.direction, t.nature, tp.counts, t.occurred_at
                from touch_partner tp join touch t on t.id = tp.touch_id
                where tp.partner_id = :partner order by t.occurred_at, t.id
                """)
                .param("partner", partner)
                .query((row, index) -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3) + " "
                        + row.getTimestamp(4).toInstant())
                .list();
    }

    List<Long> touchIds(long partner) {
        return jdbc.sql("select touch_id from touch_partner where partner_id = :partner order by touch_id")
                .param("partner", partner)
                .query(Long.class)
                .list();
    }

    int sightings(long partner) {
        return jdbc.sql("""
                select count(*) from touch_sighting s join touch_partner tp on tp.touch_id = s.touch_id
                where tp.partner_id = :partner
                """).param("partner", partner).query(Integer.class).single();
    }

    List<String> credits(long partner) {
        return jdbc.sql("""
                select c.why || ' ' || coalesce(m.name, split_part(b.address, '@', 1))
                from touch_credit c join touch t on t.id = c.touch_id join touch_partner tp on tp.touch_id = t.id
                left join member m on m.id = c.member_id left join mailbox b on b.id = c.mailbox_id
                where tp.partner_id = :partner order by t.occurred_at, 1
                """).param("partner", partner).query(String.class).list();
    }

    /** The last touch of both settings; "null null" where there is none. */
    String lastTouch(long partner) {
        return jdbc.sql("select last_always, last_either from partner_last_touch where partner_id = :partner")
                .param("partner", partner)
                .query((row, index) -> instant(row.getTimestamp(1)) + " " + instant(row.getTimestamp(2)))
                .optional()
                .orElse("null null");
    }

    private static Instant instant(java.sql.Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    long counter(long mailbox, String what) {
        return jdbc.sql("select n from mailbox_counter where mailbox_id = :mailbox and what = :what")
                .param("mailbox", mailbox)
                .param("what", what)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** All that is on record of this world's partners, without keys that only count up. */
    List<String> everything() {
        return jdbc.sql("""
                with mine as (
                    select distinct tp.touch_id from touch_partner tp join partner p on p.id = tp.partner_id
                    where p.name like '% ' || :world),
                name as (select t.id, t.message_key || '/' || t.variant as of from touch t where t.id in (select touch_id from mine))
                select 'touch ' || (to_jsonb(t) - 'id' - 'created_at' - 'thread_id')::text from touch t join mine on touch_id = t.id
                union all
                select 'sighting ' || name.of || (to_jsonb(s) - 'touch_id')::text from touch_sighting s join name on name.id = s.touch_id
                union all
                select 'party ' || name.of || (to_jsonb(y) - 'touch_id')::text from touch_party y join name on name.id = y.touch_id
                union all
                select 'partner ' || name.of || (to_jsonb(tp) - 'touch_id')::text from touch_partner tp join name on name.id = tp.touch_id
                union all
                select 'credit ' || name.of || (to_jsonb(c) - 'touch_id')::text from touch_credit c join name on name.id = c.touch_id
                union all
                select 'thread ' || string_agg(name.of, ' ' order by name.of)
                from touch t join name on name.id = t.id where t.thread_id is not null group by t.thread_id
                union all
                select 'last ' || to_jsonb(l)::text from partner_last_touch l join partner p on p.id = l.partner_id
                where p.name like '% ' || :world and (l.last_always is not null or l.last_either is not null)
                order by 1
                """).param("world", name).query(String.class).list();
    }
}
