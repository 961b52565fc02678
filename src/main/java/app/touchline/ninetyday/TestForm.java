package app.touchline.ninetyday;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.touchline.ninetyday.NinetyDayTest.Plan;
import app.touchline.partner.Problems;
import app.touchline.partner.Refused;
import app.touchline.web.EditFields;
import app.touchline.web.EditForm;

/** The fields of a ninety-day test's form; also of the forms in which one is proposed. */
public final class TestForm {

    public static final List<String> FIELDS = List.of("goal", "target", "unit", "startsOn");

    static final EditFields NAMES = new EditFields(
            Map.of(
                    "goal", "The goal",
                    "target", "The target",
                    "unit", "What is counted",
                    "startsOn", "The first day"),
            (field, value) -> field.equals("unit") ? Unit.valueOf(value).words() : value);

    private TestForm() {}

    static EditForm sent(Map<String, String> parameters) {
        return EditForm.sent(FIELDS, parameters);
    }

    /** The first test of a partner, as it is proposed: three intros from today on. */
    public static EditForm first(LocalDate today) {
        return of(new Plan("Three intros to accounts we named together", new Target(3, Unit.INTROS), today));
    }

    public static EditForm of(Plan plan) {
        var now = new LinkedHashMap<String, String>();
        now.put("goal", plan.goal());
        now.put("target", plan.target() == null ? "" : "" + plan.target().number());
        now.put("unit", plan.target() == null ? "" : plan.target().unit().name());
        now.put("startsOn", plan.start().toString());
        return EditForm.opened(now);
    }

    public static Plan plan(EditForm form) {
        var problems = new Problems();
        var start = problems.day("startsOn", form.get("startsOn"));
        var refused = problems.of("startsOn");
        if (refused != null) throw refused;
        if (start == null) throw new Refused("startsOn", "Give the day on which it begins.");
        return new Plan(form.get("goal"), target(form), start);
    }

    private static @Nullable Target target(EditForm form) {
        if (form.get("target").isBlank()) return null;
        try {
            var number = Integer.parseInt(form.get("target"));
            return new Target(number, unit(form.get("unit")));
        } catch (NumberFormatException e) {
            throw new Refused("target", "“%s” is not a whole number.".formatted(form.get("target")));
        }
    }

    private static Unit unit(String typed) {
        try {
            return Unit.valueOf(typed);
        } catch (IllegalArgumentException unknown) {
            throw new Refused("unit", "Say what is counted.");
        }
    }
}
