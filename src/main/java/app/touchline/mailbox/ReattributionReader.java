package app.touchline.mailbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what changes to partners, contacts and domains did to the mail on record, the newest first. */
@Component
public class ReattributionReader {

    private static final int MOST = 100;
    private static final int MOST_WORDS = 3;
    private static final Duration JUST_NOW = Duration.ofHours(1);
    private static final Duration ON_A_PARTNERS_PAGE = Duration.ofDays(7);

    private static final String SELECT = """
            select r.*, coalesce((select touches from reattribution_found where reattribution_id = r.id), 0) as found,
                   waiting.mailboxes_left, waiting.mailboxes_resting, said.words, said.n
            from reattribution r
            cross join lateral (
                select count(*) as mailboxes_left,
                       count(*) filter (where m.paused or m.acknowledged_at is null or m.state = 'REAUTH_REQUIRED') as mailboxes_resting
                from mailbox m where %s) waiting
            cross join lateral (
                select array_agg(distinct words) as words, count(distinct words) as n
                from (
                    select case c.what
                               when 'ADDRESS_ADDED' then c.address || ' is known'
                               when 'ADDRESS_REMOVED' then c.address || ' is known no more'
                               when 'CONTACT_PLACED' then coalesce(contact.name, 'A contact') || ' moved'
                               when 'CONTACT_ARCHIVED' then coalesce(contact.name, 'A contact') || ' is archived'
                               when 'CONTACT_RESTORED' then coalesce(contact.name, 'A contact') || ' is back'
                               when 'DOMAIN_ADDED' then c.domain || ' is given to ' || coalesce(partner.name, 'a partner')
                               when 'DOMAIN_REMOVED' then c.domain || ' is taken from ' || coalesce(partner.name, 'a partner')
                               when 'PARTNER_ARCHIVED' then coalesce(partner.name, 'A partner') || ' is archived'
                               when 'PARTNER_MERGED' then coalesce(partner.name, 'A partner') || ' went into another partner'
                               when 'PARTNER_RESTORED' then coalesce(partner.name, 'A partner') || ' is back'
                               when 'FREE_MAIL' then c.domain || ' is free mail'
                               when 'NOT_FREE_MAIL' then c.domain || ' is no free mail'
                               when 'OURS' then coalesce(c.address, c.domain) || ' is or was ours'
                               else 'The programme has another zone' end as words
                    from directory_change c
                    left join contact on contact.id = c.contact_id
                    left join partner on partner.id = c.partner_id
                    where c.reattribution_id = r.id ${whose}
                      and not (c.what = 'CONTACT_PLACED' and exists (
                          select from directory_change new
                          where new.reattribution_id = r.id and new.contact_id = c.contact_id and new.what = 'ADDRESS_ADDED'))
                ) each) said
            """.formatted(Reattributions.TO_READ_AGAIN);

    private final JdbcClient jdbc;
    private final Clock clock;

    ReattributionReader(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Reattribution> latest() {
        return jdbc.sql(SELECT.replace("${whose}", "") + "order by r.id desc limit :most")
                .param("most", MOST)
                .query((row, index) -> reattribution(row))
                .list();
    }

    /** What concerns this partner of the last seven days; what came to nothing is told for an hour. */
    public List<Reattribution> of(long partnerId) {
        return jdbc.sql(SELECT.replace("${whose}", "and c.partner_id = :partner") + """
                where r.id in (select reattribution_id from directory_change where partner_id = :partner)
                  and (r.finished_at is null or r.finished_at > :justNow
                       or r.at > :since and (r.moved + r.unlinked > 0
                                             or exists (select from reattribution_found f where f.reattribution_id = r.id)))
                order by r.id desc limit 5
                """)
                .param("partner", partnerId)
                .param("justNow", Timestamp.from(clock.instant().minus(JUST_NOW)))
                .param("since", Timestamp.from(clock.instant().minus(ON_A_PARTNERS_PAGE)))
                .query((row, index) -> reattribution(row))
                .list();
    }

    private static Reattribution reattribution(ResultSet row) throws SQLException {
        var all = row.getArray("words");
        var words = all == null
                ? List.of("Contacts or domains changed")
                : List.of((String[]) all.getArray()).stream().limit(MOST_WORDS).toList();
        row.getLong("version");
        var readsAgain = !row.wasNull();
        return new Reattribution(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                words,
                Math.max(0, row.getLong("n") - words.size()),
                row.getLong("concerned"),
                row.getLong("looked_at"),
                row.getLong("moved"),
                row.getLong("unlinked"),
                row.getLong("found"),
                row.getTimestamp("matched_at") == null,
                readsAgain,
                row.getTimestamp("finished_at") == null ? row.getInt("mailboxes_left") : 0,
                row.getInt("mailboxes_resting"));
    }
}
