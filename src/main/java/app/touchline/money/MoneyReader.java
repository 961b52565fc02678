package app.touchline.money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the programme's currency and the rates into it. */
@Component
public class MoneyReader {

    /**
     * For queries that add up: {@code rate (currency, rate, decimals)} on {@code :day}, the programme's own currency with 1.
     * An amount in it is {@code round(value * rate, decimals)}, the same as {@link Rates#inProgramme}.
     */
    public static final String RATES = "rate as (select * from rates_on(:day))";

    /**
     * The same where each row has a day of its own, to be joined: {@code dated (rate, decimals)} of the currency on the day, both
     * columns or parameters; no row where there is no rate.
     */
    public static String datedRate(String currency, String day) {
        return "join lateral rate_on(%s, %s) dated on true".formatted(currency, day);
    }

    private final JdbcClient jdbc;

    MoneyReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Currency programme() {
        return Currency.getInstance(jdbc.sql("select currency from programme_currency")
                .query(String.class)
                .single());
    }

    public Rates on(LocalDate day) {
        var rates = new HashMap<String, BigDecimal>();
        jdbc.sql("with " + RATES + " select currency, rate from rate")
                .param("day", day)
                .query(row -> {
                    rates.put(row.getString("currency"), row.getBigDecimal("rate"));
                });
        var programme = programme();
        rates.remove(programme.getCurrencyCode());
        return new Rates(day, programme, rates);
    }

    /** What a currency is worth from a day on. */
    record Line(String currency, LocalDate since, BigDecimal rate) {}

    /** All that hold for the programme's currency of today, the newest of each currency first. */
    List<Line> lines() {
        return jdbc.sql("""
                select x.currency, x.since, x.rate from exchange_rate x
                join programme_currency p on p.currency = x.into_currency
                order by x.currency, x.since desc
                """)
                .query((row, index) -> new Line(
                        row.getString("currency"),
                        row.getObject("since", LocalDate.class),
                        row.getBigDecimal("rate").stripTrailingZeros()))
                .list();
    }
}
