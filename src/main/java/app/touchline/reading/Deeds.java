package app.touchline.reading;

import java.time.Clock;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import app.touchline.action.Action.Plan;
import app.touchline.action.ActionType;
import app.touchline.action.NextSteps;
import app.touchline.partner.Partner;
import app.touchline.partner.PartnerRecords;
import app.touchline.partner.Partners;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.partner.Snoozes;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Member;
import app.touchline.team.Members;
import app.touchline.team.SignedIn;
import app.touchline.web.Formats;

/** Does what was decided, through the verbs that everybody uses, and undoes it through the same. */
@Component
class Deeds {

    private final NextSteps steps;
    private final Snoozes snoozes;
    private final PartnerRecords records;
    private final Partners partners;
    private final Members members;
    private final SettingsReader settings;
    private final Formats fmt;
    private final Clock clock;

    Deeds(
            NextSteps steps,
            Snoozes snoozes,
            PartnerRecords records,
            Partners partners,
            Members members,
            SettingsReader settings,
            Formats fmt,
            Clock clock) {
        this.steps = steps;
        this.snoozes = snoozes;
        this.records = records;
        this.partners = partners;
        this.members = members;
        this.settings = settings;
        this.fmt = fmt;
        this.clock = clock;
    }

    /** @param former what it takes to undo it */
    record Deed(
            String partner,
            String words,
            @Nullable Long actionId,
            @Nullable Long snoozeId,
            @Nullable String former) {}

    /** What a decision left behind to undo it by. */
    record Kept(
            long partnerId,
            Decision.Kind kind,
            @Nullable Long actionId,
            @Nullable Long snoozeId,
            @Nullable String former) {}

    Deed carryOut(long partnerId, Choice choice, SignedIn me) {
        var partner = partners.findById(partnerId).orElseThrow();
        var today = settings.current().today(clock);
        return switch (choice) {
            case Choice.Recovery(var assignee, var due, var note) -> {
                var action = steps.set(me, partnerId, new Plan(ActionType.RECOVERY_TOUCH, note, due, assignee));
                var who = members.findById(assignee).map(Member::name).orElse("");
                yield new Deed(partner.name(), who + ", " + fmt.weekday(due), action.id(), null, null);
            }
            case Choice.Snooze(var until, var reason) ->
                new Deed(
                        partner.name(),
                        "until " + fmt.weekday(until) + ", " + reason.strip(),
                        null,
                        snoozes.snooze(partnerId, until, reason, me),
                        null);
            case Choice.MoveTo(var tierId) -> {
                var former = partner.tier();
                records.moveTo(partnerId, tierId, today, me);
                yield new Deed(
                        partner.name(), former.name() + " to " + partner.tier().name(), null, null, "" + former.id());
            }
            case Choice.Pause() -> {
                var former = partner.status();
                records.setStatus(partnerId, ProgrammeStatus.PAUSED, today, me);
                yield new Deed(partner.name(), "", null, null, former.name());
            }
        };
    }

    /** The partner's name; null where it was changed since, so that nothing is undone. */
    @Nullable
    String undo(Kept kept, SignedIn me) {
        var partner = partners.findById(kept.partnerId()).orElseThrow();
        return isUndone(kept, partner, me) ? partner.name() : null;
    }

    private boolean isUndone(Kept kept, Partner partner, SignedIn me) {
        var today = settings.current().today(clock);
        return switch (kept.kind()) {
            case RECOVERY -> kept.actionId() != null && steps.withdraw(me, kept.actionId());
            case SNOOZE -> kept.snoozeId() != null && snoozes.takeBack(partner.id(), kept.snoozeId(), me);
            case TIER -> {
                if (kept.former() != null) records.moveTo(partner.id(), Long.parseLong(kept.former()), today, me);
                yield kept.former() != null;
            }
            case PAUSE -> {
                if (partner.status() != ProgrammeStatus.PAUSED || kept.former() == null) yield false;
                records.setStatus(partner.id(), ProgrammeStatus.valueOf(kept.former()), today, me);
                yield true;
            }
        };
    }
}
