package app.touchline.hours;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import app.touchline.hours.WorkingTime.Stretch;
import app.touchline.web.EditFields;
import app.touchline.web.EditForm;

/** The weekly hours as typed: two stretches a day, each with its opening and its end; an empty one is none. */
final class WeekForm {

    private static final int STRETCHES = 2;
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):([0-5]\\d)");

    /** One stretch of one weekday on the page. */
    record Slot(DayOfWeek weekday, int number) {

        public String from() {
            return key() + "-from";
        }

        public String to() {
            return key() + "-to";
        }

        public String key() {
            return name(weekday).toLowerCase(Locale.ROOT) + "-" + number;
        }

        String words() {
            return number == 1 ? name(weekday) : name(weekday) + "'s second stretch";
        }
    }

    /** A weekday with its slots. */
    record Line(String name, List<Slot> slots) {}

    static final List<Line> LINES = Stream.of(DayOfWeek.values())
            .map(weekday -> new Line(name(weekday), List.of(new Slot(weekday, 1), new Slot(weekday, STRETCHES))))
            .toList();

    private static final List<Slot> SLOTS =
            LINES.stream().flatMap(line -> line.slots().stream()).toList();

    static final EditFields NAMES = new EditFields(names(), (field, value) -> value);

    private final Map<String, String> problems = new HashMap<>();

    private static Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        for (var slot : SLOTS) {
            names.put(slot.from(), "The opening of " + slot.words());
            names.put(slot.to(), "The end of " + slot.words());
        }
        return names;
    }

    static EditForm sent(Map<String, String> parameters) {
        return EditForm.sent(NAMES.names().keySet(), parameters);
    }

    static EditForm opened(Map<DayOfWeek, List<Stretch>> week) {
        var fields = new LinkedHashMap<String, String>();
        for (var slot : SLOTS) {
            var stretches = week.getOrDefault(slot.weekday(), List.of());
            var stretch = slot.number() <= stretches.size() ? stretches.get(slot.number() - 1) : null;
            fields.put(slot.from(), stretch == null ? "" : time(stretch.from()));
            fields.put(slot.to(), stretch == null ? "" : time(stretch.to()));
        }
        return EditForm.opened(fields);
    }

    /** By field, each in a sentence; filled by {@link #week}. */
    Map<String, String> problems() {
        return problems;
    }

    /** The week that was typed, if there is no problem. */
    Optional<Map<DayOfWeek, List<Stretch>>> week(EditForm form) {
        var week = new EnumMap<DayOfWeek, List<Stretch>>(DayOfWeek.class);
        for (var slot : SLOTS)
            stretch(slot, form).ifPresent(stretch -> {
                var before = week.computeIfAbsent(slot.weekday(), weekday -> new ArrayList<>());
                if (!before.isEmpty() && stretch.from() < before.getLast().to())
                    problems.put(
                            slot.from(),
                            "%s must begin after the first one ended, at %s."
                                    .formatted(
                                            slot.words(), time(before.getLast().to())));
                before.add(stretch);
            });
        if (problems.isEmpty() && week.isEmpty())
            problems.put(
                    SLOTS.getFirst().from(), "Enter at least one stretch: without any, nothing would ever be due.");
        return problems.isEmpty() ? Optional.of(week) : Optional.empty();
    }

    private Optional<Stretch> stretch(Slot slot, EditForm form) {
        if (form.get(slot.from()).isEmpty() && form.get(slot.to()).isEmpty()) return Optional.empty();
        var from = minutes(slot.from(), form.get(slot.from()), slot.words() + " has an end but no opening.");
        var to = minutes(slot.to(), form.get(slot.to()), slot.words() + " has an opening but no end.");
        if (from.isEmpty() || to.isEmpty()) return Optional.empty();
        var ends = to.getAsInt() == 0 ? Stretch.WHOLE_DAY : to.getAsInt(); // the midnight that ends the day
        if (from.getAsInt() < ends) return Optional.of(new Stretch(from.getAsInt(), ends));
        problems.put(
                slot.to(),
                "%s ends before it begins. Work past midnight: end at 00:00, and begin the next day at 00:00."
                        .formatted(slot.words()));
        return Optional.empty();
    }

    private OptionalInt minutes(String field, String typed, String missing) {
        var time = TIME.matcher(typed);
        if (time.matches()) {
            var minutes = Integer.parseInt(time.group(1)) * 60 + Integer.parseInt(time.group(2));
            if (minutes <= Stretch.WHOLE_DAY) return OptionalInt.of(minutes);
        }
        problems.put(field, typed.isEmpty() ? missing : "“%s” is not a time; write it like 09:00.".formatted(typed));
        return OptionalInt.empty();
    }

    private static String time(int minutes) {
        return "%02d:%02d".formatted(minutes / 60 % 24, minutes % 60);
    }

    static String name(DayOfWeek weekday) {
        return weekday.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    /** "Monday 09:00–17:00, Tuesday 09:00–12:00 and 13:00–17:00". */
    static String words(Map<DayOfWeek, List<Stretch>> week) {
        return String.join(
                ", ",
                Stream.of(DayOfWeek.values())
                        .filter(weekday ->
                                !week.getOrDefault(weekday, List.of()).isEmpty())
                        .map(weekday -> name(weekday) + " "
                                + String.join(
                                        " and ",
                                        week.getOrDefault(weekday, List.of()).stream()
                                                .map(stretch -> time(stretch.from()) + "–" + time(stretch.to()))
                                                .toList()))
                        .toList());
    }
}
