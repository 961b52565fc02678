package app.touchline.importing;

import java.util.List;

import app.touchline.importing.Choices.Choice;
import app.touchline.partner.FileField;

/** The page on which a person says what values mean that are none of a field's choices. */
record ValuesPage(ImportJob job, List<FieldLine> fields) {

    record FieldLine(FileField field, List<ValueLine> values) {}

    /**
     * @param choices what it may mean
     * @param meaning one of the choices as it is written, empty for nothing, or {@link #AS_IT_IS}
     */
    record ValueLine(String value, int count, List<Choice> choices, String meaning) {

        /** Nobody said what it means: its rows are refused. */
        static final String AS_IT_IS = "?";
    }

    public boolean empty() {
        return fields.isEmpty();
    }
}
