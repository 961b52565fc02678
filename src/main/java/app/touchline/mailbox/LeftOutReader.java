package app.touchline.mailbox;

import java.util.HashSet;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what of a mailbox is left out. */
@Component
class LeftOutReader {

    private final JdbcClient jdbc;

    LeftOutReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
        return addresses.isEmpty() && domains.isEmpty() && keptFrom == null
                ? LeftOut.NOTHING
                : new LeftOut(addresses, domains, keptFrom);
    }

    List<String> list(long mailboxId) {
        return jdbc.sql("select what from mailbox_exclusion where mailbox_id = :mailbox order by what")
                .param("mailbox", mailboxId)
                .query((row, index) -> row.getString("what"))
                .list();
    }
}
