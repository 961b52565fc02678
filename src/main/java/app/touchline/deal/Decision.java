package app.touchline.deal;

import java.time.Instant;
import java.util.Locale;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.jspecify.annotations.Nullable;

import app.touchline.partner.Names;
import app.touchline.partner.Refused;

/** Whether a registration is approved or declined: by when it is to be decided, who did, when and why. */
@Embeddable
@SuppressWarnings("UnusedVariable") // some of it is only read in SQL
public class Decision {

    @Enumerated(EnumType.STRING)
    private Standing standing;

    @Column(name = "decision_due_at")
    private @Nullable Instant dueAt;

    private @Nullable Instant decidedAt;
    private @Nullable Long decidedBy;

    @Column(name = "decision_reason")
    private String reason = "";

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Decision() {}

    /** @param dueAt null where our own sales entered it and nobody decides */
    Decision(@Nullable Instant dueAt) {
        this.standing = dueAt == null ? Standing.OURS : Standing.WAITING;
        this.dueAt = dueAt;
    }

    void make(Standing to, String reason, Deed deed) {
        Refused.when(standing != Standing.WAITING, "decision", "This is decided already: %s.".formatted(words()));
        standing = to;
        decidedAt = deed.at();
        decidedBy = deed.by().id();
        this.reason = Names.text("reason", reason);
    }

    void decline(String reason, Deed deed) {
        Refused.when(reason.isBlank(), "reason", "Say why: the partner is told.");
        make(Standing.DECLINED, reason, deed);
    }

    /** Taken back before anybody decided. */
    void withdraw(String reason) {
        Refused.when(reason.isBlank(), "reason", "Say why it is taken back.");
        Refused.when(standing != Standing.WAITING, "decision", "Only what waits for a decision is withdrawn.");
        standing = Standing.WITHDRAWN;
        this.reason = Names.text("reason", reason);
    }

    /** Nothing is decided any more: it waits until then. */
    void anew(Instant dueAt) {
        Refused.when(standing != Standing.DECLINED, "decision", "Only what was declined is decided anew.");
        standing = Standing.WAITING;
        this.dueAt = dueAt;
        decidedAt = null;
        decidedBy = null;
        reason = "";
    }

    void refuseWhereOver(String field) {
        Refused.when(standing.over(), field, "This registration is over: it was %s.".formatted(words()));
    }

    private String words() {
        return standing.words().toLowerCase(Locale.ROOT);
    }

    void refuseWhereNothingMoves() {
        Refused.when(!standing.moves(), "stage", "Only what is approved moves; this is %s.".formatted(words()));
    }

    public Standing standing() {
        return standing;
    }

    public @Nullable Instant dueAt() {
        return dueAt;
    }

    public @Nullable Instant decidedAt() {
        return decidedAt;
    }

    public String reason() {
        return reason;
    }
}
