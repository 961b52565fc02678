package app.touchline.partner;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

import app.touchline.web.EditForm;

/**
 * A verb that cannot be done, with the sentence a person is told. Nothing has changed.
 *
 * <p>{@link #field} is the form field (or import column) the sentence belongs beside, {@link #link} where the record
 * that stands in the way is shown.
 */
public final class Refused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String field;
    private final @Nullable String link;

    public Refused(String field, String sentence) {
        this(field, sentence, null);
    }

    public Refused(String field, String sentence, @Nullable String link) {
        super(sentence);
        this.field = field;
        this.link = link;
    }

    /** @throws Refused where it is so */
    public static void when(boolean wrong, String field, String sentence) {
        if (wrong) throw new Refused(field, sentence);
    }

    /** Two people saved in the same instant, and this one was the second. */
    static Refused atTheSameMoment() {
        return new Refused("name", "Somebody else saved at the same moment. What you typed is kept here; save again.");
    }

    /** Said beside the form's first field. */
    static Refused atTheSameMoment(EditForm form) {
        return new Refused(
                form.typed().keySet().stream().findFirst().orElse("name"),
                atTheSameMoment().sentence());
    }

    public String field() {
        return field;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    public @Nullable String link() {
        return link;
    }
}
