package app.touchline.response;

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
import app.touchline.team.SignedIn;

/** "No reply needed": said of one message, and taken back; each once however often it is asked, and audited. */
@Service
public class ReplyDismissals {

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    ReplyDismissals(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** @return false where the message waits no more, or was dismissed already; then nothing is changed */
    @Transactional
    public boolean dismiss(SignedIn me, long touchId, long partnerId) {
        refuseViewers(me);
        var partner = waitingOf(touchId, partnerId);
        if (partner.isEmpty()) return false;
        var dismissed = jdbc.sql("""
                        insert into reply_dismissal (touch_id, partner_id, by_id, at) values (:touch, :partner, :me, :now)
                        on conflict do nothing
                        """)
                        .param("touch", touchId)
                        .param("partner", partnerId)
                        .param("me", me.id())
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
        if (dismissed) audit.note(me.who(), "said that no reply is needed", partner.get(), Map.of("message", touchId));
        return dismissed;
    }

    /** @return false where it is not dismissed */
    @Transactional
    public boolean takeBack(SignedIn me, long touchId, long partnerId) {
        refuseViewers(me);
        var partner = about(partnerId);
        var takenBack = partner.isPresent()
                && jdbc.sql("delete from reply_dismissal where touch_id = :touch and partner_id = :partner")
                                .param("touch", touchId)
                                .param("partner", partnerId)
                                .update()
                        == 1;
        if (takenBack)
            audit.note(me.who(), "took back that no reply is needed", partner.get(), Map.of("message", touchId));
        return takenBack;
    }

    private Optional<About> waitingOf(long touchId, long partnerId) {
        var waits = jdbc.sql("""
                select exists (select from response
                where last_touch_id = :touch and partner_id = :partner and answered_at is null)
                """)
                .param("touch", touchId)
                .param("partner", partnerId)
                .query(Boolean.class)
                .single();
        return waits ? about(partnerId) : Optional.empty();
    }

    private Optional<About> about(long partnerId) {
        return jdbc.sql("select name from partner where id = :partner")
                .param("partner", partnerId)
                .query(String.class)
                .optional()
                .map(name -> new About("partner", partnerId, name));
    }

    private static void refuseViewers(SignedIn me) {
        if (!me.worksWithPartners()) throw new AccessDeniedException("A viewer changes nothing.");
    }
}
