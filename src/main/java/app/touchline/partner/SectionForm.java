package app.touchline.partner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The form of a section as its template draws it.
 *
 * @param partnerId whose it is
 */
record SectionForm(long partnerId, String partnerName, Section section, List<Field> fields) {

    enum Kind {
        LINE,
        TEXT,
        DAY,
        NUMBER,
        CHOICE
    }

    /**
     * @param choices what a list offers; of a line: what is proposed while typing
     * @param hint empty: none
     */
    record Field(String key, String label, Kind kind, List<Choice> choices, String hint) {}

    record Choice(String value, String words) {}

    @Component
    static class Maker {

        private static final List<String> HYPERSCALERS =
                List.of("AWS", "Google Cloud", "Microsoft Azure", "Oracle Cloud");
        private static final int PROPOSED = 100;

        private final PartnerTypes types;
        private final JdbcClient jdbc;

        Maker(PartnerTypes types, JdbcClient jdbc) {
            this.types = types;
            this.jdbc = jdbc;
        }

        /** @param typeNow the id of the type it has, which stays on offer; empty: none */
        SectionForm of(Partner partner, Section section, String typeNow) {
            return new SectionForm(
                    partner.id(),
                    partner.name(),
                    section,
                    section.fields().stream().map(key -> field(key, typeNow)).toList());
        }

        private Field field(String key, String typeNow) {
            return new Field(key, SectionEdit.label(key), kind(key), choices(key, typeNow), hint(key));
        }

        private static Kind kind(String key) {
            return switch (key) {
                case "typeId", "archetype", "phase" -> Kind.CHOICE;
                case "partnerSince", "phase1", "phase2", "phase3", "phase4" -> Kind.DAY;
                case "notes", "blockers", "originStory", "agreementTerms" -> Kind.TEXT;
                case "proposalsSent" -> Kind.NUMBER;
                default -> Kind.LINE;
            };
        }

        private static String hint(String key) {
            return switch (key) {
                case "hyperscaler" -> "A cloud provider they sell with.";
                case "originStory" -> "How the two of us came to work together.";
                case "crmLink" -> "The address of its page in your CRM.";
                default -> "";
            };
        }

        private List<Choice> choices(String key, String typeNow) {
            return switch (key) {
                case "typeId" -> types(typeNow);
                case "archetype" ->
                    Arrays.stream(Archetype.values())
                            .map(each -> new Choice(each.name(), each.words()))
                            .toList();
                case "phase" ->
                    IntStream.rangeClosed(1, Profile.PHASES)
                            .mapToObj(each -> new Choice("" + each, "Phase " + each))
                            .toList();
                case "region", "vertical" -> inUse(key);
                case "hyperscaler" -> {
                    var all = new LinkedHashSet<Choice>();
                    HYPERSCALERS.forEach(each -> all.add(new Choice(each, each)));
                    all.addAll(inUse(key));
                    yield List.copyOf(all);
                }
                default -> List.of();
            };
        }

        private List<Choice> types(String typeNow) {
            var all = new ArrayList<Choice>();
            types.inUse().forEach(type -> all.add(new Choice("" + type.id(), type.name())));
            types.archived().stream()
                    .filter(type -> typeNow.equals("" + type.id()))
                    .forEach(type -> all.add(new Choice(typeNow, type.name() + " (no longer offered)")));
            return all;
        }

        private List<Choice> inUse(String column) {
            return jdbc.sql("""
                    select distinct ${column} as said from partner
                    where ${column} <> '' and archived_at is null order by said limit :most
                    """.replace("${column}", column))
                    .param("most", PROPOSED)
                    .query((row, index) -> new Choice(row.getString("said"), row.getString("said")))
                    .list();
        }
    }
}
