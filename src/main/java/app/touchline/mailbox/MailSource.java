package app.touchline.mailbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Where mail comes from, of one kind of server. A source knows its protocol and nothing of partners; it never sleeps, never retries and never
 * writes to the mailbox. Where it stopped reading is said in cursors, which only the source understands.
 *
 * @param <A> what it needs to know to get into a mailbox
 */
public interface MailSource<A> {

    /** Signs in. The caller closes the visit. */
    Visit visit(A account) throws MailTrouble;

    /**
     * Where a mailbox on a server is and how to get in.
     *
     * @param authority who signs the server's certificate, where the machine does not know it
     */
    record Account(
            String host,
            int port,
            Tls tls,
            String username,
            SignIn signIn,
            @Nullable Authority authority) {

        public Account(String host, int port, Tls tls, String username, String password) {
            this(host, port, tls, username, new SignIn.Password(password), null);
        }

        @Override
        public String toString() {
            return username + " at " + host + ":" + port + " (" + tls + ")";
        }
    }

    /** How somebody proves at a server to be allowed in. */
    sealed interface SignIn {

        record Password(String value) implements SignIn {
            @Override
            public String toString() {
                return "a password";
            }
        }

        /** With a token that a connection gives. */
        record Through(long connectionId) implements SignIn {}

        /** With that token. */
        record Token(String value) implements SignIn {
            @Override
            public String toString() {
                return "a token";
            }
        }
    }

    /** One signed-in conversation, used by one thread at a time. After a {@link Trouble.Transient} it is of no more use. */
    interface Visit extends AutoCloseable {

        /** All folders whose mail counts: not Drafts, Junk and Trash. */
        List<SeenFolder> folders() throws MailTrouble;

        /** Equal to the last time's when nothing has arrived in a folder since; null when the source cannot say. */
        @Nullable
        String state(String folder) throws MailTrouble;

        /**
         * Where reading begins in a folder.
         *
         * @param readTo up to when its mail was read before the server lost count; null when it was never read
         */
        Beginning begin(String folder, @Nullable Instant readTo) throws MailTrouble;

        /**
         * The next messages of a lane, at most {@code limit}. Every message between the cursor and the batch's next
         * cursor that still exists and is not older than {@code since} (by the server's date) is in the batch, readable
         * or not.
         */
        Batch next(String folder, Lane lane, String cursor, Instant since, int limit) throws MailTrouble;

        /**
         * As {@link #next} downwards, but of the messages only those that may be with one of these names; some too many
         * rather than one too few. Null where the server does not search so: then all must be read.
         */
        default @Nullable Batch found(String folder, Names names, String cursor, Instant since, int limit)
                throws MailTrouble {
            return null;
        }

        /** So many messages a page may have. */
        default int largestPage() {
            return 500;
        }

        /** What is asked for only when a message is with a partner: its parts and its newest Received header. */
        Map<String, More> more(Collection<String> providerIds) throws MailTrouble;

        /**
         * Which of these copies are not where they were. A source whose ids follow a message through its moves need not
         * look.
         */
        default Set<String> gone(Collection<String> providerIds) throws MailTrouble {
            return Set.of();
        }

        /** One message again; empty when it is gone or still cannot be read. */
        Optional<Message> refetch(String providerId) throws MailTrouble;

        @Override
        void close();
    }

    /** The directions in which a folder is read. */
    enum Lane {
        /** From the cursor up: what arrived since. */
        LIVE,
        /** From the cursor down towards the floor: older mail, newest first. */
        DOWN
    }

    /**
     * @param name the source's own name for it
     * @param title the name as a person reads it
     */
    record SeenFolder(String name, String title) {}

    /** @param state the folder's {@link Visit#state} when reading began; null when the source cannot say */
    record Beginning(
            String liveCursor,
            String backfillCursor,
            @Nullable String state) {}

    /**
     * @param next the cursor when this batch is applied
     * @param done the lane has reached its end
     * @param left how many messages the lane still has after this batch
     */
    record Batch(List<Message> messages, List<Unreadable> unreadable, String next, boolean done, long left, Kind kind) {

        /** Whether other lanes bring the same messages. */
        public enum Kind {
            /** No other lane does. */
            FIRST,
            /** Another one does, and counts them. */
            OVERLAP,
            /** The others should have brought them all: a look behind them. */
            SWEEP
        }

        public Batch(List<Message> messages, List<Unreadable> unreadable, String next, boolean done, long left) {
            this(messages, unreadable, next, done, left, Kind.FIRST);
        }

        public boolean isEmpty() {
            return messages.isEmpty() && unreadable.isEmpty();
        }

        /** @param same messages, of which more is known */
        Batch with(List<Message> same) {
            return new Batch(same, unreadable, next, done, left, kind);
        }
    }
}
