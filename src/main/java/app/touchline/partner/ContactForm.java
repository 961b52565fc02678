package app.touchline.partner;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import app.touchline.web.EditForm;

/** The fields of a contact's form. */
final class ContactForm {

    static final List<String> FIELDS = List.of("name", "role", "chatHandle", "addresses", "since");

    private ContactForm() {}

    static EditForm blank() {
        var typed = new LinkedHashMap<String, String>();
        FIELDS.forEach(field -> typed.put(field, ""));
        typed.put("role", ContactRole.OTHER.name());
        return EditForm.opened(typed);
    }

    static EditForm sent(Map<String, String> parameters) {
        return EditForm.sent(FIELDS, parameters);
    }

    static EditForm of(Contact contact) {
        var now = new LinkedHashMap<String, String>();
        now.put("name", contact.name());
        now.put("role", contact.role().name());
        now.put("chatHandle", contact.chatHandle());
        now.put("addresses", String.join("\n", contact.addresses()));
        now.put("since", Objects.toString(contact.place().since(), ""));
        return EditForm.opened(now);
    }

    /** One a line, or separated otherwise. */
    static List<String> addresses(EditForm form) {
        return Arrays.asList(form.get("addresses").split("[\\s;,]+"));
    }

    static ContactRole role(EditForm form) {
        try {
            return ContactRole.valueOf(form.get("role"));
        } catch (IllegalArgumentException unknown) {
            throw new Refused("role", "Choose a role from the list.");
        }
    }
}
