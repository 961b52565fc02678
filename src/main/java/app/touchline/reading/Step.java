package app.touchline.reading;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** A part of the weekly read, in the order in which it is gone through. */
public enum Step {
    COVERAGE("Coverage"),
    RECOVERY("Last week’s recovery"),
    SLIPPED("Slipped"),
    LOOSE("No next step, tests, quiet"),
    CLOSE("Close");

    private final String words;

    Step(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** As an address writes it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Step> of(@Nullable String code) {
        return Arrays.stream(values()).filter(step -> step.code().equals(code)).findFirst();
    }

    /** The last one is followed by itself. */
    public Step next() {
        return values()[Math.min(ordinal() + 1, values().length - 1)];
    }
}
