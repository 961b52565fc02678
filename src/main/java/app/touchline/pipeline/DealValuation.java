package app.touchline.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.settings.SettingsReader;

/**
 * What every deal is worth in the programme's currency, kept by the rates of one day. It holds on every day from then on until
 * another rate begins, and no more once a rate was changed; until a round has valued the deals anew, their worth is found anew
 * by whoever asks.
 */
@Component
class DealValuation {

    private final JdbcClient jdbc;
    private final SettingsReader settings;
    private final Clock clock;

    DealValuation(JdbcClient jdbc, SettingsReader settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    @Bean
    static RecurringTask<Void> valueDeals(ObjectProvider<DealValuation> valuation) {
        return Tasks.recurring("value-deals", FixedDelay.of(Duration.ofSeconds(10)))
                .execute((task, context) -> valuation.getObject().go());
    }

    /** By today's. */
    @Transactional
    public void go() {
        keep(settings.current().today(clock));
    }

    /** Whether what is kept is by that day's rates. */
    boolean holdsOn(LocalDate day) {
        return jdbc.sql("""
                select v.day is not null and not exists (
                    select from exchange_rate x join programme_currency p on p.currency = x.into_currency
                    where x.since > least(v.day, :day) and x.since <= greatest(v.day, :day))
                from deal_valuation v
                """).param("day", day).query(Boolean.class).single();
    }

    /** By that day's rates from now on. */
    @Transactional
    public void keep(LocalDate day) {
        if (!holdsOn(day))
            jdbc.sql("select value_deals(:day) is null")
                    .param("day", day)
                    .query(Boolean.class)
                    .single();
    }
}
