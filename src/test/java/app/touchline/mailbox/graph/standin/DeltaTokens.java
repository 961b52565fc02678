package app.touchline.mailbox.graph.standin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What the tokens in delta links stand for. A token holds the query it was made for, and the place in it; one that is
 * older than another that was used since is gone, as is everything after a reset.
 */
final class DeltaTokens {

    /** One client's following of one folder with one query. */
    static final class Chain {
        final String mailbox;
        final String folder;
        final List<String> select;
        final Predicate<StandInItem> filter;
        long used;
        long made;

        Chain(String mailbox, String folder, List<String> select, Predicate<StandInItem> filter) {
            this.mailbox = mailbox;
            this.folder = folder;
            this.select = select;
            this.filter = filter;
        }
    }

    /**
     * @param rest what the round still has to show
     * @param until of the mailbox's log, what the round covers
     */
    record Place(Chain chain, long generation, List<Entry> rest, long until, boolean roundOver) {}

    /** One line of an answer; the id is written in the kind that each request asks for. */
    record Entry(String item, What what) {
        enum What {
            WHOLE,
            PARTIAL,
            REMOVED
        }
    }

    private final Map<String, Place> places = new HashMap<>();

    synchronized String keep(Chain chain, List<Entry> rest, long until, boolean roundOver) {
        var token = UUID.randomUUID().toString().replace("-", "");
        places.put(token, new Place(chain, ++chain.made, new ArrayList<>(rest), until, roundOver));
        return token;
    }

    synchronized Place at(String token, String mailbox, String folder) {
        var place = places.get(token);
        if (place == null)
            throw new Refused(410, "SyncStateNotFound", "The sync state generation is not found; generation=0.");
        if (!place.chain.mailbox.equals(mailbox) || !place.chain.folder.equals(folder))
            throw new Refused(400, "ErrorInvalidUrl", "The token was made for another folder.");
        if (place.generation < place.chain.used)
            throw new Refused(
                    410,
                    "SyncStateNotFound",
                    "The sync state generation is not found; generation=%d;[highest=%d]"
                            .formatted(place.generation, place.chain.used));
        place.chain.used = place.generation;
        return place;
    }

    synchronized void forgetAll() {
        places.clear();
    }
}
