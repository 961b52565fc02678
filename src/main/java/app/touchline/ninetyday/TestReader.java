package app.touchline.ninetyday;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Reads ninety-day tests with what was reached in each. {@code today} is the day in the programme's zone. */
@Component
public class TestReader {

    private static final String TESTS = """
            select t.id, t.partner_id, p.name as partner, t.goal, t.target, t.unit, t.starts_on, t.ends_on, t.verdict,
                   t.decided_on, t.called_off_on, t.called_off,
                   case t.unit
                       when 'INTROS' then (
                           select count(*) from intro i
                           where i.partner_id = t.partner_id and i.removed_at is null
                             and i.made_on between t.starts_on and t.ends_on)
                       when 'QUALIFIED_CONVERSATIONS' then (
                           select count(*) from intro i
                           where i.partner_id = t.partner_id and i.removed_at is null
                             and i.qualified_on between t.starts_on and t.ends_on)
                       when 'DEALS' then (
                           select count(*) from deal_share s join deal d on d.id = s.deal_id
                           where s.partner_id = t.partner_id and s.part = 'SOURCED' and d.origin <> 'LEAD'
                             and d.standing not in ('DECLINED', 'WITHDRAWN')
                             and cast(d.registered_at at time zone (select zone from programme) as date)
                                 between t.starts_on and t.ends_on)
                   end as reached
            from ninety_day_test t join partner p on p.id = t.partner_id
            """;

    /** The condition under which a row {@code t} of ninety_day_test is a running test. */
    public static final String RUNNING = " t.verdict in ('ON_TRACK', 'AT_RISK') and t.called_off_on is null ";

    private final JdbcClient jdbc;

    TestReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All tests of a partner, the running one first, then the latest first. */
    public List<TestProgress> of(long partnerId, LocalDate today) {
        return tests(
                jdbc.sql(TESTS + " where t.partner_id = :partner order by" + RUNNING
                                + "desc, t.starts_on desc, t.id desc")
                        .param("partner", partnerId),
                today);
    }

    public Optional<TestProgress> test(long id, LocalDate today) {
        return tests(jdbc.sql(TESTS + " where t.id = :id").param("id", id), today).stream()
                .findFirst();
    }

    /** The running test of each of these partners that has one. */
    public Map<Long, TestProgress> running(Collection<Long> partnerIds, LocalDate today) {
        return tests(
                        jdbc.sql(TESTS + " where t.partner_id = any(:partners) and" + RUNNING)
                                .param("partners", partnerIds.toArray(Long[]::new)),
                        today)
                .stream()
                .collect(Collectors.toMap(TestProgress::partnerId, Function.identity()));
    }

    /** The running tests of partners that are not archived whose last day is that one or earlier, the earliest first. */
    public List<TestProgress> endingBy(LocalDate last, LocalDate today) {
        return tests(
                jdbc.sql(TESTS + " where t.ends_on <= :last and p.archived_at is null and" + RUNNING
                                + "order by t.ends_on, lower(p.name), t.id")
                        .param("last", last),
                today);
    }

    private static List<TestProgress> tests(StatementSpec statement, LocalDate today) {
        return statement.query((row, index) -> test(row, today)).list();
    }

    private static TestProgress test(ResultSet row, LocalDate today) throws SQLException {
        var reached = row.getObject("reached", Long.class);
        return new TestProgress(
                row.getLong("id"),
                row.getLong("partner_id"),
                row.getString("partner"),
                row.getString("goal"),
                target(row),
                reached == null ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(reached)),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                Verdict.valueOf(row.getString("verdict")),
                row.getObject("decided_on", LocalDate.class),
                row.getObject("called_off_on", LocalDate.class),
                row.getString("called_off"),
                today);
    }

    private static @Nullable Target target(ResultSet row) throws SQLException {
        var number = row.getObject("target", Integer.class);
        return number == null ? null : new Target(number, Unit.valueOf(row.getString("unit")));
    }
}
