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
    PARTNERS(
            new Words("Partners, contacts and domains", "Partner", "partner", "The notes, under its heading"),
            TrackerField.values(),
            List.of(TrackerField.PARTNER, TrackerField.EXTERNAL_ID, TrackerField.DOMAINS),
            "Say which column names the partner; its external id or a domain does, too.") {
        @Override
        List<Group> groups() {
            return List.of(
                    Group.of("Partner", fields(), field -> ((TrackerField) field).isOfPartner()),
                    Group.of("Contact", fields(), field -> !((TrackerField) field).isOfPartner()));
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
        public String because(List<String> words) {
            return "the name is like that of " + String.join(", ", words);
        }
    },
    DEALS(
            new Words("Deals", "Deal", "deal", "The description, under its heading"),
            DealField.values(),
            List.of(DealField.CUSTOMER, DealField.REGISTRATION_ID, DealField.EXTERNAL_ID),
            "Say which column names the customer; the deal's registration id or external id does, too.") {
        @Override
        List<Group> groups() {
            return List.of(Group.of("Deal", fields(), _ -> true));
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
        public String because(List<String> words) {
            return String.join("; ", words);
        }
    };

    private final Words words;
    private final FileField[] fields;
    private final List<FileField> naming;
    private final String missing;

    /**
     * @param heading over the column that says what a row is about
     * @param one one of them, in a sentence
     * @param keptIn what becomes of a column that no field holds
     */
    private record Words(String all, String heading, String one, String keptIn) {}

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

    /** @param naming of which the columns must hold one */
    Subject(Words words, FileField[] fields, List<FileField> naming, String missing) {
        this.words = words;
        this.fields = fields;
        this.naming = naming;
        this.missing = missing;
    }

    FileField[] fields() {
        return fields;
    }

    abstract List<Group> groups();

    /** What the columns must hold and do not, as a sentence; null where nothing is missing. */
    @Nullable
    String missing(Set<FileField> held) {
        return naming.stream().anyMatch(held::contains) ? null : missing;
    }

    /** By this the answer to a row that waits for a decision is known. */
    abstract String question(RowOutcome row);

    /** The record that a word of a row that waits names as perhaps the same; empty where it only says why it waits. */
    abstract Optional<Answer> answer(String word);

    /** Why a row waits for a decision. */
    public abstract String because(List<String> words);

    /** Why a row was left out that waits for a decision. */
    String undecided(List<String> words) {
        return "Not decided: %s.".formatted(because(words));
    }

    static Subject asked(@Nullable String code) {
        for (var subject : values()) if (subject.code().equalsIgnoreCase(code)) return subject;
        return PARTNERS;
    }

    List<FileField> called(String key) {
        return FileField.called(fields(), key);
    }

    /** Under what it is remembered how a kind of saying was meant. */
    String memory(String kind) {
        return this == PARTNERS ? kind : one() + " " + kind;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String words() {
        return words.all();
    }

    public String heading() {
        return words.heading();
    }

    public String one() {
        return words.one();
    }

    public String keptIn() {
        return words.keptIn();
    }
}
