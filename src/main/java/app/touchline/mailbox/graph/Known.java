package app.touchline.mailbox.graph;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import com.google.common.hash.Hashing;

/**
 * Messages of which all was handed out lately, so that what Graph tells when one of them was merely read or flagged needs
 * no second request. Forgetting one costs a request, no more: a message whose page was not committed is handed out again
 * in whole anyway. Kept as hashes, a few megabytes at most.
 */
final class Known {

    private static final int MOST = 100_000;

    private final Set<Long> ids = Collections.synchronizedSet(Collections.newSetFromMap(new Youngest()));

    private static final class Youngest extends LinkedHashMap<Long, Boolean> {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > MOST;
        }
    }

    void add(String mailbox, String id) {
        ids.add(hash(mailbox, id));
    }

    boolean contains(String mailbox, String id) {
        return ids.contains(hash(mailbox, id));
    }

    private static long hash(String mailbox, String id) {
        return Hashing.murmur3_128()
                .hashString(mailbox + "|" + id, StandardCharsets.UTF_8)
                .asLong();
    }
}
