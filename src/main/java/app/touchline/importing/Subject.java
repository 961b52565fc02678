package app.touchline.importing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import app.touchline.deal.DealField;
import app.touchline.partner.FileField;
import app.touchline.partner.TrackerField;

/** What is in a file: what its rows are about, and which fields its columns may hold. */
enum Subject {
    PARTNERS("Partners, contacts and domains", "Partner", "partner", "The notes, under its heading") {
        @Override
        FileField[] fields() {
            return TrackerField.values();
        }

        @Override
        List<Group> groups() {
            return List.of(
                    Group.of("Partner", fields(), field -> ((TrackerField) field).isOfPartner()),
                    Group.of("Contact", fields(), field -> !((TrackerField) field).isOfPartner()));
        }

        @Override
        @Nullable
        String missing(Set<FileField> held) {
            return held.contains(TrackerField.PARTNER)
                            || held.contains(TrackerField.EXTERNAL_ID)
                            || held.contains(TrackerField.DOMAINS)
                    ? null
                    : "Say which column names the partner; its external id or a domain does, too.";
        }

        /** All rows about one name have one answer. */
        @Override
        String question(RowOutcome row) {
            return Book.key(row.about());
        }

        @Override
        Optional<Answer> answer(String word) {
            return Optional.of(new Answer(Book.key(word), word));
        }

        @Override
        String undecided(List<String> words) {
            return "Not decided: the name is like that of %s.".formatted(String.join(", ", words));
        }
    },
    DEALS("Deals", "Deal", "deal", "The description, under its heading") {
        @Override
        FileField[] fields() {
            return DealField.values();
        }

        @Override
        List<Group> groups() {
            return List.of(Group.of("Deal", fields(), field -> true));
        }

        @Override
        @Nullable
        String missing(Set<FileField> held) {
            return held.contains(DealField.CUSTOMER)
                            || held.contains(DealField.REGISTRATION_ID)
                            || held.contains(DealField.EXTERNAL_ID)
                    ? null
                    : "Say which column names the customer; the deal's registration id or external id does, too.";
        }

        /** Two rows about one customer may be two deals. */
        @Override
        String question(RowOutcome row) {
            return "line " + row.line();
        }

        @Override
        Optional<Answer> answer(String word) {
            return KnownDeals.named(word).map(code -> new Answer(code.words().toLowerCase(Locale.ROOT), word));
        }

        @Override
        String undecided(List<String> words) {
            return "Not decided: %s.".formatted(String.join("; ", words));
        }
    };

    private final String words;
    private final String heading;
    private final String one;
    private final String keptIn;

    /** "The same as …". */
    record Answer(String code, String name) {}

    /** Fields that stand together in a list to choose from. */
    record Group(String words, List<FileField> fields) {

        private static Group of(String words, FileField[] fields, java.util.function.Predicate<FileField> wanted) {
            return new Group(
                    words,
                    Arrays.stream(fields)
                            .filter(field -> wanted.test(field) && !field.isDerived())
                            .toList());
        }
    }

    Subject(String words, String heading, String one, String keptIn) {
        this.words = words;
        this.heading = heading;
        this.one = one;
        this.keptIn = keptIn;
    }

    abstract FileField[] fields();

    abstract List<Group> groups();

    /** What the columns must hold and do not, as a sentence; null where nothing is missing. */
    abstract @Nullable String missing(Set<FileField> held);

    /** By this the answer to a row that waits for a decision is known. */
    abstract String question(RowOutcome row);

    /** The record that a word of a row that waits names as perhaps the same; empty where it only says why it waits. */
    abstract Optional<Answer> answer(String word);

    /** Why a row was left out that waits for a decision. */
    abstract String undecided(List<String> words);

    static Subject asked(@Nullable String code) {
        for (var subject : values()) if (subject.code().equalsIgnoreCase(code)) return subject;
        return PARTNERS;
    }

    List<FileField> called(String key) {
        return FileField.called(fields(), key);
    }

    /** Under what it is remembered how a kind of saying was meant. */
    String memory(String kind) {
        return this == PARTNERS ? kind : one + " " + kind;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String words() {
        return words;
    }

    /** Over the column that says what a row is about. */
    public String heading() {
        return heading;
    }

    /** One of them, in a sentence. */
    public String one() {
        return one;
    }

    /** What becomes of a column that no field holds. */
    public String keptIn() {
        return keptIn;
    }
}
