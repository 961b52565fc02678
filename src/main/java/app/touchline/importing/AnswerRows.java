package app.touchline.importing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import app.touchline.joining.Answers;
import app.touchline.joining.Qualification;
import app.touchline.partner.Partner;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.partner.TrackerField;

import static app.touchline.importing.Cells.refuse;

/** What rows say of the four questions: all passed, or a polite pass where a row says that it was one. */
final class AnswerRows {

    private static final List<TrackerField> QUESTIONS = List.of(
            TrackerField.ICP_MATCH, TrackerField.ACCOUNTS_NAMED, TrackerField.INTRO_MECHANISM, TrackerField.ECONOMICS);

    /** What a company has no place for that is not taken in. */
    private static final List<TrackerField> PLANS = List.of(
            TrackerField.TEST_GOAL,
            TrackerField.TEST_START,
            TrackerField.TEST_VERDICT,
            TrackerField.NEXT_ACTION,
            TrackerField.NEXT_ACTION_DATE,
            TrackerField.NEXT_ACTION_TYPE,
            TrackerField.NEXT_ACTION_WHO);

    private final KnownFacts known;
    private final NewRecords records;
    private final LocalDate today;
    private final Instant now;
    private final Set<Partner> passedOn = new LinkedHashSet<>();

    /**
     * A row's word that the company was passed on.
     *
     * @param reason empty where the row says none
     * @param on null where the row does not say when
     */
    record Passed(String reason, @Nullable LocalDate on) {

        /** Null where the row does not say so; {@code named} where its status does. */
        static @Nullable Passed said(String cell, @Nullable LocalDate on, boolean named) {
            var answer = Choices.yesOrNo(cell);
            var no = Amounts.isNone(cell) || answer.isPresent() && !answer.get();
            if (no && named) throw refuse("The status says that it was a polite pass, and polite_pass says no.");
            if (no && on != null) throw refuse("polite_pass says no, and yet polite_pass_on is %s.".formatted(on));
            if (no || cell.isEmpty() && on == null && !named) return null;
            return new Passed(answer.isPresent() ? "" : cell, on);
        }
    }

    AnswerRows(KnownFacts known, NewRecords records, LocalDate today, Instant now) {
        this.known = known;
        this.records = records;
        this.today = today;
        this.now = now;
    }

    Set<Partner> passedOn() {
        return passedOn;
    }

    void take(Partner partner, Cells cells, List<String> changes) {
        if (cells.passed != null) pass(partner, cells.passed, cells, changes);
        else answers(partner, cells, changes);
    }

    private void pass(Partner partner, Passed passed, Cells cells, List<String> changes) {
        var on = passed.on() == null ? today : passed.on();
        var qualification = Qualification.passedOn(0, said(cells), passed.reason(), on, now);
        var before = known.qualification(partner);
        if (before != null
                && !before.passed()
                && before.reason().equals(qualification.reason())
                && (passed.on() == null || before.decidedOn().equals(on))) return; // and reopened since
        if (partner.status() != ProgrammeStatus.PROSPECT)
            throw refuse("%s is %s here; only a Prospect becomes a polite pass."
                    .formatted(partner.name(), partner.status().words()));
        if (!records.once(partner, TrackerField.POLITE_PASS, "")) return;
        for (var plan : PLANS)
            if (cells.row.has(plan))
                partner.note(PartnerRows.kept(partner.notes(), plan.words(), cells.row.cell(plan)));
        records.add(partner, id -> Qualification.passedOn(id, said(cells), passed.reason(), on, now));
        passedOn.add(partner);
        changes.add("polite pass on %s: %s".formatted(on, qualification.reason()));
    }

    private static Answers said(Cells cells) {
        var row = cells.row;
        var mechanism = row.cell(TrackerField.INTRO_MECHANISM);
        return new Answers(
                row.has(TrackerField.ICP_MATCH) ? yes(TrackerField.ICP_MATCH, cells) : null,
                row.has(TrackerField.ACCOUNTS_NAMED) ? accounts(row.cell(TrackerField.ACCOUNTS_NAMED)) : "",
                none(mechanism) ? "" : mechanism,
                row.has(TrackerField.ECONOMICS) ? yes(TrackerField.ECONOMICS, cells) : null);
    }

    private void answers(Partner partner, Cells cells, List<String> changes) {
        var row = cells.row;
        if (QUESTIONS.stream().noneMatch(row::has)) return;
        if (QUESTIONS.stream().allMatch(row::has)) {
            var answers = said(cells);
            var before = known.qualification(partner);
            if (before != null && before.answers().equals(answers)) return;
            // a polite pass is decided by people: old answers alone make none
            if (answers.pass()) {
                if (!records.once(partner, TrackerField.ICP_MATCH, answers.toString())) return;
                records.add(partner, id -> new Qualification(id, answers, "", today, now));
                changes.add("four answers, all passed");
                return;
            }
        }
        for (var field : QUESTIONS)
            if (row.has(field)) partner.note(PartnerRows.kept(partner.notes(), field.words(), row.cell(field)));
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
    private static String accounts(String cell) {
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
                IntStream.rangeClosed(1, many)
                        .mapToObj("Account %d, named in the former tracker"::formatted)
                        .toList());
    }
}
