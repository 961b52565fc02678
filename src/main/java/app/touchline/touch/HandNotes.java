package app.touchline.touch;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/** Writes touches that people note by hand. */
@Service
class HandNotes {

    private final JdbcClient jdbc;
    private final TouchStore store;
    private final LastTouches lastTouches;
    private final AuditLog audit;
    private final SettingsReader settings;
    private final Clock clock;

    HandNotes(
            JdbcClient jdbc,
            TouchStore store,
            LastTouches lastTouches,
            AuditLog audit,
            SettingsReader settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.lastTouches = lastTouches;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param form made with the form a person was shown: sent twice, it is one touch
     * @return the touch's id
     */
    @Transactional
    long note(HandNote noted, UUID form, SignedIn by) {
        store.lock();
        var key = "noted:" + form;
        var known = jdbc.sql("select id from touch where message_key = :key")
                .param("key", key)
                .query(Long.class)
                .optional();
        if (known.isPresent()) return known.get();
        var touch = jdbc.sql("""
                insert into touch (message_key, kind, nature, rule, direction, occurred_at, from_address, note, noted_by, created_at)
                values (:key, :kind, 'HUMAN', 'noted', 'BOTH', :at, '', :note, :by, :now)
                returning id
                """)
                .param("key", key)
                .param("kind", noted.kind().name())
                .param("at", Timestamp.from(noted.occurredAt()))
                .param("note", noted.note())
                .param("by", by.id())
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
        jdbc.sql("""
                insert into touch_party (touch_id, partner_id, address, role, contact_id, matched_by)
                values (:touch, :partner, '', 'TO', :contact, 'PERSON')
                """)
                .param("touch", touch)
                .param("partner", noted.partnerId())
                .param("contact", noted.contactId())
                .update();
        jdbc.sql("insert into touch_credit (touch_id, member_id, why) values (:touch, :by, 'NOTED')")
                .param("touch", touch)
                .param("by", by.id())
                .update();
        store.recount(touch);
        lastTouches.renew(List.of(noted.partnerId()));
        audit.note(
                new Who(by.id(), by.name()),
                "noted by hand",
                new About(
                        "touch",
                        touch,
                        noted.kind().words() + " of "
                                + noted.occurredAt().atZone(settings.zone()).toLocalDate()),
                Map.of("partner", noted.partnerId()));
        return touch;
    }
}
