package app.touchline.rounds;

import java.time.LocalDate;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.touchline.action.ActionType;
import app.touchline.action.NextStep;
import app.touchline.ninetyday.Verdict;

/**
 * A partner in the weekly update: what is known now, and what a person typed where that could not be saved.
 *
 * @param leads told today; null: none yet
 * @param test the running one; null: there is none
 * @param step the open action that is due first; null: there is none
 * @param typed by field
 * @param problem why the row could not be saved
 */
record UpdateRow(
        long partnerId,
        String partner,
        String tier,
        @Nullable Integer leads,
        @Nullable Running test,
        @Nullable Step step,
        Map<String, String> typed,
        @Nullable String problem) {

    record Running(long id, String goal, LocalDate endsOn, Verdict verdict) {}

    record Step(long id, int version, ActionType type, String note, LocalDate due) {

        public String words() {
            return NextStep.words(type, note);
        }
    }

    public String field(String name, @Nullable Object now) {
        var sent = typed.get(name);
        return sent != null ? sent : now == null ? "" : now.toString();
    }

    public String leadsField() {
        return field("leads", leads);
    }

    public String accountField() {
        return field("account", null);
    }

    public String verdictField() {
        return field("verdict", test == null ? null : test.verdict().name());
    }

    public String dueField() {
        return field("due", step == null ? null : step.due());
    }

    public String typeField() {
        return field("type", ActionType.FOLLOW_UP.name());
    }

    public String noteField() {
        return field("note", null);
    }

    UpdateRow with(Map<String, String> sent, @Nullable String wrong) {
        return new UpdateRow(partnerId, partner, tier, leads, test, step, sent, wrong);
    }
}
