package app.touchline.figures;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.partner.PartnersMerged;
import app.touchline.partner.Refused;
import app.touchline.team.SignedIn;

/** Keeps the opening values: numbers and days that are computed here and were brought along from another tracker. */
@Service
public class Openings {

    private static final BigDecimal MOST = new BigDecimal("10000000000");

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    Openings(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * It speaks up to the end of {@code asOf}; what came later is added to it. Of a measure that is a day, {@code day} is
     * given instead of an amount.
     */
    public record Opening(
            long partnerId,
            Measure measure,
            @Nullable BigDecimal amount,
            @Nullable LocalDate day,
            LocalDate asOf) {

        public Opening {
            if (measure.isDay() ? day == null || amount != null : amount == null || day != null)
                throw new IllegalArgumentException(measure + " is a " + (measure.isDay() ? "day" : "number"));
            if (amount != null && (amount.signum() < 0 || amount.compareTo(MOST) >= 0))
                throw new Refused(measure.code(), "%s cannot be %s.".formatted(measure.words(), amount));
        }
    }

    /** Keeps these; one of the same partner and measure that was there before gives way. Audited by who brings them along. */
    @Transactional
    public void keep(Collection<Opening> openings) {
        jdbc.sql("""
                insert into opening_value (partner_id, measure, amount, day, as_of, kept_at)
                select partner, measure, amount, day, as_of, :now
                from unnest(cast(:partners as bigint[]), cast(:measures as text[]), cast(:amounts as numeric[]),
                            cast(:days as date[]), cast(:asOf as date[])) as each (partner, measure, amount, day, as_of)
                on conflict (partner_id, measure) do update
                set amount = excluded.amount, day = excluded.day, as_of = excluded.as_of, kept_at = excluded.kept_at
                """)
                .param("partners", openings.stream().map(Opening::partnerId).toArray(Long[]::new))
                .param(
                        "measures",
                        openings.stream().map(each -> each.measure().name()).toArray(String[]::new))
                .param(
                        "amounts",
                        openings.stream()
                                .map(each -> Objects.toString(each.amount(), null))
                                .toArray(String[]::new))
                .param(
                        "days",
                        openings.stream()
                                .map(each -> Objects.toString(each.day(), null))
                                .toArray(String[]::new))
                .param(
                        "asOf",
                        openings.stream().map(each -> each.asOf().toString()).toArray(String[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** Forgets one, so that only what is computed counts. For the partner's owner and those who lead; checked by the caller. */
    @Transactional
    void forget(About partner, Measure measure, SignedIn me) {
        var was = jdbc.sql("""
                delete from opening_value where partner_id = :partner and measure = :measure
                returning coalesce(cast(amount as text), cast(day as text)) || ' as of ' || as_of
                """)
                .param("partner", partner.id())
                .param("measure", measure.name())
                .query(String.class)
                .list();
        for (var value : was)
            audit.note(me.who(), "forgot an opening value", partner, Map.of("of", measure.words(), "was", value));
    }

    /** What both brought along is added up, as of the later day; of days the earlier first one and the later last one. */
    @EventListener
    void merged(PartnersMerged merged) {
        for (var statement : List.of("""
                insert into opening_value as o (partner_id, measure, amount, day, as_of, kept_at)
                select :into, measure, amount, day, as_of, kept_at from opening_value where partner_id = :away
                on conflict (partner_id, measure) do update
                set amount = o.amount + excluded.amount,
                    day = case o.measure when 'FIRST_TOUCH' then least(o.day, excluded.day) else greatest(o.day, excluded.day) end,
                    as_of = greatest(o.as_of, excluded.as_of)
                """, "delete from opening_value where partner_id = :away"))
            jdbc.sql(statement)
                    .param("away", merged.away())
                    .param("into", merged.into())
                    .update();
    }
}
