package app.touchline.mailbox.graph;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Trouble;

/** Where reading stands, written down as the core keeps it: small JSON, without host, token of ours, or address. */
final class Places {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * How far a folder's changes are followed.
     *
     * @param from mail received before is not told
     * @param link to go on with; null before the first page
     * @param baseline whether the first round is not over yet
     */
    record Following(Instant from, @Nullable String link, boolean baseline) {}

    /**
     * How far a list is read downwards, window by window, the newest first.
     *
     * @param to before this; null: from the very top
     * @param from the window's lower end; null where the next window is not yet chosen
     * @param seconds how wide windows are
     * @param read messages in this window so far
     * @param left messages below, about
     * @param link for more mail of one and the same second
     * @param lowest where the list ends above the floor; null for the floor
     */
    record Descent(
            @Nullable Instant to,
            @Nullable Instant from,
            long seconds,
            int read,
            long left,
            @Nullable String link,
            @Nullable Instant lowest) {

        private static final long A_WEEK = 7 * 86_400L;

        static Descent fromTheTop(@Nullable Instant lowest) {
            return new Descent(null, null, A_WEEK, 0, 0, null, lowest);
        }
    }

    /**
     * The daily second look at the last days.
     *
     * @param due when it begins
     * @param since how far back the present one goes; null while none is under way
     */
    record Sweep(
            Instant due, @Nullable Instant since, @Nullable Descent at, Instant last) {}

    /** Nothing to be read there: a folder whose older mail is read with the whole mailbox. */
    record Nothing() {}

    private Places() {}

    static String write(Object place) {
        return JSON.writeValueAsString(place);
    }

    static <T> T read(String cursor, Class<T> kind) throws MailTrouble {
        try {
            return JSON.readValue(cursor, kind);
        } catch (JacksonException e) {
            throw new MailTrouble(
                    new Trouble.CursorInvalid("What was noted of how far this was read cannot be used."), e);
        }
    }
}
