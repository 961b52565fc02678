package app.touchline.deal;

import java.math.BigDecimal;
import java.time.LocalDate;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.jspecify.annotations.Nullable;

/**
 * How a deal ended.
 *
 * @param from the stage it had before
 * @param value what it was won for; null where it was lost
 * @param reasonId why it was lost; null where it was won
 */
@Embeddable
public record Closing(
        @Column(name = "closed_from") @Enumerated(EnumType.STRING)
        Stage from,

        @Column(name = "closed_on") LocalDate on,
        @Column(name = "won_value") @Nullable BigDecimal value,
        @Column(name = "lost_reason_id") @Nullable Long reasonId,
        @Column(name = "lost_note") @Nullable String note) {}
