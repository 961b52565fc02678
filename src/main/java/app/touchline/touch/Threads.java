package app.touchline.touch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which touches belong to one conversation: those whose Message-IDs are linked by In-Reply-To and References, never by
 * subject. Threads that turn out to be one become the older one.
 */
@Component
class Threads {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Threads(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param refs hashed Message-IDs per message; those that are not stored yet are told their thread */
    void link(Map<Entry, List<String>> refs) {
        if (refs.isEmpty()) return;
        var known =
                known(refs.values().stream().flatMap(List::stream).distinct().toArray(String[]::new));
        var union = new Union();
        refs.forEach((entry, hashes) -> {
            var thread = entry.before().stream()
                    .map(StoredTouch::threadId)
                    .filter(Objects::nonNull)
                    .toList();
            var nodes = new ArrayList<String>();
            thread.forEach(id -> nodes.add(union.thread(id)));
            hashes.forEach(hash -> {
                nodes.add(hash);
                var id = known.get(hash);
                if (id != null) nodes.add(union.thread(id));
            });
            nodes.forEach(node -> union.join(nodes.getFirst(), node));
        });
        var roots = new TreeMap<String, Long>();
        refs.values().forEach(hashes -> hashes.forEach(hash -> roots.putIfAbsent(union.root(hash), 0L)));
        union.threads.forEach((id, node) ->
                roots.merge(union.root(node), id, (one, other) -> one == 0 ? other : Math.min(one, other)));
        newThreads(roots);
        write(refs, known, union, roots);
    }

    private Map<String, Long> known(String[] hashes) {
        var known = new HashMap<String, Long>();
        jdbc.sql("select ref_hash, thread_id from thread_ref where ref_hash = any(:hashes)")
                .param("hashes", hashes)
                .query(row -> {
                    known.put(row.getString("ref_hash"), row.getLong("thread_id"));
                });
        return known;
    }

    private void newThreads(Map<String, Long> roots) {
        var fresh =
                roots.entrySet().stream().filter(root -> root.getValue() == 0).toList();
        if (fresh.isEmpty()) return;
        var ids = jdbc.sql("select nextval('thread_id_seq') from generate_series(1, :n)")
                .param("n", fresh.size())
                .query(Long.class)
                .list();
        for (int i = 0; i < fresh.size(); i++) fresh.get(i).setValue(ids.get(i));
    }

    private void write(Map<Entry, List<String>> refs, Map<String, Long> known, Union union, Map<String, Long> roots) {
        var newRefs = new TreeMap<String, RefRow>();
        var touches = new ArrayList<TouchRow>();
        refs.forEach((entry, hashes) -> {
            var thread = Objects.requireNonNull(roots.get(union.root(hashes.getFirst())));
            if (entry.touch().id() == StoredTouch.NEW) entry.inThread(thread);
            else if (!thread.equals(entry.touch().threadId()))
                touches.add(new TouchRow(entry.touch().id(), thread));
            for (var hash : hashes) if (!known.containsKey(hash)) newRefs.put(hash, new RefRow(hash, thread));
        });
        if (!newRefs.isEmpty())
            jdbc.sql("""
                insert into thread_ref (ref_hash, thread_id)
                select ref_hash, thread_id from json_to_recordset(cast(:rows as json)) as r (ref_hash text, thread_id bigint)
                """)
                    .param("rows", json.writeValueAsString(newRefs.values()))
                    .update();
        if (!touches.isEmpty())
            jdbc.sql("""
                update touch t set thread_id = r.thread_id
                from json_to_recordset(cast(:rows as json)) as r (touch_id bigint, thread_id bigint)
                where t.id = r.touch_id
                """).param("rows", json.writeValueAsString(touches)).update();
        join(union, roots);
    }

    /** Threads that turn out to be one take the name of the oldest. */
    private void join(Union union, Map<String, Long> roots) {
        var joined = new TreeMap<Long, Long>();
        union.threads.forEach((id, node) -> {
            var into = Objects.requireNonNull(roots.get(union.root(node)));
            if (!into.equals(id)) joined.put(id, into);
        });
        if (joined.isEmpty()) return;
        for (var table : List.of("thread_ref", "touch"))
            jdbc.sql("update " + table + """
                     t set thread_id = joined.into_id
                    from unnest(cast(:ids as bigint[]), cast(:into as bigint[])) as joined (id, into_id)
                    where t.thread_id = joined.id
                    """)
                    .param("ids", joined.keySet().toArray(Long[]::new))
                    .param("into", joined.values().toArray(Long[]::new))
                    .update();
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record RefRow(String refHash, long threadId) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record TouchRow(long touchId, long threadId) {}

    private static final class Union {

        private final Map<String, String> parent = new HashMap<>();
        private final Map<Long, String> threads = new TreeMap<>();

        String thread(long id) {
            return threads.computeIfAbsent(id, thread -> "thread " + thread);
        }

        String root(String node) {
            var root = node;
            for (var up = parent.get(root); up != null; up = parent.get(root)) root = up;
            if (!root.equals(node)) parent.put(node, root);
            return root;
        }

        void join(String one, String other) {
            var a = root(one);
            var b = root(other);
            if (!a.equals(b)) parent.put(b, a);
        }
    }
}
