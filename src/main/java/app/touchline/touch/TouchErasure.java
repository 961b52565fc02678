package app.touchline.touch;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The only two ways in which touches are forgotten: a person is erased from them, or their time is over. */
@Component
public class TouchErasure {

    /** Which of the addresses in column {@code a} are this person's: with or without a tag, for Google also without dots. */
    private static final String THEIRS = """
            folded_address(a) = folded_address(:address)
            and (regexp_replace(a, '[+][^@]*@', '@') = regexp_replace(:address, '[+][^@]*@', '@') or a like '%@gmail.com')
            """;

    private final JdbcClient jdbc;
    private final TouchStore store;
    private final LastTouches lastTouches;

    TouchErasure(JdbcClient jdbc, TouchStore store, LastTouches lastTouches) {
        this.jdbc = jdbc;
        this.store = store;
        this.lastTouches = lastTouches;
    }

    /** The touches that name this person. */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public List<Long> naming(String address) {
        return jdbc.sql("""
                select touch_id from (select touch_id, address as a from touch_party) y where %1$s
                union
                select id from (select id, from_address as a from touch) t where %1$s
                """.formatted(THEIRS))
                .param("address", address)
                .query((row, index) -> row.getLong(1))
                .list();
    }

    /**
     * Puts something else in the place of an address. The touches stay and count as they did: like those that a person has
     * placed with a partner, they do not depend on whose the address is.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void anonymise(String address, String instead) {
        store.lock();
        keepWithTheirPartners(address, instead);
        var touches = jdbc.sql("""
                with gone as (
                    delete from touch_party using (select ctid as at, address as a from touch_party) y
                    where touch_party.ctid = y.at and %1$s
                    returning touch_id, partner_id, role, candidate),
                placed as (
                    insert into touch_party (touch_id, partner_id, address, role, matched_by)
                    select distinct on (touch_id, partner_id) touch_id, partner_id, :instead, role, 'PERSON'
                    from gone where not candidate
                    order by touch_id, partner_id, array_position(array['FROM', 'TO', 'CC', 'BCC'], role)
                    on conflict do nothing),
                written as (
                    update touch set from_address = :instead
                    where id in (select id from (select id, from_address as a from touch) t where %1$s)
                    returning id)
                select touch_id from gone union select id from written
                """.formatted(THEIRS))
                .param("address", address)
                .param("instead", instead)
                .query((row, index) -> row.getLong("touch_id"))
                .list();
        jdbc.sql("update touch set subject = null where id = any(:ids) and subject is not null")
                .param("ids", touches.toArray(Long[]::new))
                .update();
        jdbc.sql("delete from touch_ruling where address_hash = :hash")
                .param("hash", Hash.of(address))
                .update();
        removeWithout(touches);
    }

    private void keepWithTheirPartners(String address, String instead) {
        jdbc.sql("""
                insert into touch_ruling (message_key, address_hash, partner_id)
                select distinct on (s.message_key) s.message_key, :hash, y.partner_id
                from (select touch_id, partner_id, candidate, address as a from touch_party) y
                join touch_sighting s on s.touch_id = y.touch_id
                where not y.candidate and %s
                order by s.message_key, y.partner_id
                on conflict do nothing
                """.formatted(THEIRS))
                .param("address", address)
                .param("hash", Hash.of(instead))
                .update();
    }

    /** Of touches noted by hand. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void anonymiseContact(long contactId, String instead) {
        jdbc.sql("update touch_party set contact_id = null, address = :instead where contact_id = :contact")
                .param("instead", instead)
                .param("contact", contactId)
                .update();
    }

    /** What waited for a decision about that address alone is with nobody now. */
    private void removeWithout(List<Long> touches) {
        var left = jdbc.sql("""
                select id from touch t
                where id = any(:ids) and not exists (select from touch_party y where y.touch_id = t.id)
                """)
                .param("ids", touches.toArray(Long[]::new))
                .query((row, index) -> row.getLong("id"))
                .list();
        remove(left);
        jdbc.sql("""
                update touch t set undecided = exists (select from touch_party y where y.touch_id = t.id and y.candidate)
                where id = any(:ids) and undecided
                """).param("ids", touches.toArray(Long[]::new)).update();
        jdbc.sql("""
                delete from touch_partner tp
                where touch_id = any(:ids)
                  and not exists (select from touch_party y where y.touch_id = tp.touch_id and y.partner_id = tp.partner_id)
                """).param("ids", touches.toArray(Long[]::new)).update();
    }

    /**
     * Forgets touches that are too old, some at a time.
     *
     * @return how many; fewer than asked for when none are left
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int forgetBefore(Instant kept, int most) {
        store.lock();
        var old = jdbc.sql("select id from touch where occurred_at < :kept order by occurred_at limit :most")
                .param("kept", Timestamp.from(kept))
                .param("most", most)
                .query((row, index) -> row.getLong("id"))
                .list();
        remove(old);
        return old.size();
    }

    private void remove(List<Long> touches) {
        if (touches.isEmpty()) return;
        var ids = touches.toArray(Long[]::new);
        var partners = jdbc.sql("select distinct partner_id from touch_partner where touch_id = any(:ids)")
                .param("ids", ids)
                .query((row, index) -> row.getLong("partner_id"))
                .list();
        for (var decided : List.of("touch_verdict", "touch_ruling"))
            jdbc.sql("""
                    delete from %s where message_key in (
                        select message_key from touch_sighting where touch_id = any(:ids)
                        union select message_key from touch where id = any(:ids))
                    """.formatted(decided)).param("ids", ids).update();
        jdbc.sql("delete from touch where id = any(:ids)").param("ids", ids).update();
        lastTouches.renew(partners);
    }
}
