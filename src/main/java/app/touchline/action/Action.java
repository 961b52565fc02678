package app.touchline.action;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Version;

import org.jspecify.annotations.Nullable;

/**
 * What one of us will do next for a partner, by when. Open until completed; completing it is not a touch. Each verb
 * refuses a state it does not fit with an {@link IllegalStateException}.
 */
@Entity
public class Action {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private long partnerId;

    @Enumerated(EnumType.STRING)
    private ActionType type;

    private String note;
    private LocalDate due;
    private long assigneeId;
    private Instant createdAt;
    private @Nullable Long createdBy;
    private @Nullable Instant completedAt;
    private @Nullable Long completedBy;
    private boolean closedItself;
    private @Nullable Long closingTouchId;
    private @Nullable String outcome;
    private @Nullable Long followsId;
    private @Nullable UUID formKey;
    private boolean broughtAlong;

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "action_id", nullable = false)
    @OrderBy("id")
    private List<Postponement> postponements = new ArrayList<>();

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Action() {}

    /** What is to be done and by whom; {@code due} is a day in the assignee's zone. */
    public record Plan(ActionType type, String note, LocalDate due, long assigneeId) {
        public Plan {
            note = note.strip();
        }
    }

    /** @param createdBy null when the application itself set it */
    public Action(long partnerId, Plan plan, @Nullable Long createdBy, Instant createdAt) {
        this.partnerId = partnerId;
        this.type = plan.type();
        this.note = plan.note();
        this.due = plan.due();
        this.assigneeId = plan.assigneeId();
        this.createdBy = createdBy;
        this.createdAt = createdAt;
    }

    /** From a table that an import read. */
    public static Action broughtAlong(long partnerId, Plan plan, long by, Instant at) {
        var action = new Action(partnerId, plan, by, at);
        action.broughtAlong = true;
        return action;
    }

    /** The form this action was set with: a second action with the same key is refused by the database. */
    Action setWith(UUID formKey) {
        this.formKey = formKey;
        return this;
    }

    /** @param outcome what happened, or blank; a recovery touch, which closes by itself, is closed by hand with a reason only */
    public void complete(String outcome, long byId, Instant at) {
        refuseUnless(open(), "completed already");
        refuseUnless(!type.closesByItself() || !outcome.isBlank(), "closed by hand without a reason");
        this.outcome = outcome.isBlank() ? null : outcome.strip();
        this.completedBy = byId;
        this.completedAt = at;
    }

    /** Completes it and answers with the next step, for the same person unless the plan says otherwise. */
    public Action complete(String outcome, Plan next, long byId, Instant at) {
        complete(outcome, byId, at);
        var following = new Action(partnerId, next, byId, at);
        following.followsId = id();
        return following;
    }

    /** Opens an action again that a person completed, as if it had not been. */
    public void reopen() {
        refuseUnless(!open(), "still open");
        refuseUnless(!closedItself, "closed by a touch");
        outcome = null;
        completedBy = null;
        completedAt = null;
    }

    /**
     * A counted touch with the partner after it was assigned closes a recovery touch, unless a person did so before.
     *
     * @return whether that changed anything
     */
    boolean closeBy(long touchId, Instant occurredAt) {
        refuseUnless(type.closesByItself(), "not a recovery touch");
        if (completedBy != null) return false;
        if (closedItself && Objects.equals(closingTouchId, touchId) && occurredAt.equals(completedAt)) return false;
        closedItself = true;
        closingTouchId = touchId;
        completedAt = occurredAt;
        return true;
    }

    /** Opens it again where it closed by itself, the touch being none any more; answers whether it did. */
    boolean openForWantOfATouch() {
        if (!closedItself) return false;
        closedItself = false;
        closingTouchId = null;
        completedAt = null;
        return true;
    }

    /** Gives a later date; the one it had is kept. */
    public void postpone(LocalDate to, long byId, Instant at) {
        refuseUnless(open(), "completed already");
        refuseUnless(to.isAfter(due), "due on %s, which is not before %s".formatted(due, to));
        postponements.add(new Postponement(due, to, byId, at));
        due = to;
    }

    /** Takes the last postponement back: the date it left holds again. */
    public void takeBackPostponement() {
        refuseUnless(open(), "completed already");
        refuseUnless(!postponements.isEmpty(), "never postponed");
        due = postponements.removeLast().fromDue();
    }

    /** What was meant was something else, or another day, be it an earlier one: unlike a postponement it leaves no trace here. */
    public void correct(Plan plan) {
        refuseUnless(open(), "completed already");
        refuseUnless(!type.closesByItself() && !plan.type().closesByItself(), "or would be a recovery touch");
        type = plan.type();
        note = plan.note();
        due = plan.due();
        assigneeId = plan.assigneeId();
    }

    public void reassign(long toMemberId) {
        refuseUnless(open(), "completed already");
        assigneeId = toMemberId;
    }

    private void refuseUnless(boolean fits, String butItIs) {
        if (!fits) throw new IllegalStateException("Action " + id + " is " + butItIs);
    }

    public boolean open() {
        return completedAt == null;
    }

    public long id() {
        if (id == null) throw new IllegalStateException("not stored yet");
        return id;
    }

    public long partnerId() {
        return partnerId;
    }

    public ActionType type() {
        return type;
    }

    public String note() {
        return note;
    }

    /** The type and, if there is one, the note: "Follow-up · call about the renewal". */
    public String words() {
        return NextStep.words(type, note);
    }

    public LocalDate due() {
        return due;
    }

    public long assigneeId() {
        return assigneeId;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public @Nullable Long createdBy() {
        return createdBy;
    }

    public @Nullable Instant completedAt() {
        return completedAt;
    }

    public @Nullable Long completedBy() {
        return completedBy;
    }

    /** It was closed by a touch; {@link #completedAt} is when that occurred. */
    public boolean closedItself() {
        return closedItself;
    }

    /** What happened, as noted when it was completed. */
    public @Nullable String outcome() {
        return outcome;
    }

    /** Whether it was due on that day, now or before it was postponed. */
    public boolean wasDue(LocalDate day) {
        return due.equals(day)
                || postponements.stream().anyMatch(each -> each.fromDue().equals(day));
    }

    public boolean wasBroughtAlong() {
        return broughtAlong;
    }

    public List<Postponement> postponements() {
        return List.copyOf(postponements);
    }

    /** Grows with every change; a form that was made from an older one is told so. */
    public int version() {
        return version;
    }

    boolean everChanged() {
        return version > 0 || !open();
    }
}
