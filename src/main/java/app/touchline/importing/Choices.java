package app.touchline.importing;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import app.touchline.action.ActionType;
import app.touchline.deal.DealField;
import app.touchline.deal.DealKind;
import app.touchline.deal.LostReason;
import app.touchline.deal.Origin;
import app.touchline.deal.Part;
import app.touchline.deal.Stage;
import app.touchline.deal.Standing;
import app.touchline.ninetyday.Verdict;
import app.touchline.partner.Archetype;
import app.touchline.partner.ContactRole;
import app.touchline.partner.FileField;
import app.touchline.partner.PartnerType;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.partner.Tier;
import app.touchline.partner.TrackerField;
import app.touchline.team.Member;

/** What the fields of a kept list may hold, and which of it somebody else's word for it is likely to mean. */
final class Choices {

    private static final Set<String> YES =
            Set.of("yes", "y", "true", "1", "x", "ja", "j", "ok", "done", "✅", "✔", "☑", "✓", "👍", "🟢", "wahr");
    private static final Set<String> NO =
            Set.of("no", "n", "false", "0", "nein", "-", "–", "❌", "✗", "✘", "☐", "👎", "🔴", "falsch", "✖", "⬜");

    /** Whose values are named as people like; of the others most must be understood for a column to be theirs. */
    private static final Set<FileField> NAMED_FREELY = Set.of(
            TrackerField.OWNER,
            TrackerField.CONTACT_ROLE,
            DealField.OWNER,
            DealField.PARTNER,
            DealField.INCUMBENT,
            DealField.LOST_REASON);

    private static final Set<FileField> PEOPLE =
            Set.of(TrackerField.OWNER, TrackerField.NEXT_ACTION_WHO, DealField.OWNER);

    private final Map<FileField, Map<String, Choice>> byKey = new HashMap<>();
    private final Map<FileField, List<Choice>> all = new HashMap<>();
    private final Map<FileField, Many> many = new HashMap<>();

    private Choices() {}

    /** @param written what a cell that means it is read as */
    record Choice(String written, String words) {}

    /** Where there are too many to choose from: which are known, and which are like a name. */
    record Many(Predicate<String> knows, Function<String, List<String>> like) {}

    static Choices ofPartners(Collection<Tier> tiers, Collection<Member> activeMembers, Collection<PartnerType> types) {
        var choices = new Choices();
        choices.put(TrackerField.TIER, tiers.stream().map(Tier::name));
        var owners = people(activeMembers);
        choices.put(TrackerField.OWNER, owners);
        choices.put(TrackerField.NEXT_ACTION_WHO, owners);
        choices.put(TrackerField.TYPE, types.stream().map(PartnerType::name));
        choices.put(TrackerField.ARCHETYPE, Arrays.stream(Archetype.values()).map(Archetype::words));
        choices.put(TrackerField.TEST_VERDICT, Arrays.stream(Verdict.values()).map(Verdict::words));
        choices.put(
                TrackerField.NEXT_ACTION_TYPE,
                Arrays.stream(ActionType.values()).map(ActionType::words));
        choices.put(
                TrackerField.PHASE,
                Stream.of("1", "2", "3", "4")
                        .map(each -> new Choice(each, "Phase " + each))
                        .toList());
        choices.put(
                TrackerField.STATUS,
                Stream.concat(
                        Arrays.stream(ProgrammeStatus.values()).map(ProgrammeStatus::words),
                        Stream.of(TrackerField.POLITE_PASS.words())));
        choices.put(
                TrackerField.CONTACT_ROLE, Arrays.stream(ContactRole.values()).map(ContactRole::words));
        return choices;
    }

    /** @param members those no longer active, too: old deals were theirs */
    static Choices ofDeals(Book book, Collection<Member> members, Collection<LostReason> reasons) {
        var choices = new Choices();
        var partners = new Many(name -> book.meant(name).isPresent() || book.isArchived(name), book::like);
        choices.many.put(DealField.PARTNER, partners);
        choices.many.put(DealField.INCUMBENT, partners);
        choices.put(DealField.OWNER, members.stream().map(Choices::person).toList());
        choices.put(DealField.ORIGIN, named(Origin.values(), Origin::words));
        choices.put(
                DealField.PART,
                Stream.concat(
                                named(Part.values(), Part::words).stream(),
                                Stream.of(new Choice("sourced_and_influenced", DealCells.BOTH_PARTS)))
                        .toList());
        choices.put(DealField.KIND, named(DealKind.values(), DealKind::words));
        choices.put(DealField.STANDING, named(Standing.values(), Standing::words));
        choices.put(DealField.STAGE, named(Stage.values(), Stage::words));
        choices.put(
                DealField.LOST_REASON, reasons.stream().map(LostReason::name).distinct());
        return choices;
    }

    private static List<Choice> people(Collection<Member> members) {
        return members.stream()
                .filter(member -> member.signedIn().worksWithPartners())
                .map(Choices::person)
                .toList();
    }

    private static Choice person(Member member) {
        return new Choice(member.email(), member.name());
    }

    /** As our own files write them. */
    private static <E extends Enum<E>> List<Choice> named(E[] all, Function<E, String> words) {
        return Arrays.stream(all)
                .map(one -> new Choice(one.name().toLowerCase(Locale.ROOT), words.apply(one)))
                .toList();
    }

    private static Choice same(String words) {
        return new Choice(words, words);
    }

    private void put(FileField field, Stream<String> words) {
        put(field, words.map(Choices::same).toList());
    }

    private void put(FileField field, List<Choice> choices) {
        all.put(field, choices);
        var keyed = choices.stream()
                .collect(Collectors.toMap(
                        choice -> Book.key(choice.written()), choice -> choice, (one, _) -> one, LinkedHashMap::new));
        var names = choices.stream().collect(Collectors.groupingBy(choice -> Book.key(choice.words())));
        names.forEach((name, named) -> {
            if (named.size() == 1) keyed.putIfAbsent(name, named.getFirst());
        });
        byKey.put(field, keyed);
    }

    static Optional<Boolean> yesOrNo(String cell) {
        var lower = cell.strip().replace("\uFE0F", "").toLowerCase(Locale.ROOT);
        if (YES.contains(lower)) return Optional.of(true);
        if (NO.contains(lower)) return Optional.of(false);
        var key = FileField.key(lower);
        if (YES.contains(key)) return Optional.of(true);
        if (NO.contains(key)) return Optional.of(false);
        return Optional.empty();
    }

    List<Choice> of(FileField field) {
        return all.getOrDefault(field, List.of());
    }

    /** What a value may be chosen to mean: all there is, or what is like it where there is too much. */
    List<Choice> offered(FileField field, String value) {
        var named = many.get(field);
        return named == null
                ? of(field)
                : named.like().apply(value).stream().map(Choices::same).toList();
    }

    /** Whether the cell can be read as it stands. */
    boolean knows(FileField field, String cell) {
        var named = many.get(field);
        if (named != null) return named.knows().test(cell);
        return field.kind() != FileField.Kind.CHOICE
                || byKey.getOrDefault(field, Map.of()).containsKey(Book.key(cell));
    }

    boolean isWithoutAnyLike(FileField field, String cell) {
        return !NAMED_FREELY.contains(field) && guess(field, cell).isEmpty();
    }

    /** Which of the choices is likely meant. */
    Optional<Choice> guess(FileField field, String cell) {
        if (many.containsKey(field)) return offered(field, cell).stream().findFirst();
        var exact = byKey.getOrDefault(field, Map.of()).get(Book.key(cell));
        if (exact != null) return Optional.of(exact);
        var key = FileField.key(cell);
        var also = OtherWords.of(field).get(key);
        var choices = of(field);
        return choices.stream()
                .filter(choice -> choice.written().equals(also)
                        || FileField.key(choice.words()).equals(key))
                .findFirst()
                .or(() -> field == TrackerField.TIER
                        ? oneOf(
                                choices,
                                choice -> number(choice.words()).equals(number(key))
                                        && !number(key).isEmpty())
                        : Optional.empty())
                .or(() -> PEOPLE.contains(field) ? person(choices, key) : Optional.empty())
                .or(() -> key.length() < 3
                        ? Optional.empty()
                        : oneOf(choices, choice -> {
                            var words = FileField.key(choice.words());
                            return words.startsWith(key) || key.startsWith(words + "_") || key.endsWith("_" + words);
                        }));
    }

    private static Optional<Choice> person(List<Choice> choices, String key) {
        return oneOf(choices, choice -> {
            var name = FileField.key(choice.words());
            var mail = FileField.key(choice.written().replaceFirst("@.*", ""));
            return mail.equals(key)
                    || name.startsWith(key + "_")
                    || initials(name).equals(key)
                    || String.join("_", Arrays.asList(name.split("_")).reversed())
                            .equals(key);
        });
    }

    private static String initials(String key) {
        return Arrays.stream(key.split("_"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.substring(0, 1))
                .collect(Collectors.joining());
    }

    private static String number(String key) {
        return key.replaceAll("\\D+", "");
    }

    private static Optional<Choice> oneOf(List<Choice> choices, java.util.function.Predicate<Choice> wanted) {
        var found = choices.stream().filter(wanted).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
