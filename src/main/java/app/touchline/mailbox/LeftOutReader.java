package app.touchline.mailbox;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.settings.ProgrammeSettings;
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

    LeftOut of(long mailboxId) {
        return of(mailboxId, settings.current());
    }

    /** Part of a page's transaction, after it has the mailbox. */
    LeftOut of(long mailboxId, ProgrammeSettings programme) {
        return jdbc.sql("""
                select kept_from, array(select what from mailbox_exclusion where mailbox_id = m.id) as left_out
                from mailbox m where id = :mailbox
                """)
                .param("mailbox", mailboxId)
                .query((row, index) -> {
                    var addresses = new HashSet<String>();
                    var domains = new HashSet<String>();
                    for (var each : (String[]) row.getArray("left_out").getArray())
                        (each.contains("@") ? addresses : domains).add(each);
                    return new LeftOut(
                            addresses, domains, Turns.instant(row.getTimestamp("kept_from")), retainedFrom(programme));
                })
                .single();
    }

    private @Nullable Instant retainedFrom(ProgrammeSettings programme) {
        var day = programme.keptFrom(programme.today(clock));
        return day == null ? null : day.atStartOfDay(programme.zone()).toInstant();
    }

    List<String> list(long mailboxId) {
        return jdbc.sql("select what from mailbox_exclusion where mailbox_id = :mailbox order by what")
                .param("mailbox", mailboxId)
                .query((row, index) -> row.getString("what"))
                .list();
    }
}
