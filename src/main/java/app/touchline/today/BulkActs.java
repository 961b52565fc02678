package app.touchline.today;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.action.Action.Plan;
import app.touchline.action.ActionType;
import app.touchline.action.NextStepReader;
import app.touchline.action.NextSteps;
import app.touchline.action.NextSteps.Completion;
import app.touchline.action.StepOutcome;
import app.touchline.action.StepProposals;
import app.touchline.partner.Snoozes;
import app.touchline.response.ReplyDismissals;
import app.touchline.team.SignedIn;

/** Does one thing to many rows, all in one transaction, and takes it back. Each row's change is audited as if done alone. */
@Service
class BulkActs {

    /** Nobody takes back what is a month old. */
    private static final Duration KEPT_FOR = Duration.ofDays(30);

    private final NextSteps steps;
    private final StepProposals proposals;
    private final NextStepReader reader;
    private final ReplyDismissals replies;
    private final Snoozes snoozes;
    private final JdbcClient jdbc;
    private final Clock clock;

    BulkActs(
            NextSteps steps,
            StepProposals proposals,
            NextStepReader reader,
            ReplyDismissals replies,
            Snoozes snoozes,
            JdbcClient jdbc,
            Clock clock) {
        this.steps = steps;
        this.proposals = proposals;
        this.reader = reader;
        this.replies = replies;
        this.snoozes = snoozes;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param left rows that were not such as this can be done to, or were changed meanwhile */
    record Result(long id, int done, int left) {}

    private record Part(
            String what,
            long subject,
            @Nullable Long partner,
            @Nullable Integer version,
            @Nullable Long former) {}

    /** Empty where the same form was sent before: nothing is done a second time. */
    @Transactional
    public Optional<Result> go(SignedIn me, BulkAct act, List<PickedRow> rows, BulkForm form, UUID formKey) {
        if (!me.worksWithPartners()) throw new AccessDeniedException("A viewer changes nothing.");
        var id = begin(me, act, formKey);
        if (id.isEmpty()) return Optional.empty();
        var parts = new ArrayList<Part>();
        var wanted = act == BulkAct.RECOVERY || act == BulkAct.SNOOZE ? onePerPartner(rows) : rows;
        for (var row : wanted) part(me, act, row, form).ifPresent(parts::add);
        for (int place = 0; place < parts.size(); place++) store(id.get(), place, parts.get(place));
        return Optional.of(new Result(id.get(), parts.size(), wanted.size() - parts.size()));
    }

    private Optional<Long> begin(SignedIn me, BulkAct act, UUID formKey) {
        var now = clock.instant();
        jdbc.sql("delete from bulk_act where at < :old")
                .param("old", Timestamp.from(now.minus(KEPT_FOR)))
                .update();
        return jdbc.sql("""
                insert into bulk_act (form_key, by_id, at, act) values (:key, :me, :now, :act)
                on conflict (form_key) do nothing returning id
                """)
                .param("key", formKey)
                .param("me", me.id())
                .param("now", Timestamp.from(now))
                .param("act", act.name())
                .query(Long.class)
                .optional();
    }

    private static List<PickedRow> onePerPartner(List<PickedRow> rows) {
        return rows.stream()
                .map(row -> new PickedRow('p', row.partnerId(), row.partnerId()))
                .distinct()
                .toList();
    }

    private Optional<Part> part(SignedIn me, BulkAct act, PickedRow row, BulkForm form) {
        return switch (act) {
            case DONE -> row.isReply() ? dismissed(me, row) : completed(me, row, form);
            case POSTPONE ->
                row.isAction()
                        ? changed(
                                "POSTPONEMENT",
                                steps.postpone(me, row.id(), null, Objects.requireNonNull(BulkForm.date(form.to()))),
                                null)
                        : Optional.empty();
            case REASSIGN -> row.isAction() ? handedOver(me, row, form.personId()) : Optional.empty();
            case RECOVERY -> recovery(me, row, form);
            case SNOOZE -> snoozed(me, row, form);
        };
    }

    private Optional<Part> dismissed(SignedIn me, PickedRow row) {
        return replies.dismiss(me, row.id(), row.partnerId())
                ? Optional.of(new Part("DISMISSAL", row.id(), row.partnerId(), null, null))
                : Optional.empty();
    }

    private Optional<Part> completed(SignedIn me, PickedRow row, BulkForm form) {
        if (!row.isAction()) return Optional.empty();
        var type = form.next();
        var next = type == null ? null : proposals.next(row.id(), type, BulkForm.date(form.nextDue()));
        var completion = new Completion(BulkForm.text(form.outcome()), next);
        return changed("COMPLETION", steps.complete(me, row.id(), null, completion), null);
    }

    private Optional<Part> handedOver(SignedIn me, PickedRow row, long to) {
        var former = reader.open(row.partnerId()).stream()
                .filter(step -> step.actionId() == row.id())
                .findFirst();
        if (former.isEmpty()) return Optional.empty();
        return changed(
                "ASSIGNMENT",
                steps.reassign(me, row.id(), null, to),
                former.get().assigneeId());
    }

    private Optional<Part> recovery(SignedIn me, PickedRow row, BulkForm form) {
        var due = Objects.requireNonNull(BulkForm.date(form.due()));
        var plan = new Plan(ActionType.RECOVERY_TOUCH, BulkForm.text(form.note()), due, form.personId());
        return Optional.of(new Part("STEP", steps.set(me, row.partnerId(), plan).id(), row.partnerId(), null, null));
    }

    /** Only what is this person's to snooze; the rest is left. */
    private Optional<Part> snoozed(SignedIn me, PickedRow row, BulkForm form) {
        var mine = jdbc.sql("select coalesce(owner_id, 0) from partner where id = :id and archived_at is null")
                .param("id", row.partnerId())
                .query(Long.class)
                .optional()
                .filter(owner -> me.mayPlace(owner == 0 ? null : owner));
        if (mine.isEmpty()) return Optional.empty();
        var until = Objects.requireNonNull(BulkForm.date(form.until()));
        var snooze = snoozes.snooze(row.partnerId(), until, BulkForm.text(form.reason()), me);
        return Optional.of(new Part("SNOOZE", snooze, row.partnerId(), null, null));
    }

    private static Optional<Part> changed(String what, StepOutcome outcome, @Nullable Long former) {
        return outcome instanceof StepOutcome.Done(var action)
                ? Optional.of(new Part(what, action.id(), action.partnerId(), action.version(), former))
                : Optional.empty();
    }

    private void store(long id, int place, Part part) {
        jdbc.sql("""
                insert into bulk_act_part (bulk_act_id, place, what, subject_id, partner_id, version, former)
                values (:id, :place, :what, :subject, :partner, :version, :former)
                """)
                .param("id", id)
                .param("place", place)
                .param("what", part.what())
                .param("subject", part.subject())
                .param("partner", part.partner(), Types.BIGINT)
                .param("version", part.version(), Types.INTEGER)
                .param("former", part.former(), Types.BIGINT)
                .update();
    }

    /** How many rows are as they were; empty where it was taken back before, or is somebody else's. */
    @Transactional
    public OptionalInt takeBack(SignedIn me, long id) {
        var taken = jdbc.sql("""
                update bulk_act set undone_at = :now where id = :id and by_id = :me and undone_at is null
                """)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id)
                .param("me", me.id())
                .update();
        if (taken == 0) return OptionalInt.empty();
        var parts = jdbc.sql("""
                select what, subject_id as subject, partner_id as partner, version, former
                from bulk_act_part where bulk_act_id = :id order by place
                """).param("id", id).query(Part.class).list();
        return OptionalInt.of(
                (int) parts.stream().filter(part -> takenBack(me, part)).count());
    }

    private boolean takenBack(SignedIn me, Part part) {
        return switch (part.what()) {
            case "COMPLETION" -> done(steps.takeBackCompletion(me, part.subject(), part.version()));
            case "POSTPONEMENT" -> done(steps.takeBackPostponement(me, part.subject(), part.version()));
            case "ASSIGNMENT" ->
                done(steps.reassign(me, part.subject(), part.version(), Objects.requireNonNull(part.former())));
            case "STEP" -> steps.withdraw(me, part.subject());
            case "DISMISSAL" -> replies.takeBack(me, part.subject(), Objects.requireNonNull(part.partner()));
            case "SNOOZE" -> snoozes.takeBack(Objects.requireNonNull(part.partner()), part.subject(), me);
            default -> throw new IllegalStateException("unknown part of a bulk act: " + part.what());
        };
    }

    private static boolean done(StepOutcome outcome) {
        return outcome instanceof StepOutcome.Done;
    }
}
