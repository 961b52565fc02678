package app.touchline.web;

import java.io.Serial;
import java.util.List;

/** Nothing was saved: somebody else changed fields that this person changed too. */
public final class ChangedMeanwhile extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient EditForm form;
    private final transient List<Clash> clashes;

    /**
     * A field both changed.
     *
     * @param words what it is, to begin a sentence: "The tier"
     * @param theirs what the other person saved, in words
     */
    public record Clash(String field, String words, String theirs) {

        /** "The tier changed meanwhile." */
        public String sentence() {
            return words + " changed meanwhile. What you typed is kept here; save again to put it in place.";
        }
    }

    /** @param form what was typed, against what is saved now: sent again, it is saved */
    public ChangedMeanwhile(EditForm form, List<Clash> clashes) {
        this.form = form;
        this.clashes = clashes;
    }

    public EditForm form() {
        return form;
    }

    public List<Clash> clashes() {
        return clashes;
    }
}
