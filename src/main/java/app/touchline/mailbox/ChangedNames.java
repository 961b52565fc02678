package app.touchline.mailbox;

import java.time.Clock;
import java.util.HashSet;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Knows for which names mail must be looked for that was matched against an older directory. */
@Component
class ChangedNames {

    /** With more of them, reading all is less work for a mail server than searching all. */
    static final int MOST = 100;

    private final Reattributions reattributions;
    private final JdbcClient jdbc;
    private final Clock clock;

    ChangedNames(Reattributions reattributions, JdbcClient jdbc, Clock clock) {
        this.reattributions = reattributions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Change(
            String what, @Nullable String address, @Nullable String domain) {}

    /**
     * All that may have gained mail since this version of the directory, up to now at least; null where that cannot be said,
     * or by too many names: then mail is read again as a whole.
     */
    @Transactional
    public @Nullable Names since(long version) {
        reattributions.gather(clock.instant());
        boolean allKnown = jdbc.sql("select :version >= names_known_since from directory_version")
                .param("version", version)
                .query(Boolean.class)
                .single();
        if (!allKnown) return null;
        var changes = jdbc.sql("""
                select distinct c.what, c.address, c.domain
                from reattribution r join directory_change c on c.reattribution_id = r.id
                where r.version > :version and c.gains
                limit :most
                """)
                .param("version", version)
                .param("most", 3 * MOST)
                .query((row, index) ->
                        new Change(row.getString("what"), row.getString("address"), row.getString("domain")))
                .list();
        var addresses = new HashSet<String>();
        var domains = new HashSet<String>();
        for (var change : changes) {
            if (change.what().equals("ZONE")) return null;
            if (change.address() != null) addresses.add(change.address());
            if (change.domain() != null) domains.add(change.domain());
        }
        // a version that rose without a change on record says nothing of what changed
        boolean tooMany = addresses.size() + domains.size() > MOST || changes.size() == 3 * MOST;
        return changes.isEmpty() || tooMany ? null : new Names(addresses, domains);
    }
}
