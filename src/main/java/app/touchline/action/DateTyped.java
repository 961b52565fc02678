package app.touchline.action;

import java.beans.PropertyEditorSupport;
import java.time.DateTimeException;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/** Reads the date of a form's field; what is no date is none, and the form then asks for one. */
final class DateTyped extends PropertyEditorSupport {

    @Override
    public void setAsText(String text) {
        setValue(read(text.strip()));
    }

    private static @Nullable LocalDate read(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException notADate) {
            return null;
        }
    }
}
