package app.touchline.web;

import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

import app.touchline.web.ChangedMeanwhile.Clash;

/**
 * What the fields of a form are called when somebody is told that they changed.
 *
 * @param names by field, to begin a sentence: "The tier"; a field without one follows from another and is not mentioned
 *     when it changed alone
 * @param inWords of a field and its value, what a person would call the value
 */
public record EditFields(Map<String, String> names, BinaryOperator<String> inWords) {

    /**
     * What is to be saved: the fields touched here as typed, the others as they are now.
     *
     * @throws ChangedMeanwhile where both changed a field
     */
    public EditForm merged(EditForm form, EditForm now) {
        var merged = form.against(now);
        var clashes = form.changedByBoth(now).stream()
                .map(field -> new Clash(field, names.getOrDefault(field, "This"), shown(field, now)))
                .toList();
        if (!clashes.isEmpty()) throw new ChangedMeanwhile(merged, clashes);
        return merged;
    }

    /** What somebody else changed since the form was opened and which stays, each in words. */
    public List<String> changedByOthers(EditForm form, EditForm now) {
        return form.changedByOthers(now).stream()
                .filter(names::containsKey)
                .map(field -> "%s changed meanwhile to “%s”".formatted(names.get(field), shown(field, now)))
                .toList();
    }

    private String shown(String field, EditForm now) {
        return now.get(field).isEmpty() ? "nothing" : inWords.apply(field, now.get(field));
    }
}
