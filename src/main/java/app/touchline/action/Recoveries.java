package app.touchline.action;

import java.time.Instant;
import java.util.Map;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;

/** Closes recovery touches by what occurred, and opens them again; part of whatever made that so. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Recoveries {

    private final Actions actions;
    private final AuditLog audit;

    Recoveries(Actions actions, AuditLog audit) {
        this.actions = actions;
        this.audit = audit;
    }

    /** @param partner its name, for the audit */
    public void close(long actionId, String partner, long touchId, Instant occurredAt) {
        actions.findToChange(actionId)
                .filter(action -> action.closeBy(touchId, occurredAt))
                .ifPresent(action -> note(action, partner, "closed by a touch", Map.of("touch", touchId)));
    }

    /** @param partner its name, for the audit */
    public void open(long actionId, String partner) {
        actions.findToChange(actionId)
                .filter(Action::openForWantOfATouch)
                .ifPresent(
                        action -> note(action, partner, "opened again, the touch that closed it being none", Map.of()));
    }

    private void note(Action action, String partner, String what, Map<String, ?> detail) {
        audit.note(Who.TOUCHLINE, "recovery touch " + what, new About("partner", action.partnerId(), partner), detail);
        actions.flush();
    }
}
