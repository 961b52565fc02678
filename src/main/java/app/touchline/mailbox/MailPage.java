package app.touchline.mailbox;

import java.util.List;
import java.util.Set;

import app.touchline.mailbox.MailSource.Batch.Kind;

/**
 * What one step of reading a mailbox brought, and the cursor behind it.
 *
 * @param gone copies on record that were looked for because of a message in this page, and are not there any more
 * @param reread whether these messages were read before, and are looked at again because the directory changed
 * @param kind whether other lanes bring the same messages
 */
public record MailPage(
        long mailboxId,
        List<Message> messages,
        List<Unreadable> unreadable,
        Set<String> gone,
        CursorAdvance advance,
        boolean reread,
        Kind kind) {

    /** No other lane brings these. */
    public MailPage(
            long mailboxId,
            List<Message> messages,
            List<Unreadable> unreadable,
            Set<String> gone,
            CursorAdvance advance,
            boolean reread) {
        this(mailboxId, messages, unreadable, gone, advance, reread, Kind.FIRST);
    }

    /** No copy on record had to be looked for. */
    public MailPage(
            long mailboxId,
            List<Message> messages,
            List<Unreadable> unreadable,
            CursorAdvance advance,
            boolean reread) {
        this(mailboxId, messages, unreadable, Set.of(), advance, reread);
    }

    public MailPage {
        messages = List.copyOf(messages);
        unreadable = List.copyOf(unreadable);
        gone = Set.copyOf(gone);
    }
}
