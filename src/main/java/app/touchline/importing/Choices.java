package app.touchline.importing;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import app.touchline.action.ActionType;
import app.touchline.ninetyday.Verdict;
import app.touchline.partner.Archetype;
import app.touchline.partner.ContactRole;
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

    private static final Map<TrackerField, Map<String, String>> ALSO_CALLED = new EnumMap<>(Map.of(
            TrackerField.STATUS,
            also("""
                    Active: live current signed partner
                    Testing: test in_test pilot trial 90_day_test onboarding
                    Prospect: lead new in_discussion evaluating
                    Paused: on_hold hold dormant
                    Inactive: churned closed ended terminated dead
                    Polite pass: passed_on passed_politely declined rejected disqualified not_a_fit no_fit
                    """),
            TrackerField.TEST_VERDICT,
            also("""
                    On track: in_progress running green
                    At risk: yellow behind
                    Delivered: pass passed success won
                    Failed: fail lost
                    """),
            TrackerField.NEXT_ACTION_TYPE,
            also("""
                    Follow-up: call email follow_up followup
                    Account research: research
                    Intro request: intro
                    Co-marketing: marketing
                    Re-engage: reengage
                    """),
            TrackerField.CONTACT_ROLE,
            also("""
                    AE: account_executive sales
                    BDR: sdr business_development
                    SE: solutions_engineer sales_engineer
                    CS: customer_success csm
                    Executive: ceo cto cro coo founder co_founder vp director
                    Partner manager: partnerships head_of_partnerships alliance_manager pm
                    """)));

    private final Map<TrackerField, Map<String, Choice>> byKey = new EnumMap<>(TrackerField.class);
    private final Map<TrackerField, List<Choice>> all = new EnumMap<>(TrackerField.class);

    /** @param written what a cell that means it is read as */
    record Choice(String written, String words) {}

    Choices(Collection<Tier> tiers, Collection<Member> activeMembers, Collection<PartnerType> types) {
        put(
                TrackerField.TIER,
                tiers.stream().map(tier -> new Choice(tier.name(), tier.name())).toList());
        var owners = activeMembers.stream()
                .filter(member -> member.signedIn().worksWithPartners())
                .map(member -> new Choice(member.email(), member.name()))
                .toList();
        put(TrackerField.OWNER, owners);
        put(TrackerField.NEXT_ACTION_WHO, owners);
        put(TrackerField.TYPE, types.stream().map(type -> same(type.name())).toList());
        put(TrackerField.ARCHETYPE, Arrays.stream(Archetype.values()).map(Archetype::words));
        put(TrackerField.TEST_VERDICT, Arrays.stream(Verdict.values()).map(Verdict::words));
        put(TrackerField.NEXT_ACTION_TYPE, Arrays.stream(ActionType.values()).map(ActionType::words));
        put(
                TrackerField.PHASE,
                Stream.of("1", "2", "3", "4")
                        .map(each -> new Choice(each, "Phase " + each))
                        .toList());
        put(
                TrackerField.STATUS,
                Stream.concat(
                        Arrays.stream(ProgrammeStatus.values()).map(ProgrammeStatus::words),
                        Stream.of(TrackerField.POLITE_PASS.words())));
        put(TrackerField.CONTACT_ROLE, Arrays.stream(ContactRole.values()).map(ContactRole::words));
    }

    /** By each other word, as {@link TrackerField#key} gives it, the choice it means. */
    private static Map<String, String> also(String text) {
        var also = new HashMap<String, String>();
        text.lines().forEach(line -> {
            var colon = line.indexOf(':');
            for (var word : line.substring(colon + 1).strip().split(" ")) also.put(word, line.substring(0, colon));
        });
        return also;
    }

    private static Choice same(String words) {
        return new Choice(words, words);
    }

    private void put(TrackerField field, Stream<String> words) {
        put(field, words.map(Choices::same).toList());
    }

    private void put(TrackerField field, List<Choice> choices) {
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

    private static boolean isPerson(TrackerField field) {
        return field == TrackerField.OWNER || field == TrackerField.NEXT_ACTION_WHO;
    }

    static Optional<Boolean> yesOrNo(String cell) {
        var lower = cell.strip().replace("\uFE0F", "").toLowerCase(Locale.ROOT);
        if (YES.contains(lower)) return Optional.of(true);
        if (NO.contains(lower)) return Optional.of(false);
        var key = TrackerField.key(lower);
        if (YES.contains(key)) return Optional.of(true);
        if (NO.contains(key)) return Optional.of(false);
        return Optional.empty();
    }

    List<Choice> of(TrackerField field) {
        return all.getOrDefault(field, List.of());
    }

    /** Whether the cell can be read as it stands. */
    boolean knows(TrackerField field, String cell) {
        return field.kind() != TrackerField.Kind.CHOICE
                || byKey.getOrDefault(field, Map.of()).containsKey(Book.key(cell));
    }

    boolean isWithoutAnyLike(TrackerField field, String cell) {
        return field != TrackerField.OWNER
                && field != TrackerField.CONTACT_ROLE
                && guess(field, cell).isEmpty();
    }

    /** Which of the choices is likely meant. */
    Optional<Choice> guess(TrackerField field, String cell) {
        var exact = byKey.getOrDefault(field, Map.of()).get(Book.key(cell));
        if (exact != null) return Optional.of(exact);
        var key = TrackerField.key(cell);
        var also = ALSO_CALLED.getOrDefault(field, Map.of()).get(key);
        var choices = of(field);
        return choices.stream()
                .filter(choice -> choice.words().equals(also)
                        || TrackerField.key(choice.words()).equals(key))
                .findFirst()
                .or(() -> field == TrackerField.TIER
                        ? oneOf(
                                choices,
                                choice -> number(choice.words()).equals(number(key))
                                        && !number(key).isEmpty())
                        : Optional.empty())
                .or(() -> isPerson(field) ? person(choices, key) : Optional.empty())
                .or(() -> key.length() < 3
                        ? Optional.empty()
                        : oneOf(choices, choice -> {
                            var words = TrackerField.key(choice.words());
                            return words.startsWith(key) || key.startsWith(words + "_") || key.endsWith("_" + words);
                        }));
    }

    private static Optional<Choice> person(List<Choice> choices, String key) {
        return oneOf(choices, choice -> {
            var name = TrackerField.key(choice.words());
            var mail = TrackerField.key(choice.written().replaceFirst("@.*", ""));
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
