package app.touchline.today;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import app.touchline.action.ActionType;
import app.touchline.team.Member;
import app.touchline.web.Back;

/**
 * The form of something that is done to many rows.
 *
 * @param partners whose rows they are, by name
 * @param problems by field
 * @param inPlace opened in the list, else it is a page of its own
 */
record BulkPage(
        BulkAct act,
        List<PickedRow> rows,
        List<String> partners,
        BulkForm form,
        Map<String, String> problems,
        List<Member> people,
        LocalDate today,
        Back back,
        boolean inPlace) {

    private static final int NAMED = 6;

    public List<ActionType> types() {
        return List.of(ActionType.values());
    }

    /** "Postpone: 3 rows". */
    public String title() {
        return act.words() + ": " + (rows.size() == 1 ? "1 row" : rows.size() + " rows");
    }

    /** "Acme, Northwind and 4 more". */
    public String whom() {
        if (partners.size() <= NAMED) return String.join(", ", partners);
        return String.join(", ", partners.subList(0, NAMED)) + " and " + (partners.size() - NAMED) + " more";
    }
}
