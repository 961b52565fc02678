package app.touchline.intro;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import app.touchline.intro.Intro.Told;
import app.touchline.partner.Problems;
import app.touchline.partner.Refused;
import app.touchline.web.EditFields;
import app.touchline.web.EditForm;

/** The fields of an intro's form. */
final class IntroForm {

    private static final List<String> FIELDS = List.of("account", "contactId", "madeOn", "qualifiedOn", "note");

    private static final Map<String, String> NAMES = Map.of(
            "account",
            "The account",
            "contactId",
            "Who made it",
            "madeOn",
            "The day it was made",
            "qualifiedOn",
            "The day of the qualified conversation",
            "note",
            "The note");

    private IntroForm() {}

    /** @param names of contacts, by id */
    static EditFields names(Map<Long, String> names) {
        return new EditFields(
                NAMES,
                (field, value) -> field.equals("contactId") ? names.getOrDefault(Long.valueOf(value), value) : value);
    }

    static EditForm sent(Map<String, String> parameters) {
        return EditForm.sent(FIELDS, parameters);
    }

    static EditForm blank(LocalDate today) {
        var typed = new LinkedHashMap<String, String>();
        FIELDS.forEach(field -> typed.put(field, ""));
        typed.put("madeOn", today.toString());
        return EditForm.opened(typed);
    }

    static EditForm of(Intro intro) {
        var now = new LinkedHashMap<String, String>();
        now.put("account", intro.account());
        now.put("contactId", Objects.toString(intro.contactId(), ""));
        now.put("madeOn", intro.madeOn().toString());
        now.put("qualifiedOn", Objects.toString(intro.qualifiedOn(), ""));
        now.put("note", intro.note());
        return EditForm.opened(now);
    }

    static Told told(EditForm form) {
        var problems = new Problems();
        var madeOn = problems.day("madeOn", form.get("madeOn"));
        var qualifiedOn = problems.day("qualifiedOn", form.get("qualifiedOn"));
        problems.all().values().stream().findFirst().ifPresent(refused -> {
            throw refused;
        });
        if (madeOn == null) throw new Refused("madeOn", "Give the day on which it was made.");
        return new Told(contact(form.get("contactId")), form.get("account"), madeOn, qualifiedOn, form.get("note"));
    }

    private static @Nullable Long contact(String text) {
        try {
            return text.isBlank() ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new Refused("contactId", "Choose somebody from the list.");
        }
    }
}
