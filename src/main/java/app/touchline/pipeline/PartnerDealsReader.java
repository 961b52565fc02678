package app.touchline.pipeline;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.money.Money;
import app.touchline.money.MoneyReader;

/** Reads what partners have in deals. {@code today} is the day in the programme's zone. */
@Component
@Transactional(readOnly = true)
public class PartnerDealsReader {

    private static final int MOST = 8;

    private static final String PARTS =
            """
            select s.partner_id, s.part, w.phase, count(*) as deals,
                   coalesce(sum(round(s.amount * dated.rate, dated.decimals)), 0) as amount,
                   count(*) filter (where dated.rate is null) as without_rate
            from deal_part s
            join deal_worth w on w.deal_id = s.deal_id
            left ${rate}
            where s.partner_id = any(:partners)
            group by s.partner_id, s.part, w.phase
            """.replace("${rate}", MoneyReader.datedRate("w.currency", "coalesce(w.closed_on, :today)"));

    private final PipelineReader pipeline;
    private final MoneyReader money;
    private final JdbcClient jdbc;

    PartnerDealsReader(PipelineReader pipeline, MoneyReader money, JdbcClient jdbc) {
        this.pipeline = pipeline;
        this.money = money;
        this.jdbc = jdbc;
    }

    private record Some(long partnerId, String part, Phase phase, int deals, BigDecimal amount, int withoutRate) {}

    public PartnerDeals of(long partnerId, LocalDate today) {
        var parts = parts(List.of(partnerId), today);
        var currency = money.programme();
        var deals = pipeline.cards(
                "w.deal_id in (select x.deal_id from deal_part x where x.partner_id = %d)".formatted(partnerId),
                "w.phase in ('WAITING', 'OPEN') desc, w.deal_id desc",
                MOST,
                today);
        return new PartnerDeals(
                deals,
                parts.stream().mapToInt(Some::deals).sum(),
                parts.stream()
                        .filter(some -> some.phase() == Phase.OPEN)
                        .mapToInt(Some::deals)
                        .sum(),
                worth(parts, Phase.OPEN, currency),
                worth(parts, Phase.WON, currency),
                deals(parts, Phase.WON),
                deals(parts, Phase.LOST),
                parts.stream()
                        .filter(some -> some.phase() == Phase.OPEN || some.phase() == Phase.WON)
                        .mapToInt(Some::withoutRate)
                        .sum(),
                today);
    }

    /** How many deals each of these partners has in the pipeline, and what they are worth; only those that have any. */
    public Map<Long, OpenDeals> open(Collection<Long> partnerIds, LocalDate today) {
        var currency = money.programme();
        var open = new HashMap<Long, OpenDeals>();
        for (var some : parts(partnerIds, today))
            if (some.phase() == Phase.OPEN)
                open.merge(
                        some.partnerId(),
                        new OpenDeals(some.deals(), worth(List.of(some), Phase.OPEN, currency)),
                        OpenDeals::plus);
        return open;
    }

    private List<Some> parts(Collection<Long> partnerIds, LocalDate today) {
        return jdbc.sql(PARTS)
                .param("partners", partnerIds.toArray(Long[]::new))
                .param("today", today)
                .query((row, index) -> new Some(
                        row.getLong("partner_id"),
                        row.getString("part"),
                        Phase.valueOf(row.getString("phase")),
                        row.getInt("deals"),
                        row.getBigDecimal("amount"),
                        row.getInt("without_rate")))
                .list();
    }

    private static SideBySide worth(List<Some> parts, Phase phase, Currency currency) {
        return new SideBySide(worth(parts, phase, "SOURCED", currency), worth(parts, phase, "INFLUENCED", currency));
    }

    private static Money worth(List<Some> parts, Phase phase, String part, Currency currency) {
        return new Money(
                parts.stream()
                        .filter(some -> some.phase() == phase && some.part().equals(part))
                        .map(Some::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                currency);
    }

    private static int deals(List<Some> parts, Phase phase) {
        return parts.stream()
                .filter(some -> some.phase() == phase && some.part().equals("SOURCED"))
                .mapToInt(Some::deals)
                .sum();
    }
}
