package app.touchline.views;

import app.touchline.partner.TrackerField;

/**
 * What a view is ordered by, as the database has it.
 *
 * @param type of the expression in the database
 */
record SortKey(String expression, String type) {

    /** As many letters of a text decide: its place must fit into an address. */
    private static final int LETTERS = 80;

    /** Tiers go by their rank, the cadence by the day on which a partner slips or has slipped. */
    static SortKey of(TrackerField field) {
        return switch (field) {
            case TIER -> new SortKey("cast(cadence.rank as numeric)", "numeric");
            case CADENCE -> new SortKey(FieldText.expression(TrackerField.DUE), "date");
            default ->
                switch (field.kind()) {
                    case TEXT, NOTE, LIST, CHOICE ->
                        new SortKey("left(lower(%s), %d)".formatted(FieldText.expression(field), LETTERS), "text");
                    case YES_NO -> new SortKey(FieldText.expression(field), "boolean");
                    case DATE -> new SortKey(FieldText.expression(field), "date");
                    case NUMBER, MONEY ->
                        new SortKey("cast(%s as numeric)".formatted(FieldText.expression(field)), "numeric");
                };
        };
    }
}
