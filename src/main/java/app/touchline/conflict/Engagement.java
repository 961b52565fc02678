package app.touchline.conflict;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import app.touchline.deal.DealKind;

/**
 * What the rules of engagement say of two deals for one customer: each rule in its order, and the first that tells them apart
 * decides.
 */
record Engagement(int version, List<Finding> findings) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    static Engagement of(int version, List<Rule> rules, Claim one, Claim other) {
        return new Engagement(
                version, rules.stream().map(rule -> look(rule, one, other)).toList());
    }

    public Optional<Finding> deciding() {
        return findings.stream().filter(finding -> finding.winner() != null).findFirst();
    }

    private static Finding look(Rule rule, Claim one, Claim other) {
        return switch (rule.kind()) {
            case RENEWAL -> ofTheIncumbent(rule, DealKind.RENEWAL, "a renewal", one, other);
            case EXPANSION -> ofTheIncumbent(rule, DealKind.EXPANSION, "an expansion", one, other);
            case REGISTERED ->
                either(
                        rule,
                        one.registered(),
                        other.registered(),
                        one,
                        other,
                        "%s is registered, %s is not.",
                        "Both are registered, or neither is.");
            case INCUMBENT -> incumbent(rule, one, other, "Neither partner, or both, served this customer before.");
            case TERRITORY ->
                either(
                        rule,
                        inTerritory(one, other),
                        inTerritory(other, one),
                        one,
                        other,
                        "The territory is that of %s, not of %s.",
                        "The territory does not tell the two apart.");
            case FIRST -> first(rule, one, other);
            case CERTIFIED -> certified(rule, one, other);
        };
    }

    private static Finding ofTheIncumbent(Rule rule, DealKind kind, String word, Claim one, Claim other) {
        if (one.kind() != kind && other.kind() != kind) return new Finding(rule, null, "Neither is " + word + ".");
        return incumbent(rule, one, other, "No partner is the incumbent alone.");
    }

    private static Finding incumbent(Rule rule, Claim one, Claim other, String otherwise) {
        if (one.incumbent().isEmpty() == other.incumbent().isEmpty()) return new Finding(rule, null, otherwise);
        var winner = one.incumbent().isEmpty() ? other : one;
        return new Finding(rule, winner.dealId(), "%s: %s.".formatted(winner.partner(), winner.incumbent()));
    }

    private static boolean inTerritory(Claim claim, Claim other) {
        var territory = claim.territory().isEmpty() ? other.territory() : claim.territory();
        return !territory.isEmpty()
                && territory.toLowerCase(Locale.ROOT).equals(claim.region().toLowerCase(Locale.ROOT));
    }

    private static Finding first(Rule rule, Claim one, Claim other) {
        var order = one.registeredOn().compareTo(other.registeredOn());
        if (order == 0) return new Finding(rule, null, "Both came in on %s.".formatted(DAY.format(one.registeredOn())));
        var winner = order < 0 ? one : other;
        var later = order < 0 ? other : one;
        return new Finding(
                rule,
                winner.dealId(),
                "%s on %s, %s on %s."
                        .formatted(
                                winner.partner(),
                                DAY.format(winner.registeredOn()),
                                later.partner(),
                                DAY.format(later.registeredOn())));
    }

    private static Finding certified(Rule rule, Claim one, Claim other) {
        if (one.certified().isEmpty() && other.certified().isEmpty())
            return new Finding(rule, null, "Neither is noted as certified for the products.");
        if (!one.certified().isEmpty() && !other.certified().isEmpty())
            return new Finding(
                    rule,
                    null,
                    "Both are certified: %s (%s), %s (%s)."
                            .formatted(one.partner(), one.certified(), other.partner(), other.certified()));
        var winner = one.certified().isEmpty() ? other : one;
        var loser = one.certified().isEmpty() ? one : other;
        return new Finding(
                rule,
                winner.dealId(),
                "%s is certified for the products (%s), %s is not."
                        .formatted(winner.partner(), winner.certified(), loser.partner()));
    }

    private static Finding either(
            Rule rule, boolean one, boolean other, Claim first, Claim second, String evidence, String otherwise) {
        if (one == other) return new Finding(rule, null, otherwise);
        var winner = one ? first : second;
        var loser = one ? second : first;
        return new Finding(rule, winner.dealId(), evidence.formatted(winner.partner(), loser.partner()));
    }
}
