package app.touchline.mailbox;

import java.time.LocalDate;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.settings.Settings;

/** Proposes since when touches are known: the day from which on every mailbox is read. An admin's own word goes before it. */
@Component
class KnownSince {

    private final JdbcClient jdbc;
    private final Settings settings;

    KnownSince(JdbcClient jdbc, Settings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    void propose() {
        settings.proposeKnownSince(
                jdbc.sql("select max(floor) from mailbox where removed_at is null having max(floor) is not null")
                        .query(LocalDate.class)
                        .optional()
                        .orElse(null));
    }
}
