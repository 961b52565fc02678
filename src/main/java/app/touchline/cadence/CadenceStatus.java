package app.touchline.cadence;

import java.time.LocalDate;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * How a partner stands against its tier's window on a day. With d the days from the anchor to that day: slipped when
 * d &gt; window, due soon when window − lead ≤ d ≤ window, on cadence before that. A partner that is not Testing or
 * Active has no anchor and is not in cadence.
 *
 * <p>{@link #of} is the rule. The database filters and counts by the same rule, written as a condition on
 * {@code anchor}, {@code window_days}, {@code lead_days} and {@code :day} beside each value.
 */
public enum CadenceStatus {
    SLIPPED("Slipped", "anchor + window_days < :day"),
    DUE_SOON("Due soon", "anchor + window_days >= :day and anchor + window_days - lead_days <= :day"),
    ON_CADENCE("On cadence", "anchor + window_days - lead_days > :day"),
    NOT_IN_CADENCE("Not in cadence", "anchor is null");

    private final String words;
    private final String condition;

    CadenceStatus(String words, String condition) {
        this.words = words;
        this.condition = condition;
    }

    /** @param anchor empty for a partner that is not in cadence */
    public static CadenceStatus of(@Nullable LocalDate anchor, int windowDays, int leadDays, LocalDate day) {
        if (anchor == null) return NOT_IN_CADENCE;
        var lastDayInside = anchor.plusDays(windowDays);
        if (day.isAfter(lastDayInside)) return SLIPPED;
        return day.isBefore(lastDayInside.minusDays(leadDays)) ? ON_CADENCE : DUE_SOON;
    }

    public String words() {
        return words;
    }

    /** As the exports write it: {@code due_soon}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The rule as SQL on the columns of the common table {@code cadence}; see {@link CadenceReader#ask}. */
    public String condition() {
        return condition;
    }
}
