package app.touchline.today;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** What can be done to many rows of the daily list at once. */
enum BulkAct {
    DONE("Done", "done"),
    POSTPONE("Postpone", "postponed"),
    REASSIGN("Hand over", "handed over"),
    RECOVERY("Recovery touch", "recovery touches set"),
    SNOOZE("Snooze", "snoozed");

    private final String words;
    private final String past;

    BulkAct(String words, String past) {
        this.words = words;
        this.past = past;
    }

    static Optional<BulkAct> of(@Nullable String code) {
        return Arrays.stream(values()).filter(act -> act.code().equals(code)).findFirst();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String words() {
        return words;
    }

    /** "12 postponed". */
    String past(int n) {
        return n + " " + (this == RECOVERY && n == 1 ? "recovery touch set" : past);
    }
}
