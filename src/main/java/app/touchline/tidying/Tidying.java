package app.touchline.tidying;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.partner.ContactDraft;
import app.touchline.partner.ContactRecords;
import app.touchline.team.SignedIn;

/** What people say about contacts that are proposed: enter, leave out, works all the same. */
@Service
class Tidying {

    enum What {
        SUGGESTION,
        BOUNCE
    }

    private final TidyingReader reader;
    private final ContactRecords contacts;
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    Tidying(TidyingReader reader, ContactRecords contacts, JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.reader = reader;
        this.contacts = contacts;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** Enters the person at the partner, from the beginning. Empty when somebody was faster. */
    @Transactional
    Optional<String> accept(long partnerId, String address, SignedIn me) {
        return reader.suggested(partnerId, address).map(suggested -> {
            contacts.add(partnerId, ContactDraft.of(suggested.called(), address), me);
            return suggested.called();
        });
    }

    @Transactional
    void dismiss(What what, String address, SignedIn me) {
        allow(me);
        var first = jdbc.sql("""
                insert into contact_dismissal (address, what, at) values (:address, :what, :now)
                on conflict (address, what) do update set at = excluded.at
                """)
                        .param("address", address)
                        .param("what", what.name())
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                > 0;
        if (first) note("left a proposal out", what, me);
    }

    @Transactional
    void proposeAgain(What what, String address, SignedIn me) {
        allow(me);
        var gone = jdbc.sql("delete from contact_dismissal where address = :address and what = :what")
                        .param("address", address)
                        .param("what", what.name())
                        .update()
                > 0;
        if (gone) note("brought a proposal back", what, me);
    }

    /** Without the address: who is no contact has no place in the audit, which forgets nothing. */
    private void note(String verb, What what, SignedIn me) {
        audit.note(
                me.who(),
                verb,
                new About("contact", null, what == What.SUGGESTION ? "A suggested contact" : "A bounced address"),
                Map.of());
    }

    private static void allow(SignedIn me) {
        if (!me.worksWithPartners()) throw new AccessDeniedException("A viewer changes nothing");
    }
}
