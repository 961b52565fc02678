package app.touchline.today;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** A part of the daily list, in the order in which it is worked from the top. */
public enum Section {
    OVERDUE("Overdue", "overdue"),
    DUE_TODAY("Due today", "due today"),
    REPLY_OWED("Replies owed", "partners owed a reply"),
    SLIPPED("Slipped, nobody on it", "slipped"),
    DUE_SOON("Due soon, no next step", "due soon"),
    /** Its last day comes within two weeks, or came, and it has no verdict. */
    TEST_ENDING("Tests ending", "tests ending"),
    /** Nothing to be done about by us: shown apart, and in no count of what there is to do. */
    REPLY_AWAITED("Replies awaited", "partners who owe a reply");

    private final String words;
    private final String counted;

    Section(String words, String counted) {
        this.words = words;
        this.counted = counted;
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

    /** "3 overdue", "1 partner owed a reply". */
    public String counted(int n) {
        return n + " " + (n == 1 ? one() : counted);
    }

    private String one() {
        return counted.replace("partners who owe", "partner who owes")
                .replace("partners", "partner")
                .replace("tests", "test");
    }

    public boolean quiet() {
        return this == REPLY_AWAITED;
    }
}
