package app.touchline.importing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import app.touchline.figures.Measure;
import app.touchline.figures.Openings.Opening;
import app.touchline.ninetyday.NinetyDayTest;
import app.touchline.ninetyday.Verdict;
import app.touchline.partner.Partner;
import app.touchline.partner.TrackerField;

import static app.touchline.importing.Cells.refuse;

/**
 * What rows say that belongs to a partner but stands in records of its own: opening values and the ninety-day test here, the
 * four answers and the actions in classes of their own. What is new of it is written when the partners have their ids.
 */
final class FactRows {

    static final Map<TrackerField, Measure> MEASURES = measures();

    private final KnownFacts known;
    private final LocalDate today;
    private final Instant now;
    private final NewRecords records = new NewRecords();
    private final AnswerRows answers;
    private final ActionRows actions;

    private final List<LongFunction<Opening>> openings = new ArrayList<>();
    private final List<Partner> openingsOf = new ArrayList<>();

    FactRows(KnownFacts known, Book book, long importer, LocalDate today, Instant now, ZoneId zone) {
        this.known = known;
        this.today = today;
        this.now = now;
        this.answers = new AnswerRows(known, records, today, now);
        this.actions = new ActionRows(known, records, book, importer, today, now, zone);
    }

    private static Map<TrackerField, Measure> measures() {
        var measures = new EnumMap<TrackerField, Measure>(TrackerField.class);
        for (var measure : Measure.values()) measures.put(TrackerField.valueOf(measure.name()), measure);
        return measures;
    }

    /** Once each, when the partners are stored. */
    Stream<Opening> openings() {
        return IntStream.range(0, openings.size())
                .mapToObj(at -> openings.get(at).apply(openingsOf.get(at).id()));
    }

    /** Entities that are to be stored. */
    Stream<Object> records() {
        return records.made();
    }

    /** Companies that were passed on: they rest in the archive when all rows are through. */
    Set<Partner> passedOn() {
        return answers.passedOn();
    }

    void take(Partner partner, Cells cells, List<String> changes) {
        openings(partner, cells, changes);
        answers.take(partner, cells, changes);
        actions.last(partner, cells, changes);
        if (cells.passed != null) return; // what was planned with it stands in its notes
        test(partner, cells, changes);
        actions.next(partner, cells, changes);
    }

    private void openings(Partner partner, Cells cells, List<String> changes) {
        MEASURES.forEach((field, measure) -> {
            var amount = cells.amounts.get(field);
            var day = cells.dates.get(field);
            if (measure.isDay() ? day == null : amount == null) return;
            if (known.says(partner, measure, measure.isDay() ? null : amount, measure.isDay() ? day : null)) return;
            if (!records.once(partner, field, Objects.toString(measure.isDay() ? day : amount))) return;
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
        if (!records.once(partner, TrackerField.TEST_GOAL, goal + start)) return;
        var plan = new NinetyDayTest.Plan(
                goal.isEmpty() ? "As in the former tracker" : goal,
                null,
                start != null ? start : Objects.requireNonNullElse(partner.partnerSince(), today));
        var made = new NinetyDayTest(0, plan, now); // refuses what no test can be
        if (verdict != null) made.judge(verdict, verdictDay(plan.start()));
        records.add(partner, id -> {
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
}
