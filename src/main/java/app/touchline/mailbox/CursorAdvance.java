package app.touchline.mailbox;

/**
 * Moves the cursor past a page, in the page's own transaction. False when somebody else holds the mailbox or has moved
 * the cursor: then nothing of the page is written.
 */
@FunctionalInterface
public interface CursorAdvance {

    boolean advance();
}
