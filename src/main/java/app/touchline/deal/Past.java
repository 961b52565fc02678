package app.touchline.deal;

import java.time.LocalDate;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import app.touchline.money.Money;
import app.touchline.partner.Refused;

/**
 * What became of a deal before a file told of it; all days in the programme's zone. What cannot have been so is refused.
 *
 * @param decidedOn null for what is not decided, or was on the day it came in
 * @param reason why it was decided so; what was declined or withdrawn has one
 * @param protectedUntil null for as long as the rule says
 * @param stageSince null: it is not known, and so the day on which it is told
 * @param end of what is closed, and of nothing else
 */
public record Past(
        LocalDate registeredOn,
        Standing standing,
        @Nullable LocalDate decidedOn,
        String reason,
        @Nullable LocalDate protectedUntil,
        Stage stage,
        @Nullable LocalDate stageSince,
        @Nullable End end) {

    /**
     * How it ended.
     *
     * @param wonFor null where it was lost
     * @param lostFor null where it was won
     */
    public record End(
            LocalDate on, @Nullable Money wonFor, @Nullable LostReason lostFor, String note) {}

    public Past {
        refuse(
                decidedOn != null && decidedOn.isBefore(registeredOn),
                "It was decided on %s, before it came in on %s.".formatted(decidedOn, registeredOn));
        refuse(
                stage != Stage.REGISTERED && !standing.moves(),
                "It is %s and yet %s: only what is approved moves on."
                        .formatted(stage.words(), standing.words().toLowerCase(Locale.ROOT)));
        refuse(
                protectedUntil != null && standing != Standing.APPROVED,
                "Only what was approved is protected; this is %s."
                        .formatted(standing.words().toLowerCase(Locale.ROOT)));
        refuse(
                decidedOn != null && (standing == Standing.WAITING || standing == Standing.OURS),
                "It was decided on %s and yet is %s."
                        .formatted(decidedOn, standing.words().toLowerCase(Locale.ROOT)));
        refuse(stage.closed() && end == null, "It is %s; say when it was closed.".formatted(stage.words()));
        refuse(!stage.closed() && end != null, "It was closed and yet is %s.".formatted(stage.words()));
        if (end != null) {
            refuse(
                    (stage == Stage.CLOSED_WON) != (end.wonFor() != null)
                            || (stage == Stage.CLOSED_LOST) != (end.lostFor() != null),
                    "What is won has a value, what is lost has a reason.");
            refuse(
                    end.on().isBefore(registeredOn),
                    "It was closed on %s, before it came in on %s.".formatted(end.on(), registeredOn));
            refuse(
                    stageSince != null && stageSince.isBefore(end.on()),
                    "It is %s since %s, and yet was closed on %s.".formatted(stage.words(), stageSince, end.on()));
        }
        refuse(
                stageSince != null && stageSince.isBefore(registeredOn),
                "It is %s since %s, before it came in on %s.".formatted(stage.words(), stageSince, registeredOn));
    }

    /** The day on which it was decided or, where nobody decides it, came in. */
    LocalDate decidedDay() {
        return decidedOn == null ? registeredOn : decidedOn;
    }

    /** Whether it is still to be won or lost. */
    public boolean open() {
        return !stage.closed() && !standing.over();
    }

    private static void refuse(boolean wrong, String sentence) {
        if (wrong) throw new Refused("row", sentence);
    }
}
