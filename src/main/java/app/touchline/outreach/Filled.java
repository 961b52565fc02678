package app.touchline.outreach;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

import org.jspecify.annotations.Nullable;

/**
 * A template with a partner's fields filled in.
 *
 * @param missing fields of which nothing is known here; in the text they stand in square brackets
 * @param mailto the link that opens it in a mail program; null where nobody is known to write to
 */
record Filled(
        OutreachTemplate template,
        String subject,
        String body,
        Set<Field> missing,
        @Nullable Mailto mailto) {

    /** @param values without those that are not known */
    static Filled of(OutreachTemplate template, Map<Field, String> values, @Nullable String address) {
        var missing = new LinkedHashSet<Field>();
        var subject = fill(template.subject(), values, missing);
        var body = fill(template.body(), values, missing);
        return new Filled(template, subject, body, missing, address == null ? null : Mailto.of(address, subject, body));
    }

    private static String fill(String text, Map<Field, String> values, Set<Field> missing) {
        return Field.IN_BRACES.matcher(text).replaceAll(found -> {
            var field = Field.of(found.group(1));
            if (field.isEmpty()) return Matcher.quoteReplacement(found.group());
            var value = values.get(field.get());
            if (value != null && !value.isBlank()) return Matcher.quoteReplacement(value);
            missing.add(field.get());
            return Matcher.quoteReplacement("[" + field.get().word() + "]");
        });
    }
}
