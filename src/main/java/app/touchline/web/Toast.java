package app.touchline.web;

import java.io.Serial;
import java.io.Serializable;

import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What is said, once, on the page after a change; with undo where the change can be taken back. Waits in the session, which
 * is in the database.
 */
public record Toast(String text, @Nullable String undo) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    public static void say(RedirectAttributes redirect, String text) {
        redirect.addFlashAttribute("toast", new Toast(text, null));
    }

    /** @param undo the path to which a POST takes the change back */
    public static void withUndo(RedirectAttributes redirect, String text, String undo) {
        redirect.addFlashAttribute("toast", new Toast(text, undo));
    }
}
