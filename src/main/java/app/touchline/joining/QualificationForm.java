package app.touchline.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import app.touchline.joining.Joining.Company;
import app.touchline.partner.Refused;
import app.touchline.web.EditForm;

/** The fields of the form of four questions, with those of a company that is not a partner yet. */
final class QualificationForm {

    private static final List<String> FIELDS = List.of(
            "name",
            "domain",
            "tierId",
            "ownerId",
            "contactName",
            "contactEmail",
            "icpMatch",
            "accounts",
            "introMechanism",
            "economics",
            "reason");

    private QualificationForm() {}

    static EditForm sent(Map<String, String> parameters) {
        return EditForm.sent(FIELDS, parameters);
    }

    static EditForm blank(@Nullable Long ownerId) {
        var typed = new LinkedHashMap<String, String>();
        FIELDS.forEach(field -> typed.put(field, ""));
        typed.put("ownerId", Objects.toString(ownerId, ""));
        return EditForm.opened(typed);
    }

    /** What was answered last time is proposed. */
    static EditForm again(Qualification before) {
        var typed = new LinkedHashMap<>(blank(null).typed());
        var answers = before.answers();
        typed.put("icpMatch", answered(answers.icpMatch()));
        typed.put("accounts", answers.accounts());
        typed.put("introMechanism", answers.introMechanism());
        typed.put("economics", answered(answers.economics()));
        return EditForm.opened(typed);
    }

    private static String answered(@Nullable Boolean answer) {
        return answer == null ? "" : answer ? "yes" : "no";
    }

    static Answers answers(EditForm form) {
        return new Answers(
                yes(form, "icpMatch", "Say whether their customers are those we want."),
                form.get("accounts"),
                form.get("introMechanism"),
                yes(form, "economics", "Say whether the terms are acceptable."));
    }

    private static boolean yes(EditForm form, String field, String otherwise) {
        return switch (form.get(field)) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new Refused(field, otherwise);
        };
    }

    static Company company(EditForm form) {
        return new Company(
                form.get("name"),
                form.get("domain"),
                Objects.requireNonNullElse(number(form.get("tierId")), -1L),
                number(form.get("ownerId")),
                form.get("contactName"),
                form.get("contactEmail"));
    }

    private static @Nullable Long number(String text) {
        try {
            return text.isBlank() ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            return -1L;
        }
    }
}
