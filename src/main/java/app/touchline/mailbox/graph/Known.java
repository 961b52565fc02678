package app.touchline.mailbox.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Messages of which all was handed out lately, so that what Graph tells when one of them was merely read or flagged needs
 * no second request. Forgetting one costs a request, no more: a message whose page was not committed is handed out again
 * in whole anyway.
 */
final class Known {

    private static final int MOST = 200_000;

    private final Set<String> ids = Collections.synchronizedSet(Collections.newSetFromMap(new Youngest()));

    private static final class Youngest extends LinkedHashMap<String, Boolean> {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    }

    void add(String mailbox, String id) {
        ids.add(mailbox + id);
    }

    boolean contains(String mailbox, String id) {
        return ids.contains(mailbox + id);
    }
}
