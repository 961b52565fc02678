package app.touchline.mailbox;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Why a source could not answer. Each says in one sentence what a person can do; what the application does about it is
 * decided in one place, {@link MailSync}. A single message that cannot be read is no trouble but an {@link Unreadable}.
 */
public sealed interface Trouble {

    String words();

    /** Asked too often; not before {@code retryAfter}, where the server said when. */
    record Throttled(@Nullable Duration retryAfter, String words) implements Trouble {}

    /** The password (or consent) is not accepted: only a person can help. */
    record Reauth(String words) implements Trouble {}

    /** Signed in, but not allowed to read this. */
    record AccessDenied(String words) implements Trouble {}

    /** The folder, or the mailbox, is not there any more. */
    record Gone(String words) implements Trouble {}

    /** The server has renumbered the folder: what a cursor means is lost, and the folder is read anew. */
    record CursorInvalid(String words) implements Trouble {}

    /** The answer was too much for the server at once: less of it may do. */
    record TooMuchAtOnce(String words) implements Trouble {}

    /** Signed in, but the mailbox as a whole is closed to us: consent or its scope is missing, or came to an end. */
    record Unconsented(String words) implements Trouble {}

    /** The mailbox as a whole is not there; some servers say so of mailboxes that are there a minute later. */
    record MailboxGone(String words) implements Trouble {}

    /** The credential of a whole tenant is not accepted: only a person can help, and all its mailboxes wait. */
    record TenantReauth(String words) implements Trouble {}

    /** A whole tenant asked too often. */
    record TenantThrottled(@Nullable Duration retryAfter, String words) implements Trouble {}

    /** Anything that may be over by itself: network, server, certificate. */
    record Transient(String words) implements Trouble {}
}
