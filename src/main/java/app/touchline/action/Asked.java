package app.touchline.action;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.web.Back;
import app.touchline.web.Toast;

/**
 * How a form of this package was asked for, and with that how it is answered.
 *
 * @param back where the person came from and returns to
 * @param inPlace by htmx: the form opens under a row, else it is a whole page
 * @param model what the form shows
 */
record Asked(Back back, boolean inPlace, HttpServletResponse response, Model model, RedirectAttributes redirect) {

    String show(String template) {
        response.addHeader("Vary", "HX-Request");
        return inPlace ? template + " :: form" : template;
    }

    /** Shows the form again where it stands, with what is wrong. */
    String again(String template, HttpStatus status) {
        response.setStatus(status.value());
        if (inPlace) {
            response.addHeader("HX-Retarget", "#step-form");
            response.addHeader("HX-Reswap", "outerHTML");
            response.addHeader("HX-Reselect", "#step-form");
        }
        return show(template);
    }

    /** Shows the form again with what somebody else made of the action meanwhile. */
    String changedMeanwhile(String template) {
        model.addAttribute("changed", true);
        return again(template, HttpStatus.CONFLICT);
    }

    /** Goes back and says what was done; {@code undo}, of an action of that version, takes it back. */
    String done(String said, String undo, int version) {
        Toast.withUndo(redirect, said, back.undo(undo, version));
        return back.redirect();
    }

    String say(String said) {
        Toast.say(redirect, said);
        return back.redirect();
    }

    String nothingChanged() {
        return say("That was done already. Nothing was changed.");
    }

    /** Without the model, of which this is a part. */
    @Override
    public String toString() {
        return "Asked[back=%s, inPlace=%s]".formatted(back.path(), inPlace);
    }
}
