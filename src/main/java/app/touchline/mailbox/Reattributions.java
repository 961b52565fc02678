package app.touchline.mailbox;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.touch.MatchedAnew;

/**
 * What follows for the mail on record from each transaction that changed partners, contacts or domains. The changes
 * themselves are noted by the database, whichever way they came.
 */
@Component
class Reattributions {

    /** One number for all nodes: whoever gathers holds this lock until the end of the transaction. */
    private static final long ONE_GATHERER = 0x67617468L;

    /**
     * Whether mailbox {@code m} is still to be read again for reattribution {@code r}. One that is not there any more is not
     * waited for; should it come back, it is read again all the same.
     */
    static final String TO_READ_AGAIN = """
            m.removed_at is null and m.state <> 'GONE' and exists (
                select from mailbox_folder f
                where f.mailbox_id = m.id and not f.gone and f.live_cursor is not null and f.reread_version < r.version)
            """;

    private final JdbcClient jdbc;

    Reattributions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Gathers what each transaction has changed, with all names that this concerns. */
    void gather(Instant now) {
        jdbc.sql("select pg_advisory_xact_lock(:lock) is null")
                .param("lock", ONE_GATHERER)
                .query(Boolean.class)
                .single();
        var transactions = jdbc.sql("""
                select transaction::text from directory_change where reattribution_id is null
                group by transaction order by min(id)
                """).query(String.class).list();
        transactions.forEach(each -> gather(each, now));
    }

    private void gather(String transaction, Instant now) {
        var id = jdbc.sql("""
                insert into reattribution (at, version)
                select :now, case when bool_or(gains) then coalesce(max(version), (select version from directory_version)) end
                from directory_change where transaction = cast(:transaction as xid8) and reattribution_id is null
                returning id
                """)
                .param("now", Timestamp.from(now))
                .param("transaction", transaction)
                .query(Long.class)
                .single();
        jdbc.sql("""
                update directory_change c
                set reattribution_id = :id,
                    partner_id = coalesce(c.partner_id, (select p.partner_id from contact_place p
                                                         where p.contact_id = c.contact_id and p.until is null))
                where transaction = cast(:transaction as xid8) and reattribution_id is null
                """).param("id", id).param("transaction", transaction).update();
        jdbc.sql("""
                insert into directory_change (reattribution_id, what, gains, address, domain, contact_id, partner_id)
                select distinct c.reattribution_id, c.what, c.gains, a.address, cast(null as text), c.contact_id, c.partner_id
                from directory_change c join contact_address a on a.contact_id = c.contact_id
                where c.reattribution_id = :id and c.what in ('CONTACT_PLACED', 'CONTACT_ARCHIVED', 'CONTACT_RESTORED')
                union all
                select c.reattribution_id, c.what, c.gains, a.address, null, a.contact_id, c.partner_id
                from directory_change c
                join contact_place p on p.partner_id = c.partner_id
                join contact_address a on a.contact_id = p.contact_id
                where c.reattribution_id = :id and c.what in ('PARTNER_ARCHIVED', 'PARTNER_RESTORED')
                union all
                select c.reattribution_id, c.what, c.gains, null, d.domain, null, c.partner_id
                from directory_change c join partner_domain d on d.partner_id = c.partner_id
                where c.reattribution_id = :id and c.what in ('PARTNER_ARCHIVED', 'PARTNER_RESTORED')
                """).param("id", id).update();
        concerned(id);
    }

    /** The oldest whose touches are not all matched anew; held by nobody else. */
    Optional<Long> next() {
        return jdbc.sql("""
                select id from reattribution where matched_at is null order by id limit 1 for no key update skip locked
                """).query(Long.class).optional();
    }

    /** Whoever is on them may be concerned: rather some too many than one too few. */
    private void concerned(long id) {
        var concerned = jdbc.sql("""
                with change as materialized (
                    select distinct what, address, domain, contact_id, partner_id from directory_change
                    where reattribution_id = :id)
                insert into reattribution_touch (reattribution_id, touch_id)
                select :id, touch_id from (
                    select p.touch_id from change c
                    join touch_party p on folded_address(p.address) = folded_address(c.address)
                    union
                    select p.touch_id from change c join touch_party p on p.contact_id = c.contact_id
                    union
                    select p.touch_id from change c
                    join touch_party p on backward_host(p.address) collate "C" = reverse(c.domain)
                    union
                    select p.touch_id from change c
                    join touch_party p on backward_host(p.address) collate "C" > reverse(c.domain) || '.'
                        and backward_host(p.address) collate "C" < reverse(c.domain) || '/'
                    union
                    select p.touch_id from change c
                    join touch_party p on c.what = 'PARTNER_MERGED' and p.partner_id = c.partner_id
                    union
                    select t.id from change c join touch t on c.what = 'ZONE' and t.kind = 'EMAIL'
                ) each
                """).param("id", id).update();
        jdbc.sql("update reattribution set concerned = :concerned where id = :id")
                .param("concerned", concerned)
                .param("id", id)
                .update();
    }

    List<Long> touches(long id, int most) {
        return jdbc.sql("""
                select touch_id from reattribution_touch where reattribution_id = :id order by touch_id limit :most
                """)
                .param("id", id)
                .param("most", most)
                .query((row, index) -> row.getLong("touch_id"))
                .list();
    }

    void matched(long id, List<Long> touches, MatchedAnew outcome) {
        jdbc.sql("delete from reattribution_touch where reattribution_id = :id and touch_id = any(:touches)")
                .param("id", id)
                .param("touches", touches.toArray(Long[]::new))
                .update();
        jdbc.sql("""
                update reattribution
                set looked_at = looked_at + :looked, moved = moved + :moved, unlinked = unlinked + :unlinked
                where id = :id
                """)
                .param("looked", outcome.lookedAt())
                .param("moved", outcome.moved())
                .param("unlinked", outcome.unlinked())
                .param("id", id)
                .update();
    }

    void allMatched(long id, Instant now) {
        jdbc.sql("update reattribution set matched_at = :now where id = :id")
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update();
    }

    /** Ends those for which no mailbox is still to be read again, and forgets those that ended before. */
    void finish(Instant now, Instant forgotten) {
        jdbc.sql("""
                update reattribution r set finished_at = :now
                where finished_at is null and matched_at is not null
                  and (version is null or not exists (select from mailbox m where %s))
                """.formatted(TO_READ_AGAIN)).param("now", Timestamp.from(now)).update();
        jdbc.sql("""
                with gone as (delete from reattribution where finished_at < :before returning version)
                update directory_version set names_known_since = greatest(names_known_since, (select max(version) from gone))
                where exists (select from gone)
                """).param("before", Timestamp.from(forgotten)).update();
    }

    /**
     * Counts what a page that was read again has found, for each change that waited for it.
     *
     * @param found per touch, the addresses by which it is with a partner now
     */
    void found(Collection<Set<String>> found, Instant now) {
        if (found.isEmpty()) return;
        gather(now);
        var numbers = new ArrayList<Integer>();
        var names = new ArrayList<String>();
        int number = 0;
        for (var each : found) {
            for (var address : each)
                for (var name = address; ; name = name.substring(name.indexOf(name.equals(address) ? '@' : '.') + 1)) {
                    numbers.add(number);
                    names.add(name);
                    if (!name.contains(".")) break;
                }
            number++;
        }
        jdbc.sql("""
                insert into reattribution_found as known (reattribution_id, touches)
                select c.reattribution_id, count(distinct f.number)
                from unnest(cast(:numbers as int[]), cast(:names as text[])) as f (number, name)
                join lateral (
                    select reattribution_id from directory_change
                    where folded_address(address) = folded_address(f.name) and f.name like '%@%' and gains
                    union all
                    select reattribution_id from directory_change where domain = f.name and gains) c on true
                join reattribution open on open.id = c.reattribution_id and open.finished_at is null
                    and open.version is not null
                group by c.reattribution_id
                on conflict (reattribution_id) do update set touches = known.touches + excluded.touches
                """)
                .param("numbers", numbers.toArray(Integer[]::new))
                .param("names", names.toArray(String[]::new))
                .update();
    }
}
