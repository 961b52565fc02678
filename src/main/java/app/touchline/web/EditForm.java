package app.touchline.web;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The form of a record that exists, by field: what is typed, and what stood there when the form was opened. A field that a
 * person did not touch never overwrites what somebody else saved meanwhile; where both changed one, the second is told
 * ({@link ChangedMeanwhile}). The page carries what stood there along: {@code _edit :: was(form)}.
 *
 * @param typed by field, in the order of the form
 * @param was the same fields
 */
public record EditForm(Map<String, String> typed, Map<String, String> was) {

    /** Before the name of a field: what stood there. */
    public static final String WAS = "was.";

    /** What a page sent: a field it did not have is taken as untouched. */
    public static EditForm sent(Collection<String> fields, Map<String, String> parameters) {
        var typed = new LinkedHashMap<String, String>();
        var was = new LinkedHashMap<String, String>();
        for (var field : fields) {
            var before = clean(parameters.getOrDefault(WAS + field, ""));
            was.put(field, before);
            typed.put(field, clean(parameters.getOrDefault(field, before)));
        }
        return new EditForm(typed, was);
    }

    /** The form as it opens, before anything is typed. */
    public static EditForm opened(Map<String, String> now) {
        return new EditForm(now, now);
    }

    public String get(String field) {
        return typed.getOrDefault(field, "");
    }

    public boolean touched(String field) {
        return !get(field).equals(before(field));
    }

    private String before(String field) {
        return was.getOrDefault(field, "");
    }

    /** Which fields somebody else changed since this form was opened, and this person left alone. */
    public List<String> changedByOthers(EditForm now) {
        return changedMeanwhile(now).filter(field -> !touched(field)).toList();
    }

    /** Which fields somebody else changed, and this person too, to something else. */
    public List<String> changedByBoth(EditForm now) {
        return changedMeanwhile(now).filter(this::touched).toList();
    }

    private Stream<String> changedMeanwhile(EditForm now) {
        return typed.keySet().stream()
                .filter(field -> !now.get(field).equals(before(field)))
                .filter(field -> !now.get(field).equals(get(field)));
    }

    /** The same typing, seen against what is saved now: what nobody touched here is as it is now. */
    public EditForm against(EditForm now) {
        var merged = new LinkedHashMap<String, String>();
        for (var field : typed.keySet()) merged.put(field, touched(field) ? get(field) : now.get(field));
        return new EditForm(merged, now.typed);
    }

    private static String clean(String text) {
        return text.replace("\r\n", "\n").strip();
    }
}
