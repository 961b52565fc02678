package app.touchline.deal;

import java.math.BigDecimal;
import java.time.LocalDate;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.jspecify.annotations.Nullable;

import app.touchline.money.Money;
import app.touchline.partner.Names;
import app.touchline.partner.Refused;

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
        @Column(name = "lost_note") @Nullable String note) {

    private static final int EARLIEST_YEAR = 2000;

    /**
     * @param registered its value so far, in whose currency it is won
     * @param on the day on which the customer bought, not after today
     */
    static Closing won(Stage from, Money value, Money registered, LocalDate on, LocalDate today) {
        Refused.when(!value.positive(), "value", "Say what it was won for.");
        Refused.when(
                !value.code().equals(registered.code()),
                "value",
                "It is registered in %s; win it in that.".formatted(registered.code()));
        return new Closing(from, past(on, today), value.amount(), null, null);
    }

    static Closing lost(Stage from, LostReason reason, String note, LocalDate on, LocalDate today) {
        return new Closing(from, past(on, today), null, reason.id(), Names.text("note", note));
    }

    private static LocalDate past(LocalDate on, LocalDate today) {
        Refused.when(on.isAfter(today), "closedOn", "%s is still to come.".formatted(on));
        Refused.when(on.getYear() < EARLIEST_YEAR, "closedOn", "%s is too long ago; is the year right?".formatted(on));
        return on;
    }

    Stage stage() {
        return value == null ? Stage.CLOSED_LOST : Stage.CLOSED_WON;
    }
}
