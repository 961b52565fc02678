package app.touchline.mailbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The state of the tables that this node began with. Once a newer node has upgraded them this one reads no more mail: what it
 * would write was thought out for other tables.
 */
@Component
class TablesAtStart {

    /** Which one was applied last. */
    static final String RANK = "select max(installed_rank) from flyway_schema_history where success";

    private final JdbcClient jdbc;
    private final long rank;

    TablesAtStart(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.rank = jdbc.sql(RANK).query(Long.class).single();
    }

    long rank() {
        return rank;
    }

    boolean areUpgraded() {
        return jdbc.sql(RANK).query(Long.class).single() != rank;
    }
}
