package app.touchline.today;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A row of the daily list that a person picked, as the page names it.
 *
 * @param kind a: an action, r: a message without an answer, p: a partner, t: a ninety-day test
 * @param id of that; of the message its touch
 */
record PickedRow(char kind, long id, long partnerId) {

    /** So that whoever works on the same rows takes them in the same order. */
    private static final Comparator<PickedRow> ORDER =
            Comparator.comparing(PickedRow::kind).thenComparing(PickedRow::id).thenComparing(PickedRow::partnerId);

    private static final Pattern NAMED = Pattern.compile("([aprt])(\\d{1,18})(?:p\\d{1,18})?-(\\d{1,18})");
    private static final int MOST = 500;

    /** What is no row is left out. */
    static List<PickedRow> of(@Nullable List<String> named) {
        if (named == null) return List.of();
        return named.stream()
                .map(PickedRow::of)
                .filter(Objects::nonNull)
                .distinct()
                .sorted(ORDER)
                .limit(MOST)
                .toList();
    }

    private static @Nullable PickedRow of(String named) {
        var row = NAMED.matcher(named);
        return row.matches()
                ? new PickedRow(row.group(1).charAt(0), Long.parseLong(row.group(2)), Long.parseLong(row.group(3)))
                : null;
    }

    boolean isAction() {
        return kind == 'a';
    }

    boolean isReply() {
        return kind == 'r';
    }

    public String name() {
        return kind + "" + id + "-" + partnerId;
    }
}
