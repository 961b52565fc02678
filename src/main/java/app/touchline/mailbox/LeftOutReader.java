package app.touchline.mailbox;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.settings.SettingsReader;

/** Reads what of a mailbox is left out. */
@Component
class LeftOutReader {

    private final JdbcClient jdbc;
    private final SettingsReader settings;
    private final Clock clock;

    LeftOutReader(JdbcClient jdbc, SettingsReader settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** Part of a page's transaction, after it has the mailbox. */
    LeftOut of(long mailboxId) {
        var addresses = new HashSet<String>();
        var domains = new HashSet<String>();
        for (var each : list(mailboxId)) (each.contains("@") ? addresses : domains).add(each);
        var keptFrom = jdbc.sql("select kept_from from mailbox where id = :mailbox and kept_from is not null")
                .param("mailbox", mailboxId)
                .query((row, index) -> row.getTimestamp("kept_from").toInstant())
                .optional()
                .orElse(null);
        return new LeftOut(addresses, domains, keptFrom, retainedFrom());
    }

    private @Nullable Instant retainedFrom() {
        var current = settings.current();
        var day = current.keptFrom(current.today(clock));
        return day == null ? null : day.atStartOfDay(current.zone()).toInstant();
    }

    List<String> list(long mailboxId) {
        return jdbc.sql("select what from mailbox_exclusion where mailbox_id = :mailbox order by what")
                .param("mailbox", mailboxId)
                .query((row, index) -> row.getString("what"))
                .list();
    }
}
