package app.touchline.money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;

/** What admins say about money: in which currency the programme adds up, and what others are worth. */
@Service
@Transactional
public class MoneyRecords {

    private final JdbcClient jdbc;
    private final MoneyReader reader;
    private final AuditLog audit;

    MoneyRecords(JdbcClient jdbc, MoneyReader reader, AuditLog audit) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.audit = audit;
    }

    /** Rates are kept per currency into which they lead: those into another one wait until it is chosen again. */
    public void addUpIn(Currency currency, Who by) {
        var before = reader.programme();
        if (before.equals(currency)) return;
        jdbc.sql("update programme_currency set currency = :code, decimals = :decimals, version = version + 1")
                .param("code", currency.getCurrencyCode())
                .param("decimals", Money.decimals(currency))
                .update();
        note(
                by,
                "chose another currency for",
                Map.of("from", before.getCurrencyCode(), "to", currency.getCurrencyCode()));
    }

    /** From that day on; another rate of the same day takes the place of the first. */
    public void rate(Currency currency, LocalDate since, BigDecimal rate, Who by) {
        var into = reader.programme();
        if (into.equals(currency)) throw new IllegalArgumentException("a currency needs no rate into itself");
        var before = rate(currency, into, since);
        jdbc.sql("""
                insert into exchange_rate (currency, into_currency, since, rate) values (:currency, :into, :since, :rate)
                on conflict (currency, into_currency, since) do update set rate = excluded.rate
                """)
                .param("currency", currency.getCurrencyCode())
                .param("into", into.getCurrencyCode())
                .param("since", since)
                .param("rate", rate)
                .update();
        note(
                by,
                "set an exchange rate of",
                Map.of(
                        "currency", currency.getCurrencyCode() + " in " + into.getCurrencyCode(),
                        "since", since.toString(),
                        "from", before.map(BigDecimal::toPlainString).orElse("none"),
                        "to", rate.toPlainString()));
    }

    public void removeRate(Currency currency, LocalDate since, Who by) {
        var into = reader.programme();
        var before = rate(currency, into, since);
        if (before.isEmpty()) return;
        jdbc.sql("delete from exchange_rate where currency = :currency and into_currency = :into and since = :since")
                .param("currency", currency.getCurrencyCode())
                .param("into", into.getCurrencyCode())
                .param("since", since)
                .update();
        note(
                by,
                "removed an exchange rate of",
                Map.of(
                        "currency", currency.getCurrencyCode() + " in " + into.getCurrencyCode(),
                        "since", since.toString(),
                        "from", before.get().toPlainString()));
    }

    private Optional<BigDecimal> rate(Currency currency, Currency into, LocalDate since) {
        return jdbc.sql("""
                select rate from exchange_rate where currency = :currency and into_currency = :into and since = :since
                """)
                .param("currency", currency.getCurrencyCode())
                .param("into", into.getCurrencyCode())
                .param("since", since)
                .query(BigDecimal.class)
                .optional()
                .map(BigDecimal::stripTrailingZeros);
    }

    private void note(Who by, String what, Map<String, ?> detail) {
        audit.note(by, what, new About("money", null, "the programme"), detail);
    }
}
