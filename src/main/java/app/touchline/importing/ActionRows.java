package app.touchline.importing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import app.touchline.action.Action;
import app.touchline.action.ActionType;
import app.touchline.importing.KnownFacts.SaidNext;
import app.touchline.partner.Partner;
import app.touchline.partner.TrackerField;

import static app.touchline.importing.Cells.refuse;

/** What rows say was done last and is to be done next. A table has one next action: another text or day there changes it here. */
final class ActionRows {

    private final KnownFacts known;
    private final NewRecords records;
    private final Book book;
    private final long importer;
    private final LocalDate today;
    private final Instant now;
    private final ZoneId zone;

    ActionRows(
            KnownFacts known, NewRecords records, Book book, long importer, LocalDate today, Instant now, ZoneId zone) {
        this.known = known;
        this.records = records;
        this.book = book;
        this.importer = importer;
        this.today = today;
        this.now = now;
        this.zone = zone;
    }

    void last(Partner partner, Cells cells, List<String> changes) {
        var on = cells.dates.get(TrackerField.LAST_ACTION_DATE);
        var note = cells.row.cell(TrackerField.LAST_ACTION);
        if (on == null && note.isEmpty()) return;
        var day = on == null ? today : on;
        if (known.wasDone(partner, on, note) || !records.once(partner, TrackerField.LAST_ACTION, day + note)) return;
        records.add(partner, id -> {
            var action =
                    Action.broughtAlong(id, new Action.Plan(ActionType.FOLLOW_UP, note, day, importer), importer, now);
            action.complete(
                    "", importer, day.atTime(LocalTime.NOON).atZone(zone).toInstant());
            return action;
        });
        changes.add("last action on " + day);
    }

    void next(Partner partner, Cells cells, List<String> changes) {
        var row = cells.row;
        var next = new SaidNext(
                row.has(TrackerField.NEXT_ACTION_TYPE) ? type(row.cell(TrackerField.NEXT_ACTION_TYPE)) : null,
                row.cell(TrackerField.NEXT_ACTION),
                cells.dates.get(TrackerField.NEXT_ACTION_DATE),
                row.has(TrackerField.NEXT_ACTION_WHO) ? book.member(row.cell(TrackerField.NEXT_ACTION_WHO)) : null);
        if (next.due() == null && next.note().isEmpty() || known.isPlanned(partner, next)) return;
        var meant = next.type() != null && next.type().closesByItself() ? null : known.meant(partner, next);
        if (meant == null) set(partner, next, changes);
        else correct(meant, next, changes);
    }

    private void set(Partner partner, SaidNext next, List<String> changes) {
        var due = Objects.requireNonNullElse(next.due(), today);
        if (!records.once(partner, TrackerField.NEXT_ACTION, due + next.note())) return;
        var plan = new Action.Plan(
                Objects.requireNonNullElse(next.type(), ActionType.FOLLOW_UP), next.note(), due, who(partner, next));
        records.add(partner, id -> Action.broughtAlong(id, plan, importer, now));
        changes.add("next action on " + due);
    }

    private long who(Partner partner, SaidNext next) {
        var named = next.who();
        if (named != null) return named;
        var owner = partner.ownerId();
        return owner != null && book.works(owner) ? owner : importer;
    }

    /** What the row does not say stays as it is. */
    private static void correct(Action action, SaidNext next, List<String> changes) {
        var before = "%s on %s".formatted(action.words(), action.due());
        action.correct(new Action.Plan(
                Objects.requireNonNullElse(next.type(), action.type()),
                next.note().isEmpty() ? action.note() : next.note(),
                Objects.requireNonNullElse(next.due(), action.due()),
                Objects.requireNonNullElse(next.who(), action.assigneeId())));
        changes.add("next action %s → %s on %s".formatted(before, action.words(), action.due()));
    }

    private static ActionType type(String cell) {
        return Arrays.stream(ActionType.values())
                .filter(each -> each.words().equalsIgnoreCase(cell))
                .findFirst()
                .orElseThrow(() -> refuse("“%s” is not a kind of action.".formatted(cell)));
    }
}
