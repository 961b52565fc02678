package app.touchline.deal;

import java.time.LocalDate;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

import org.jspecify.annotations.Nullable;

import app.touchline.partner.Refused;

/** From which day to which (both inclusive, in the programme's zone) a deal is its partner's and nobody else's. */
@Embeddable
public class Protection {

    @Column(name = "protected_from")
    private @Nullable LocalDate from;

    @Column(name = "protected_until")
    private @Nullable LocalDate until;

    private int extensions;
    private @Nullable LocalDate lapsedOn;
    private @Nullable LocalDate unprotectedOn;

    static void check(LocalDate on, LocalDate last) {
        Refused.when(
                !last.isAfter(on),
                "protectedUntil",
                "Its protection ends on %s, and would begin on %s.".formatted(last, on));
    }

    void begin(LocalDate on, LocalDate last) {
        from = on;
        until = last;
    }

    /** @return the last day it had before */
    LocalDate extend(ProtectionRule rule, LocalDate today) {
        var last = until;
        if (last == null) throw new Refused("protection", "Only what was approved is protected.");
        if (unprotectedOn != null) throw new Refused("protection", "The protection was taken away by a decision.");
        if (lapsedOn != null || today.isAfter(last))
            throw new Refused("protection", "The protection ended on %s; it is extended before that.".formatted(last));
        if (extensions >= rule.extensions())
            throw new Refused(
                    "protection",
                    rule.extensions() == 0
                            ? "Protection is not extended by the rule for this partner's tier."
                            : "Protection is extended %s at most, and was."
                                    .formatted(rule.extensions() == 1 ? "once" : rule.extensions() + " times"));
        until = last.plusDays(rule.extensionDays());
        extensions++;
        return last;
    }

    void lapse(LocalDate today) {
        if (until == null || lapsedOn != null || unprotectedOn != null || !today.isAfter(until))
            throw new IllegalStateException("nothing to lapse on " + today);
        lapsedOn = today;
    }

    void takeAway(LocalDate today) {
        if (!standing()) throw new IllegalStateException("not protected");
        unprotectedOn = today;
    }

    void giveBack() {
        if (unprotectedOn == null) throw new IllegalStateException("never taken away");
        unprotectedOn = null;
    }

    /** It began, and neither lapsed nor was taken away. */
    public boolean standing() {
        return until != null && lapsedOn == null && unprotectedOn == null;
    }

    boolean overBy(LocalDate today) {
        return standing() && until != null && today.isAfter(until);
    }

    public @Nullable LocalDate from() {
        return from;
    }

    /** The last protected day. */
    public @Nullable LocalDate until() {
        return until;
    }

    LocalDate lastDay() {
        if (until == null) throw new IllegalStateException("not protected");
        return until;
    }

    public int extensions() {
        return extensions;
    }

    public @Nullable LocalDate lapsedOn() {
        return lapsedOn;
    }

    public @Nullable LocalDate unprotectedOn() {
        return unprotectedOn;
    }
}
