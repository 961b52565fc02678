package app.touchline.importing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import app.touchline.action.Action;
import app.touchline.action.ActionType;
import app.touchline.figures.Measure;
import app.touchline.figures.Openings.Opening;
import app.touchline.joining.Answers;
import app.touchline.joining.Qualification;
import app.touchline.ninetyday.NinetyDayTest;
import app.touchline.ninetyday.Verdict;
import app.touchline.partner.Partner;
import app.touchline.partner.TrackerField;

import static app.touchline.importing.Cells.refuse;

/**
 * What rows say that belongs to a partner but stands in records of its own: opening values, the ninety-day test, the four
 * answers, the last and the next action. What is new of it is written when the partners have their ids.
 */
final class FactRows {

    static final Map<TrackerField, Measure> MEASURES = measures();

    private final KnownFacts known;
    private final Book book;
    private final long importer;
    private final LocalDate today;
    private final Instant now;
    private final ZoneId zone;

    private final List<Function<Long, Opening>> openings = new ArrayList<>();
    private final List<Partner> openingsOf = new ArrayList<>();
    private final List<Partner> recordsOf = new ArrayList<>();
    private final List<Function<Long, Object>> records = new ArrayList<>();
    private final Set<String> brought = new LinkedHashSet<>();

    FactRows(KnownFacts known, Book book, long importer, LocalDate today, Instant now, ZoneId zone) {
        this.known = known;
        this.book = book;
        this.importer = importer;
        this.today = today;
        this.now = now;
        this.zone = zone;
    }

    private static Map<TrackerField, Measure> measures() {
        var measures = new EnumMap<TrackerField, Measure>(TrackerField.class);
        for (var measure : Measure.values()) measures.put(TrackerField.valueOf(measure.name()), measure);
        return measures;
    }

    /** Once each, when the partners are stored. */
    Stream<Opening> openings() {
        return java.util.stream.IntStream.range(0, openings.size())
                .mapToObj(at -> openings.get(at).apply(openingsOf.get(at).id()));
    }

    /** Entities that are to be stored. */
    Stream<Object> records() {
        return java.util.stream.IntStream.range(0, records.size())
                .mapToObj(at -> records.get(at).apply(recordsOf.get(at).id()));
    }

    void take(Partner partner, Cells cells, List<String> changes) {
        openings(partner, cells, changes);
        answers(partner, cells, changes);
        test(partner, cells, changes);
        lastAction(partner, cells, changes);
        nextAction(partner, cells, changes);
    }

    private void openings(Partner partner, Cells cells, List<String> changes) {
        MEASURES.forEach((field, measure) -> {
            var amount = cells.amounts.get(field);
            var day = cells.dates.get(field);
            if (measure.isDay() ? day == null : amount == null) return;
            if (known.says(partner, measure, measure.isDay() ? null : amount, measure.isDay() ? day : null)) return;
            if (!once(partner, field, Objects.toString(measure.isDay() ? day : amount))) return;
            openings.add(id ->
                    new Opening(id, measure, measure.isDay() ? null : amount, measure.isDay() ? day : null, today));
            openingsOf.add(partner);
            changes.add("%s %s"
                    .formatted(
                            measure.words().toLowerCase(java.util.Locale.ROOT),
                            measure.isDay()
                                    ? day
                                    : Objects.requireNonNull(amount).toPlainString()));
        });
    }

    /** Several rows of one partner may repeat it. */
    private boolean once(Partner partner, TrackerField field, String what) {
        return brought.add(System.identityHashCode(partner) + " " + field + " " + what);
    }

    private void answers(Partner partner, Cells cells, List<String> changes) {
        var row = cells.row;
        var asked = List.of(
                TrackerField.ICP_MATCH,
                TrackerField.ACCOUNTS_NAMED,
                TrackerField.INTRO_MECHANISM,
                TrackerField.ECONOMICS);
        if (asked.stream().noneMatch(row::has)) return;
        if (asked.stream().allMatch(row::has)) {
            var answers = new Answers(
                    yes(TrackerField.ICP_MATCH, cells),
                    accounts(row.cell(TrackerField.ACCOUNTS_NAMED)),
                    none(row.cell(TrackerField.INTRO_MECHANISM)) ? "" : row.cell(TrackerField.INTRO_MECHANISM),
                    yes(TrackerField.ECONOMICS, cells));
            var before = known.qualification(partner);
            if (before != null && before.answers().equals(answers)) return;
            // a polite pass is decided by people, not by an old table
            if (answers.pass()) {
                if (!once(partner, TrackerField.ICP_MATCH, answers.toString())) return;
                add(partner, id -> new Qualification(id, answers, "", today, now));
                changes.add("four answers, all passed");
                return;
            }
        }
        var notes = partner.notes();
        for (var field : asked)
            if (row.has(field)) partner.note(PartnerRows.kept(partner.notes(), field.words(), row.cell(field)));
        if (!notes.equals(partner.notes())) changes.add("answers in the notes");
    }

    private static boolean yes(TrackerField field, Cells cells) {
        var cell = cells.row.cell(field);
        return Choices.yesOrNo(cell)
                .orElseThrow(() -> refuse("%s is yes or no, not “%s”.".formatted(field.heading(), cell)));
    }

    private static boolean none(String cell) {
        return Amounts.isNone(cell) || Choices.yesOrNo(cell).map(yes -> !yes).orElse(false);
    }

    /** Old tables often say only how many there were. */
    static String accounts(String cell) {
        var many = cell.matches("\\d{1,2}\\+?")
                ? Integer.parseInt(cell.replace("+", ""))
                : Choices.yesOrNo(cell)
                        .map(yes -> yes ? Answers.ACCOUNTS_NEEDED : 0)
                        .orElse(-1);
        if (many < 0)
            return String.join(
                    "\n",
                    Arrays.stream(cell.split("[,;\\n]|\\s/\\s"))
                            .map(String::strip)
                            .filter(each -> !each.isEmpty())
                            .toList());
        return String.join(
                "\n",
                java.util.stream.IntStream.rangeClosed(1, many)
                        .mapToObj("Account %d, named in the former tracker"::formatted)
                        .toList());
    }

    private void test(Partner partner, Cells cells, List<String> changes) {
        var row = cells.row;
        var verdict = verdict(row.cell(TrackerField.TEST_VERDICT));
        var start = cells.dates.get(TrackerField.TEST_START);
        var goal = row.cell(TrackerField.TEST_GOAL);
        if (goal.isEmpty() && start == null && verdict == null) return;
        if (Amounts.isNone(goal) && start == null && verdict == null) return;
        var before = known.test(partner);
        if (before != null
                && (goal.isEmpty() || before.goal().equals(goal))
                && (start == null || start.equals(before.startsOn()))) {
            if (verdict != null && before.verdict() != verdict) {
                before.judge(verdict, verdictDay(before.startsOn()));
                changes.add("90-day test " + verdict.words().toLowerCase(java.util.Locale.ROOT));
            }
            return;
        }
        if (before != null && before.running() && (verdict == null || !verdict.ends()))
            throw refuse("A ninety-day test is running there since %s, and there is one at a time."
                    .formatted(before.startsOn()));
        if (!once(partner, TrackerField.TEST_GOAL, goal + start)) return;
        var plan = new NinetyDayTest.Plan(
                goal.isEmpty() ? "As in the former tracker" : goal,
                null,
                start != null ? start : Objects.requireNonNullElse(partner.partnerSince(), today));
        var made = new NinetyDayTest(0, plan, now); // refuses what no test can be
        if (verdict != null) made.judge(verdict, verdictDay(plan.start()));
        add(partner, id -> {
            var test = new NinetyDayTest(id, plan, now);
            if (verdict != null) test.judge(verdict, verdictDay(plan.start()));
            return test;
        });
        changes.add("90-day test since %s%s"
                .formatted(
                        plan.start(),
                        verdict == null ? "" : ", " + verdict.words().toLowerCase(java.util.Locale.ROOT)));
    }

    /** An old table does not say when a test was decided: at its end, or now where that is still to come. */
    private LocalDate verdictDay(LocalDate start) {
        var end = start.plusDays(NinetyDayTest.DAYS);
        return end.isAfter(today) ? (start.isAfter(today) ? start : today) : end;
    }

    private static @Nullable Verdict verdict(String cell) {
        if (cell.isEmpty()) return null;
        return Arrays.stream(Verdict.values())
                .filter(each -> each.words().equalsIgnoreCase(cell))
                .findFirst()
                .orElseThrow(() ->
                        refuse("“%s” is not a verdict; it is On track, At risk, Delivered or Failed.".formatted(cell)));
    }

    private void lastAction(Partner partner, Cells cells, List<String> changes) {
        var on = cells.dates.get(TrackerField.LAST_ACTION_DATE);
        var note = cells.row.cell(TrackerField.LAST_ACTION);
        if (on == null && note.isEmpty()) return;
        var day = on == null ? today : on;
        if (known.wasDone(partner, on, note) || !once(partner, TrackerField.LAST_ACTION, day + note)) return;
        add(partner, id -> {
            var action = new Action(id, new Action.Plan(ActionType.FOLLOW_UP, note, day, importer), importer, now);
            action.complete(
                    "", importer, day.atTime(LocalTime.NOON).atZone(zone).toInstant());
            return action;
        });
        changes.add("last action on " + day);
    }

    private void nextAction(Partner partner, Cells cells, List<String> changes) {
        var row = cells.row;
        var note = row.cell(TrackerField.NEXT_ACTION);
        var on = cells.dates.get(TrackerField.NEXT_ACTION_DATE);
        if (on == null && note.isEmpty()) return;
        var type = row.has(TrackerField.NEXT_ACTION_TYPE)
                ? type(row.cell(TrackerField.NEXT_ACTION_TYPE))
                : ActionType.FOLLOW_UP;
        var named = row.has(TrackerField.NEXT_ACTION_WHO) ? book.member(row.cell(TrackerField.NEXT_ACTION_WHO)) : null;
        var owner = partner.ownerId();
        long who = named != null ? named : owner != null && book.works(owner) ? owner : importer;
        var due = on == null ? today : on;
        if (known.isPlanned(partner, type, on, note) || !once(partner, TrackerField.NEXT_ACTION, due + note)) return;
        add(partner, id -> new Action(id, new Action.Plan(type, note, due, who), importer, now));
        changes.add("next action on " + due);
    }

    private static ActionType type(String cell) {
        return Arrays.stream(ActionType.values())
                .filter(each -> each.words().equalsIgnoreCase(cell))
                .findFirst()
                .orElseThrow(() -> refuse("“%s” is not a kind of action.".formatted(cell)));
    }

    private void add(Partner partner, Function<Long, Object> record) {
        recordsOf.add(partner);
        records.add(record);
    }
}
