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

    /** Anything that may be over by itself: network, server, certificate. */
    record Transient(String words) implements Trouble {}
}
