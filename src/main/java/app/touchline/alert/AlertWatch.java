package app.touchline.alert;

import java.util.List;

/**
 * Knows one kind of thing that an admin must see to. A package that has one declares it as a bean: it is asked every few
 * seconds, what is new is told to the admins once, and what is not named any more is resolved.
 */
public interface AlertWatch {

    /** Never changes, since it is stored: "sign-in". */
    String kind();

    /** All that stands now. */
    List<Standing> standing();

    /**
     * Something to see to.
     *
     * @param about of what; the same as long as it is the same trouble: "mailbox 12"
     * @param title in a few words, with the name of the thing
     * @param words what happened and what to do
     * @param href the page where it is done
     */
    record Standing(String about, String title, String words, String href) {}
}
