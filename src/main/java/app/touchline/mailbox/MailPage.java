package app.touchline.mailbox;

import java.util.List;

/**
 * What one step of reading a mailbox brought, and the cursor behind it.
 *
 * @param reread whether these messages were read before, and are looked at again because the directory changed
 */
public record MailPage(
        long mailboxId, List<Message> messages, List<Unreadable> unreadable, CursorAdvance advance, boolean reread) {

    public MailPage {
        messages = List.copyOf(messages);
        unreadable = List.copyOf(unreadable);
    }
}
