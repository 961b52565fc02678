package app.touchline.partner;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A field of a record as files name it: its heading, what it holds, what others call it. Exports write it, imports read it. */
public interface FileField {

    /** As a kind of record lists its fields. */
    Comparator<FileField> IN_ORDER = Comparator.comparingInt(FileField::ordinal);

    /** How a field is written and read. */
    enum Kind {
        TEXT,
        /** A longer text; several may be put together. */
        NOTE,
        /** One of a kept list. */
        CHOICE,
        YES_NO,
        DATE,
        NUMBER,
        MONEY,
        /** Several, separated by blanks. */
        LIST
    }

    String name();

    int ordinal();

    /** What people call it, how it is written and what it means. */
    record Told(String words, Kind kind, String meaning) {}

    Told told();

    default String words() {
        return told().words();
    }

    default Kind kind() {
        return told().kind();
    }

    default String meaning() {
        return told().meaning();
    }

    /** What it is also called, as {@link #key} gives it. */
    List<String> aliases();

    /** Worked out here from other fields: shown and written to files, and passed over by an import. */
    boolean isDerived();

    /** In files and addresses. */
    default String heading() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether several columns of a file may hold it together. */
    default boolean joins() {
        return kind() == Kind.LIST || kind() == Kind.NOTE;
    }

    /** Of its heading and what a person calls it. */
    private static boolean isNamed(FileField field, String key) {
        return field.heading().equals(key) || key(field.words()).equals(key);
    }

    /** Capitals, blanks, hyphens and pictures in a heading make no difference, nor does what stands in brackets. */
    static String key(String heading) {
        var bare = heading.replaceAll("[(\\[{][^)\\]}]*[)\\]}]", " ");
        return (bare.isBlank() ? heading : bare)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("^_|_$", "");
    }

    /** Those that a heading with this {@link #key} may mean: the field so named, then those also called so. */
    static <F extends FileField> List<F> called(F[] all, String key) {
        return Stream.concat(
                        Arrays.stream(all).filter(field -> isNamed(field, key)),
                        Arrays.stream(all).filter(field -> field.aliases().contains(key)))
                .distinct()
                .toList();
    }

    /** A line for each field: its name, a colon, what it is also called. */
    static <F extends Enum<F>> Map<F, List<String>> aliases(Class<F> fields, String text) {
        var aliases = new EnumMap<F, List<String>>(fields);
        text.lines().forEach(line -> {
            var colon = line.indexOf(':');
            aliases.put(
                    Enum.valueOf(fields, line.substring(0, colon)),
                    List.of(line.substring(colon + 1).strip().split(" ")));
        });
        return aliases;
    }
}
