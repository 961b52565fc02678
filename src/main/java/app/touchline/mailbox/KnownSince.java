package app.touchline.mailbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Proposes since when touches are known: the day from which on every mailbox is read. An admin's own word goes before it. */
@Component
class KnownSince {

    private final JdbcClient jdbc;

    KnownSince(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void propose() {
        jdbc.sql("""
                update programme
                set known_since_proposed = (select max(floor) from mailbox where removed_at is null)
                """).update();
    }
}
