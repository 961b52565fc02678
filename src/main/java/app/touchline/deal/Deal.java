package app.touchline.deal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import app.touchline.money.Money;
import app.touchline.partner.Names;
import app.touchline.partner.Refused;
import app.touchline.team.Member;

import static java.time.temporal.ChronoUnit.DAYS;

/**
 * A customer who may buy through a partner: registered, decided, protected for a time, moved through stages to its end, and
 * reopened if that was not the end. Each verb adds to what happened, and refuses what does not fit with a sentence
 * ({@link Refused}). All days are in the programme's zone.
 */
@Entity
@DynamicUpdate // when a decision is due is kept by DecisionClock
@SuppressWarnings("UnusedVariable") // some of it is only read in SQL
public class Deal {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String code;

    @Enumerated(EnumType.STRING)
    private Origin origin;

    private @Nullable Long partnerId;
    private Instant registeredAt;
    private @Nullable Long registeredBy;

    @Embedded
    private Details details;

    @Embedded
    private Decision decision;

    @Embedded
    private Protection protection = new Protection();

    @Embedded
    private Progress progress;

    @Embedded
    private Parts parts;

    @Embedded
    private History history;

    private @Nullable UUID formKey;
    private @Nullable String externalId;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Deal() {}

    /** @param decisionDue null where our own sales entered it */
    Deal(RegistrationId code, Registration registration, @Nullable Instant decisionDue, UUID formKey, Deed deed) {
        this.code = code.code();
        this.origin = registration.origin();
        this.partnerId = registration.partnerId();
        this.registeredAt = deed.at();
        this.registeredBy = deed.by().id();
        this.details = registration.details().tidy();
        this.decision = new Decision(decisionDue);
        this.progress = new Progress(deed.day());
        this.parts = new Parts(registration);
        this.history = new History(deed.at());
        this.formKey = formKey;
        happened(EventKind.REGISTERED, deed, "").worth(value().amount());
    }

    /** By this it is known in another system; empty for none. */
    void identifyAs(String id) {
        Refused.when(id.strip().length() > Names.LONGEST, "externalId", "An external id is not as long as that.");
        externalId = id.isBlank() ? null : id.strip();
    }

    /** What was told of it is put right; when it is expected to close is remembered with the day it left. */
    void correct(Details told, Deed deed) {
        progress.refuseWhereClosed("customer");
        decision.refuseWhereOver("customer");
        var before = details;
        details = told.tidy();
        if (!before.expectedClose().equals(details.expectedClose()))
            happened(EventKind.CLOSE_MOVED, deed, "").between(before.expectedClose(), details.expectedClose());
        if (before.ownerId() != details.ownerId()) happened(EventKind.HANDED_ON, deed, "");
        var worth = before.value().equals(value())
                ? ""
                : "%s → %s".formatted(before.value().words(), value().words());
        happened(EventKind.CORRECTED, deed, worth).worth(value().amount());
    }

    /** Somebody else of ours looks after it from now on. */
    void handTo(Member taker, Deed deed) {
        progress.refuseWhereClosed("owner");
        decision.refuseWhereOver("owner");
        details = details.withOwner(taker.id());
        happened(EventKind.HANDED_ON, deed, "To " + taker.name());
    }

    /** @param until the last protected day; the first is that of the deed */
    void approve(LocalDate until, String note, Deed deed) {
        Protection.check(deed.day(), until);
        decision.make(Standing.APPROVED, note, deed);
        protection.begin(deed.day(), until);
        happened(EventKind.APPROVED, deed, note).between(protection.from(), protection.lastDay());
    }

    void decline(String reason, Deed deed) {
        decision.decline(reason, deed);
        happened(EventKind.DECLINED, deed, decision.reason());
    }

    /** Taken back before anybody decided. */
    void withdraw(String reason, Deed deed) {
        decision.withdraw(reason);
        happened(EventKind.WITHDRAWN, deed, decision.reason());
    }

    /** What was declined waits again. */
    void decideAnew(String why, Instant due, Deed deed) {
        decision.anew(due);
        happened(EventKind.DECIDED_ANEW, deed, why);
    }

    void extend(ProtectionRule rule, String evidence, Deed deed) {
        Refused.when(closed(), "protection", "This deal is closed; there is nothing left to protect.");
        Refused.when(evidence.isBlank(), "evidence", "Say what it rests on. The rule asks for: " + rule.evidence());
        var before = protection.extend(rule, deed.day());
        happened(EventKind.EXTENDED, deed, Names.text("evidence", evidence)).between(before, protection.lastDay());
    }

    void remind(Deed deed) {
        var left = DAYS.between(deed.day(), protection.lastDay());
        happened(EventKind.REMINDED, deed, "%d %s before its end".formatted(left, left == 1 ? "day" : "days"))
                .between(deed.day(), protection.lastDay());
    }

    /** Its last protected day is over and nobody extended it. */
    void lapse(Deed deed) {
        if (closed()) throw new IllegalStateException("closed deals do not lapse");
        protection.lapse(deed.day());
        happened(EventKind.LAPSED, deed, "").between(protection.lastDay(), deed.day());
    }

    /** A conflict was decided for another deal. */
    void unprotect(String why, Deed deed) {
        protection.takeAway(deed.day());
        happened(EventKind.UNPROTECTED, deed, why);
    }

    void protectAgain(String why, Deed deed) {
        protection.giveBack();
        happened(EventKind.PROTECTED_AGAIN, deed, why);
    }

    void moveTo(Stage to, Deed deed) {
        progress.refuseWhereClosed("stage");
        decision.refuseWhereNothingMoves();
        happened(EventKind.MOVED, deed, "").between(progress.moveTo(to, deed.day()), to);
    }

    /** @param on the day on which the customer bought */
    void win(Money worth, LocalDate on, Deed deed) {
        close(Closing.won(stage(), worth, value(), on, deed.day()), EventKind.WON, "", deed)
                .worth(worth.amount());
    }

    void lose(LostReason reason, String note, LocalDate on, Deed deed) {
        var why = note.isBlank() ? reason.name() : reason.name() + ": " + note.strip();
        close(Closing.lost(stage(), reason, note, on, deed.day()), EventKind.LOST, why, deed);
    }

    private DealEvent close(Closing end, EventKind kind, String note, Deed deed) {
        decision.refuseWhereNothingMoves();
        var from = progress.close(end, deed.day());
        return happened(kind, deed, note).between(from, end.stage()).on(end.on());
    }

    /** It was not the end: back in the stage it had before. That it was closed stays on record. */
    void reopen(String why, Deed deed) {
        Refused.when(closed() && why.isBlank(), "why", "Say what happened: reopening stays on record.");
        var from = progress.reopen(deed.day());
        happened(EventKind.REOPENED, deed, Names.text("why", why)).between(from, stage());
    }

    void divide(Division told, Deed deed) {
        decision.refuseWhereOver("shares");
        parts.divide(told.shares(), partnerId, origin);
        happened(EventKind.SHARED, deed, told.words());
    }

    /** What changes nothing of it: a conflict, an import that told all of it. */
    void tell(EventKind what, String words, Deed deed) {
        happened(what, deed, words);
    }

    /** Two partners became one: what was the one's is the other's. Of two parts in one deal the shares add up. */
    void goTo(long away, long into) {
        if (partnerId != null && partnerId == away) partnerId = into;
        details = details.merged(away, into);
        parts.merge(away, into, partnerId, origin);
    }

    private DealEvent happened(EventKind what, Deed deed, String note) {
        return history.add(this, what, deed, note);
    }

    public long id() {
        if (id == null) throw new IllegalStateException("not stored yet");
        return id;
    }

    public RegistrationId code() {
        return new RegistrationId(code);
    }

    /** "4K7-M9Q · Brightwater Foods". */
    public String words() {
        return code().words() + " · " + details.customer().name();
    }

    public Origin origin() {
        return origin;
    }

    public @Nullable String externalId() {
        return externalId;
    }

    public @Nullable Long partnerId() {
        return partnerId;
    }

    public long ownerId() {
        return details.ownerId();
    }

    public Details details() {
        return details;
    }

    public Money value() {
        return details.value();
    }

    public Standing standing() {
        return decision.standing();
    }

    public Instant registeredAt() {
        return registeredAt;
    }

    public Decision decision() {
        return decision;
    }

    public Protection protection() {
        return protection;
    }

    public Stage stage() {
        return progress.stage();
    }

    public Progress progress() {
        return progress;
    }

    public boolean closed() {
        return stage().closed();
    }

    public List<Share> shares() {
        return parts.inOrder();
    }
}
