package app.touchline.joining;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import app.touchline.action.Action;
import app.touchline.action.ActionType;
import app.touchline.ninetyday.TestForm;
import app.touchline.partner.Problems;
import app.touchline.partner.Refused;
import app.touchline.web.EditForm;

/** The fields with which a qualified company enters: its first test and its first action, as they are proposed. */
final class EntryForm {

    static final String FIRST_CALL = "Intro call with partner manager";

    private static final List<String> FIELDS = fields();

    private EntryForm() {}

    private static List<String> fields() {
        var all = new ArrayList<>(TestForm.FIELDS);
        all.addAll(List.of("note", "due", "assignee"));
        return List.copyOf(all);
    }

    static EditForm sent(Map<String, String> parameters) {
        return EditForm.sent(FIELDS, parameters);
    }

    /** @param due a working day soon */
    static EditForm proposed(LocalDate today, LocalDate due, long assigneeId) {
        var typed = new LinkedHashMap<>(TestForm.first(today).typed());
        typed.put("note", FIRST_CALL);
        typed.put("due", due.toString());
        typed.put("assignee", "" + assigneeId);
        return EditForm.opened(typed);
    }

    static Action.Plan action(EditForm form) {
        var problems = new Problems();
        var due = problems.day("due", form.get("due"));
        var refused = problems.of("due");
        if (refused != null) throw refused;
        if (due == null) throw new Refused("due", "Give the first action a date.");
        if (form.get("note").length() > 500) throw new Refused("note", "Use 500 characters or fewer.");
        try {
            return new Action.Plan(ActionType.FOLLOW_UP, form.get("note"), due, Long.parseLong(form.get("assignee")));
        } catch (NumberFormatException e) {
            throw new Refused("assignee", "Choose who does it.");
        }
    }
}
