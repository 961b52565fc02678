package app.touchline.views;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import app.touchline.partner.FileField.Kind;
import app.touchline.partner.TrackerField;
import app.touchline.views.ViewReader.Row;

/**
 * How the rows of a view are written: all that a row's markup rests on beside the row itself.
 *
 * @param day in the programme's zone: days of its year are written without the year
 * @param zone of the person looking
 */
record Columns(List<TrackerField> fields, LocalDate day, ZoneId zone) {

    public boolean isNumber(TrackerField field) {
        return field.kind() == Kind.NUMBER || field.kind() == Kind.MONEY;
    }

    /** Whether its values are a few words at most. */
    private boolean staysOnALine(TrackerField field) {
        if (field == TrackerField.NEXT_ACTION_DATE && saysSteps()) return false;
        return field.kind() == Kind.CHOICE || field.kind() == Kind.DATE || field.kind() == Kind.YES_NO;
    }

    /** A value as the page writes it; empty for nothing. */
    public String shown(Row row, TrackerField field) {
        return switch (row.value(field)) {
            case null -> "";
            case Boolean yes -> yes ? "Yes" : "No";
            case BigDecimal number -> String.format(Locale.ENGLISH, number.scale() > 0 ? "%,.2f" : "%,.0f", number);
            case Object other -> other.toString();
        };
    }

    public @Nullable LocalDate dayOf(Row row, TrackerField field) {
        return row.value(field) instanceof LocalDate date ? date : null;
    }

    /** Whether the view says of a next step nothing but its day, so that the day's cell says the rest. */
    public boolean saysSteps() {
        return !fields.contains(TrackerField.NEXT_ACTION_TYPE) && !fields.contains(TrackerField.NEXT_ACTION);
    }

    /** The names of a cell's style: on a narrow screen some stand elsewhere, or not at all. */
    public String cell(TrackerField field) {
        var place = switch (field) {
            case PARTNER -> "of-name";
            case TIER -> "of-tier";
            case OWNER -> "of-owner";
            case STATUS -> "of-status";
            case CADENCE -> "of-cadence";
            case LAST_TOUCH -> "of-last";
            case NEXT_ACTION_DATE -> "of-step";
            default -> "";
        };
        return "%s %s"
                .formatted(place, isNumber(field) ? "num" : staysOnALine(field) ? "is-short-text" : "")
                .strip();
    }
}
