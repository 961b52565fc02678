package app.touchline.rounds;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.ninetyday.Verdict;
import app.touchline.rounds.MonthlyReview.Delivering;
import app.touchline.rounds.MonthlyReview.Ended;
import app.touchline.team.SignedIn;

/** Reads the monthly review. */
@Component
@Transactional(readOnly = true)
class MonthlyReader {

    private static final String TESTS = """
            select t.id, t.partner_id, p.name, p.status, t.goal, t.starts_on, t.ends_on, t.verdict, t.decided_on,
                   exists (select from ninety_day_test o where o.partner_id = p.id and o.id <> t.id
                           and o.verdict in ('ON_TRACK', 'AT_RISK') and o.called_off_on is null) as running
            from ninety_day_test t join partner p on p.id = t.partner_id and p.archived_at is null
            """;

    private final JdbcClient jdbc;

    MonthlyReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    MonthlyReview review(YearMonth month, LocalDate today, SignedIn me) {
        return new MonthlyReview(
                month,
                month.isBefore(YearMonth.from(today)),
                delivering(month),
                tests(jdbc.sql(
                                TESTS
                                        + " where t.decided_on between :first and :last order by t.verdict, lower(p.name), t.id")
                        .param("first", month.atDay(1))
                        .param("last", month.atEndOfMonth())),
                tests(jdbc.sql(
                                TESTS
                                        + " where t.verdict in ('ON_TRACK', 'AT_RISK') and t.called_off_on is null and t.ends_on < :today order by t.ends_on, t.id")
                        .param("today", today)),
                me.worksWithPartners());
    }

    private List<Delivering> delivering(YearMonth month) {
        return jdbc.sql("""
                select p.id, p.name, t.name as tier, m.name as owner,
                       coalesce(i.made, 0) as made, coalesce(i.qualified, 0) as qualified, coalesce(l.leads, 0) as leads,
                       coalesce(d.registered, 0) as deals, coalesce(d.won, 0) as won
                from partner p
                join tier t on t.id = p.tier_id
                left join member m on m.id = p.owner_id
                left join (
                    select partner_id, count(*) filter (where made_on between :first and :last) as made,
                           count(*) filter (where qualified_on between :first and :last) as qualified
                    from intro where removed_at is null group by partner_id
                ) i on i.partner_id = p.id
                left join (
                    select partner_id, sum(leads) as leads from lead_count where told_on between :first and :last group by partner_id
                ) l on l.partner_id = p.id
                left join (
                    select s.partner_id,
                           count(*) filter (where d.origin <> 'LEAD' and d.standing not in ('DECLINED', 'WITHDRAWN')
                               and cast(d.registered_at at time zone (select zone from programme) as date) between :first and :last)
                               as registered,
                           count(*) filter (where d.stage = 'CLOSED_WON' and d.closed_on between :first and :last) as won
                    from deal_share s join deal d on d.id = s.deal_id where s.part = 'SOURCED' group by s.partner_id
                ) d on d.partner_id = p.id
                where p.archived_at is null
                  and coalesce(i.made, 0) + coalesce(i.qualified, 0) + coalesce(l.leads, 0) + coalesce(d.registered, 0)
                      + coalesce(d.won, 0) > 0
                order by lower(p.name), p.id
                """)
                .param("first", month.atDay(1))
                .param("last", month.atEndOfMonth())
                .query((row, index) -> new Delivering(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("tier"),
                        row.getString("owner"),
                        row.getInt("made"),
                        row.getInt("qualified"),
                        row.getInt("leads"),
                        row.getInt("deals"),
                        row.getInt("won")))
                .list();
    }

    private static List<Ended> tests(StatementSpec statement) {
        return statement.query((row, index) -> test(row)).list();
    }

    private static Ended test(ResultSet row) throws SQLException {
        return new Ended(
                row.getLong("id"),
                row.getLong("partner_id"),
                row.getString("name"),
                row.getString("status"),
                row.getString("goal"),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                Verdict.valueOf(row.getString("verdict")),
                row.getObject("decided_on", LocalDate.class),
                row.getBoolean("running"));
    }
}
