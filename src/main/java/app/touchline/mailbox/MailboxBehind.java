package app.touchline.mailbox;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A mailbox whose mail is not all read, so that numbers resting on it may miss touches.
 *
 * @param behind since when it was last read to the end; null when it never was
 * @param words what a page says: "partners@acme.example is 3 h behind"
 */
public record MailboxBehind(
        long mailboxId, String address, @Nullable Duration behind, String words) {}
