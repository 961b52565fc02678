package app.touchline.views;

import org.jspecify.annotations.Nullable;

import app.touchline.views.ViewReader.Row;

/**
 * From where a list is turned over: past a partner, or back before one. It holds by what that partner stood there, so that the place
 * is the same when the partner has moved on since or is shown no longer.
 *
 * @param key what the list is ordered by, as the database writes it; null: that partner had nothing there
 */
record Turn(boolean back, long partnerId, @Nullable String key) {

    /** What an address says; null for nothing, or nothing that makes sense. */
    static @Nullable Turn of(@Nullable String after, @Nullable String before) {
        return before != null ? written(true, before) : after != null ? written(false, after) : null;
    }

    private static @Nullable Turn written(boolean back, String place) {
        var parts = place.split(":", 2);
        if (!parts[0].matches("\\d{1,18}")) return null;
        return new Turn(back, Long.parseLong(parts[0]), parts.length < 2 ? null : parts[1]);
    }

    static Turn after(Row row) {
        return new Turn(false, row.partnerId(), row.key());
    }

    static Turn before(Row row) {
        return new Turn(true, row.partnerId(), row.key());
    }

    /** As it stands in an address. */
    public String query() {
        return (back ? "before=" : "after=") + partnerId + (key == null ? "" : View.escaped(":" + key));
    }

    /** Which rows lie beyond, as a condition on {@code keyed} with the arguments {@code place} and {@code key}. */
    String beyond(boolean descending, SortKey sort) {
        if (key == null)
            return back
                    ? "(keyed.key is not null or keyed.partner_id < :place)"
                    : "(keyed.key is null and keyed.partner_id > :place)";
        var at = "cast(:key as %s)".formatted(sort.type());
        return "(keyed.key %s %s%s or (keyed.key = %s and keyed.partner_id %s :place))"
                .formatted(
                        descending == back ? ">" : "<", at, back ? "" : " or keyed.key is null", at, back ? "<" : ">");
    }

    /** Those next to the place first; who has nothing there comes last in the list, whatever its direction. */
    static String order(@Nullable Turn turn, boolean descending) {
        var back = turn != null && turn.back();
        return "keyed.key %s nulls %s, keyed.partner_id %s"
                .formatted(descending == back ? "asc" : "desc", back ? "first" : "last", back ? "desc" : "asc");
    }

    /** Whether the list is ordered by such a thing. */
    boolean fits(SortKey sort) {
        if (key == null) return true;
        return switch (sort.type()) {
            case "date" -> ViewConditions.isDay(key);
            case "numeric" -> key.matches("-?\\d{1,30}(\\.\\d{1,30})?");
            case "boolean" -> key.equals("true") || key.equals("false");
            default -> true;
        };
    }
}
