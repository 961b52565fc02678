package app.touchline.cadence;

import java.util.OptionalInt;

/** Of the partners in cadence, how many are inside their window. */
public record Coverage(int inside, int inCadence) {

    public Coverage {
        if (inside < 0 || inside > inCadence)
            throw new IllegalArgumentException("%d inside, of %d in cadence".formatted(inside, inCadence));
    }

    /** Rounded down, so that 100 means all. Empty when nobody is in cadence: neither 0 nor 100 would be true. */
    public OptionalInt percent() {
        return inCadence == 0 ? OptionalInt.empty() : OptionalInt.of((int) (100L * inside / inCadence));
    }

    /** "46 of 50 = 92%", or "none". */
    public String words() {
        return percent().isEmpty()
                ? "none"
                : "%d of %d = %d%%".formatted(inside, inCadence, percent().getAsInt());
    }

    public int slipped() {
        return inCadence - inside;
    }
}
