package app.touchline.mailbox.graph;

import java.time.Instant;
import java.util.Base64;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Trouble;
import app.touchline.secrets.Secrets;

/**
 * Where reading in a mailbox stands, written down as the core keeps it: small JSON, without host or token of ours, its links
 * encrypted, since they name the mailbox.
 */
final class Places {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    sealed interface Place {}

    /**
     * How far a folder's changes are followed.
     *
     * @param from mail received before is not told
     * @param link to go on with; null before the first page
     * @param baseline whether the first round is not over yet
     */
    record Following(Instant from, @Nullable String link, boolean baseline) implements Place {

        Following with(@Nullable String otherLink) {
            return new Following(from, otherLink, baseline);
        }
    }

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
     * @param handedOut marks of the mail that was given with the page before and lies in the second where this one begins
     */
    record Descent(
            @Nullable Instant to,
            @Nullable Instant from,
            long seconds,
            int read,
            long left,
            @Nullable String link,
            @Nullable Instant lowest,
            @Nullable Set<String> handedOut)
            implements Place {

        private static final long A_WEEK = 7 * 86_400L;

        /** A cursor written before this was noted has none. */
        Descent {
            handedOut = handedOut == null ? Set.of() : Set.copyOf(handedOut);
        }

        @Override
        public Set<String> handedOut() {
            return handedOut == null ? Set.of() : handedOut;
        }

        static Descent fromTheTop(@Nullable Instant lowest) {
            return new Descent(null, null, A_WEEK, 0, 0, null, lowest, Set.of());
        }

        Descent with(@Nullable String otherLink) {
            return new Descent(to, from, seconds, read, left, otherLink, lowest, handedOut);
        }
    }

    /**
     * The daily second look at the last days.
     *
     * @param due when it begins
     * @param since how far back the present one goes; null while none is under way
     */
    record Sweep(
            Instant due, @Nullable Instant since, @Nullable Descent at, Instant last) implements Place {}

    /** Nothing to be read there: a folder whose older mail is read with the whole mailbox. */
    record Nothing() implements Place {}

    private final Secrets secrets;
    private final String boundTo;

    /** @param user whose mailbox it is: a link opens for no other */
    Places(Secrets secrets, String user) {
        this.secrets = secrets;
        this.boundTo = "touchline graph link|" + user;
    }

    String write(Place place) {
        return JSON.writeValueAsString(
                linked(place, link -> Base64.getEncoder().encodeToString(secrets.seal(link, boundTo))));
    }

    <T extends Place> T read(String cursor, Class<T> kind) throws MailTrouble {
        try {
            return kind.cast(linked(JSON.readValue(cursor, kind), this::opened));
        } catch (JacksonException | IllegalArgumentException | NoSuchElementException e) {
            throw new MailTrouble(
                    new Trouble.CursorInvalid("What was noted of how far this was read cannot be used."), e);
        }
    }

    private String opened(String sealed) {
        return secrets.open(Base64.getDecoder().decode(sealed), boundTo).orElseThrow();
    }

    private static Place linked(Place place, UnaryOperator<String> link) {
        return switch (place) {
            case Following at -> at.link() == null ? at : at.with(link.apply(at.link()));
            case Descent at -> linked(at, link);
            case Sweep sweep ->
                sweep.at() == null
                        ? sweep
                        : new Sweep(sweep.due(), sweep.since(), linked(sweep.at(), link), sweep.last());
            case Nothing nothing -> nothing;
        };
    }

    private static Descent linked(Descent at, UnaryOperator<String> link) {
        return at.link() == null ? at : at.with(link.apply(at.link()));
    }
}
