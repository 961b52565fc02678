package app.touchline.partner;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.touchline.web.ChangedMeanwhile;
import app.touchline.web.ChangedMeanwhile.Clash;

/** What is wrong with a form that was sent, by field; templates ask it as {@code problems}. */
public final class Problems {

    private final Map<String, Refused> byField = new LinkedHashMap<>();
    private final Map<String, Clash> clashes = new HashMap<>();

    public static Problems of(Refused refused) {
        var problems = new Problems();
        problems.add(refused);
        return problems;
    }

    public static Problems of(ChangedMeanwhile changed) {
        var problems = new Problems();
        for (var clash : changed.clashes()) {
            problems.add(clash.field(), clash.sentence());
            problems.clashes.put(clash.field(), clash);
        }
        return problems;
    }

    public void add(Refused refused) {
        byField.putIfAbsent(refused.field(), refused);
    }

    public void add(String field, String sentence) {
        add(new Refused(field, sentence));
    }

    public boolean none() {
        return byField.isEmpty();
    }

    public boolean has(String field) {
        return byField.containsKey(field);
    }

    public @Nullable Refused of(String field) {
        return byField.get(field);
    }

    /** What somebody else saved in this field meanwhile. */
    public @Nullable Clash clash(String field) {
        return clashes.get(field);
    }

    public Map<String, Refused> all() {
        return byField;
    }

    /** The day in a date field (ISO, as browsers send it); null where it is empty or no day. */
    public @Nullable LocalDate day(String field, @Nullable String text) {
        if (text == null || text.isBlank()) return null;
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            add(field, "“%s” is not a date; write it like 2026-03-31.".formatted(text.strip()));
            return null;
        }
    }
}
