package app.touchline.today;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** A part of the daily list, in the order in which it is worked from the top. */
enum Section {
    OVERDUE("Overdue"),
    DUE_TODAY("Due today"),
    SLIPPED("Slipped, nobody on it"),
    DUE_SOON("Due soon, no next step");

    private final String words;

    Section(String words) {
        this.words = words;
    }

    /** As an address writes it: "due-today". */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Section> of(@Nullable String code) {
        return Arrays.stream(values())
                .filter(section -> section.code().equals(code))
                .findFirst();
    }

    public String words() {
        return words;
    }
}
