package app.touchline.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.settings.SettingsReader;
import app.touchline.touch.StoredNumberChecks;

/**
 * What deals add up to, kept by the database as they change: what each transaction took away and brought is folded into the sums
 * soon after, and every night all that is kept of deals is compared with the deals themselves. Both can be killed at any moment
 * and run twice.
 */
@Component
class DealSums {

    private static final String LIKE = "phase, stage, month, tier_id, type_id, is_sourced, is_influenced";

    private static final String ADDED_UP = """
            ${like}, sum(deals), sum(without_rate), sum(sourced_in_programme), sum(influenced_in_programme), sum(won_without_rate),
            sum(won_sourced), sum(won_influenced)
            """.replace("${like}", LIKE);

    private static final String FOLD = """
            with gone as (delete from deal_sum_change returning *)
            insert into deal_sum as s select ${sums} from gone group by ${like}
            on conflict on constraint one_sum_of_like_deals do update
            set deals = s.deals + excluded.deals, without_rate = s.without_rate + excluded.without_rate,
                sourced_in_programme = s.sourced_in_programme + excluded.sourced_in_programme,
                influenced_in_programme = s.influenced_in_programme + excluded.influenced_in_programme,
                won_without_rate = s.won_without_rate + excluded.won_without_rate,
                won_sourced = s.won_sourced + excluded.won_sourced, won_influenced = s.won_influenced + excluded.won_influenced
            """.replace("${sums}", ADDED_UP).replace("${like}", LIKE);

    /** What a group without deals has left is nothing of any amount; the nightly check says so where it is not. */
    private static final String EMPTY = """
            delete from deal_sum
            where deals = 0 and without_rate = 0 and sourced_in_programme = 0 and influenced_in_programme = 0
              and won_without_rate = 0 and won_sourced = 0 and won_influenced = 0
            """;

    private static final String SUMS_NOW = """
            (select ${sums} from deal_sum_now group by ${like}
             having (sum(deals), sum(without_rate), sum(sourced_in_programme), sum(influenced_in_programme), sum(won_without_rate),
                     sum(won_sourced), sum(won_influenced)) <> (0, 0, 0, 0, 0, 0, 0))
            """.replace("${sums}", ADDED_UP).replace("${like}", LIKE);

    private final JdbcClient jdbc;
    private final DealValuation valuation;
    private final StoredNumberChecks checks;
    private final SettingsReader settings;
    private final Clock clock;

    DealSums(
            JdbcClient jdbc, DealValuation valuation, StoredNumberChecks checks, SettingsReader settings, Clock clock) {
        this.jdbc = jdbc;
        this.valuation = valuation;
        this.checks = checks;
        this.settings = settings;
        this.clock = clock;
    }

    @Bean
    static RecurringTask<Void> foldDealSums(ObjectProvider<DealSums> sums) {
        return Tasks.recurring("fold-deal-sums", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((task, context) -> sums.getObject().fold());
    }

    @Bean
    static RecurringTask<Void> checkDealSums(ObjectProvider<DealSums> sums) {
        return Tasks.recurring("check-deal-sums", new Daily(LocalTime.of(3, 40)))
                .execute((task, context) -> sums.getObject().check());
    }

    @Transactional
    public void fold() {
        if (jdbc.sql(FOLD).update() > 0) jdbc.sql(EMPTY).update();
    }

    /** While it compares, no deal is written and no rate changed. */
    @Transactional
    public void check() {
        jdbc.sql("select pg_advisory_xact_lock(223, 0) is null")
                .query(Boolean.class)
                .single();
        jdbc.sql("select id from deal_valuation for update").query(Long.class).single();
        valuation.keep(settings.current().today(clock));
        checks.found("parts of partners in deals", putRight("deal_part", "deal_id, partner_id"));
        checks.found("worths of deals", putRight("deal_worth", "deal_id"));
        var sums = differing(SUMS_NOW, "deal_sum_anew");
        if (sums > 0) {
            jdbc.sql("delete from deal_sum_change").update();
            jdbc.sql("delete from deal_sum").update();
            jdbc.sql("insert into deal_sum select * from deal_sum_anew").update();
        }
        checks.found("sums of deals", sums);
    }

    /** @return how many rows were not what they are derived to be, or missing */
    private long putRight(String table, String key) {
        var differing = differing(table, table + "_now");
        if (differing == 0) return 0;
        jdbc.sql("""
                delete from ${table} where (${key}) in (
                    select ${key} from (select * from ${table} except select * from ${table}_now) wrong)
                """.replace("${table}", table).replace("${key}", key)).update();
        jdbc.sql("insert into ${table} select * from ${table}_now on conflict do nothing".replace("${table}", table))
                .update();
        return differing;
    }

    private long differing(String kept, String derived) {
        return jdbc.sql("""
                select count(*) from (
                    (select * from ${kept} k except select * from ${derived} d) union all
                    (select * from ${derived} d except select * from ${kept} k)) differing
                """.replace("${kept}", kept).replace("${derived}", derived))
                .query(Long.class)
                .single();
    }
}
