package app.touchline.action;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

import app.touchline.action.Action.Plan;
import app.touchline.action.StepOutcome.Already;
import app.touchline.action.StepOutcome.ChangedMeanwhile;
import app.touchline.action.StepOutcome.Done;
import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Member;
import app.touchline.team.Members;
import app.touchline.team.SignedIn;

/**
 * Sets, completes, postpones, reassigns and takes back, each once however often it is asked. Every change is audited
 * under the action's partner. A version says which state of the action a person saw; null skips that check.
 */
@Service
public class NextSteps {

    private final Actions actions;
    private final Members members;
    private final PartnerInHand.Reader partners;
    private final SettingsReader settings;
    private final AuditLog audit;
    private final Clock clock;

    NextSteps(
            Actions actions,
            Members members,
            PartnerInHand.Reader partners,
            SettingsReader settings,
            AuditLog audit,
            Clock clock) {
        this.actions = actions;
        this.members = members;
        this.partners = partners;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** What happened, and what comes next, if anything. */
    public record Completion(String outcome, @Nullable Plan next) {}

    @Transactional
    public Action set(SignedIn me, long partnerId, Plan plan) {
        return set(me, partnerId, plan, UUID.randomUUID()).action();
    }

    /** @param formKey the same for every sending of one form */
    @Transactional
    public StepOutcome set(SignedIn me, long partnerId, Plan plan, UUID formKey) {
        refuseViewers(me);
        actions.waitForTwin(formKey.toString());
        Optional<Action> twin = actions.findByFormKey(formKey);
        if (twin.isPresent()) return new Already(twin.get());
        if (partner(partnerId).archived()) throw gone("This partner is archived.");
        refuseUnlessAssignable(plan.assigneeId());
        var action = actions.save(new Action(partnerId, plan, me.id(), clock.instant()).setWith(formKey));
        note(me, "set a next step", action, Map.of("due", action.due().toString()));
        return new Done(action);
    }

    /** By a rule instead of a person; for a partner that is not archived. */
    @Transactional
    public Action setByItself(long partnerId, Plan plan) {
        refuseUnlessAssignable(plan.assigneeId());
        var action = actions.save(new Action(partnerId, plan, null, clock.instant()));
        var about = new About("partner", partnerId, partner(partnerId).name());
        var detail = Map.of("step", action.words(), "due", action.due().toString());
        audit.note(Who.TOUCHLINE, "set a next step", about, detail);
        return action;
    }

    /** Takes back a next step that nobody changed since it was set; false if there is none such. */
    @Transactional
    public boolean withdraw(SignedIn me, long actionId) {
        refuseViewers(me);
        var action = actions.findToChange(actionId).filter(found -> !found.everChanged());
        action.ifPresent(found -> {
            actions.delete(found);
            note(me, "took back a next step", found, Map.of());
        });
        return action.isPresent();
    }

    /** Completes an action and sets the next one, both or neither; a recovery touch only with what happened instead. */
    @Transactional
    public StepOutcome complete(SignedIn me, long actionId, @Nullable Integer version, Completion completion) {
        refuseViewers(me);
        var action = toChange(actionId);
        if (!action.open()) return new Already(action);
        if (isStale(action, version)) return new ChangedMeanwhile(action);
        var now = clock.instant();
        var detail = new LinkedHashMap<String, String>();
        if (!completion.outcome().isBlank())
            detail.put("outcome", completion.outcome().strip());
        var next = completion.next();
        if (next == null) action.complete(completion.outcome(), me.id(), now);
        else {
            refuseUnlessAssignable(next.assigneeId());
            var following = actions.save(action.complete(completion.outcome(), next, me.id(), now));
            detail.put("next", following.words());
            detail.put("due", following.due().toString());
        }
        note(me, "completed a next step", action, detail);
        actions.flush();
        return new Done(action);
    }

    /** Opens the action again and takes back the next step that came with it, unless that one was changed since. */
    @Transactional
    public StepOutcome takeBackCompletion(SignedIn me, long actionId, @Nullable Integer version) {
        refuseViewers(me);
        var action = toChange(actionId);
        if (action.open()) return new Already(action);
        if (isStale(action, version) || action.closedItself()) return new ChangedMeanwhile(action);
        var following = actions.findByFollowsId(actionId);
        if (following.isPresent()) {
            if (following.get().everChanged()) return new ChangedMeanwhile(following.get());
            actions.delete(following.get());
        }
        action.reopen();
        note(me, "opened a next step again", action, Map.of());
        actions.flush();
        return new Done(action);
    }

    /** @param to later than the date the action has */
    @Transactional
    public StepOutcome postpone(SignedIn me, long actionId, @Nullable Integer version, LocalDate to) {
        refuseViewers(me);
        var action = toChange(actionId);
        if (!action.open() || action.due().equals(to)) return new Already(action);
        if (isStale(action, version) || to.isBefore(action.due())) return new ChangedMeanwhile(action);
        var from = action.due();
        action.postpone(to, me.id(), clock.instant());
        note(me, "postponed a next step", action, Map.of("from", from.toString(), "to", to.toString()));
        actions.flush();
        return new Done(action);
    }

    @Transactional
    public StepOutcome takeBackPostponement(SignedIn me, long actionId, @Nullable Integer version) {
        refuseViewers(me);
        var action = toChange(actionId);
        if (!action.open() || action.postponements().isEmpty()) return new Already(action);
        if (isStale(action, version)) return new ChangedMeanwhile(action);
        var from = action.due();
        action.takeBackPostponement();
        note(
                me,
                "took a postponement back",
                action,
                Map.of("from", from.toString(), "to", action.due().toString()));
        actions.flush();
        return new Done(action);
    }

    @Transactional
    public StepOutcome reassign(SignedIn me, long actionId, @Nullable Integer version, long toMemberId) {
        refuseViewers(me);
        var action = toChange(actionId);
        if (!action.open() || action.assigneeId() == toMemberId) return new Already(action);
        if (isStale(action, version)) return new ChangedMeanwhile(action);
        var to = refuseUnlessAssignable(toMemberId);
        var from = members.findById(action.assigneeId()).map(Member::name).orElse("");
        action.reassign(toMemberId);
        note(me, "handed a next step over", action, Map.of("from", from, "to", to.name()));
        actions.flush();
        return new Done(action);
    }

    private Action toChange(long actionId) {
        return actions.findToChange(actionId).orElseThrow(() -> gone("There is no such action."));
    }

    private static boolean isStale(Action action, @Nullable Integer version) {
        return version != null && version != action.version();
    }

    private Member refuseUnlessAssignable(long memberId) {
        return members.findById(memberId)
                .filter(NextSteps::assignable)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.UNPROCESSABLE_CONTENT, "An action goes to somebody who works with partners."));
    }

    static boolean assignable(Member member) {
        return member.active() && member.signedIn().worksWithPartners();
    }

    private static void refuseViewers(SignedIn me) {
        if (!me.worksWithPartners()) throw new AccessDeniedException("A viewer changes nothing.");
    }

    private static ResponseStatusException gone(String why) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, why);
    }

    private PartnerInHand partner(long partnerId) {
        return partners.find(partnerId, settings.current().today(clock))
                .orElseThrow(() -> gone("There is no such partner."));
    }

    private void note(SignedIn me, String what, Action action, Map<String, ?> detail) {
        var all = new LinkedHashMap<String, Object>();
        all.put("step", action.words());
        all.putAll(detail);
        var about = new About(
                "partner", action.partnerId(), partner(action.partnerId()).name());
        audit.note(new Who(me.id(), me.name()), what, about, all);
    }
}
