package app.touchline.outreach;

import java.util.LinkedHashMap;

import app.touchline.web.EditForm;

/**
 * A prepared mail to a partner, with fields in braces that are filled in for each.
 *
 * @param body with line breaks
 */
record OutreachTemplate(long id, String name, String subject, String body) {

    EditForm opened() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", name);
        fields.put("subject", subject);
        fields.put("body", body);
        return EditForm.opened(fields);
    }
}
