package app.touchline.conflict;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import app.touchline.deal.DealKind;

import static org.assertj.core.api.Assertions.assertThat;

class EngagementTests {

    private static final LocalDate EARLY = LocalDate.of(2026, 11, 2);
    private static final LocalDate LATE = LocalDate.of(2026, 11, 9);

    private static final List<Rule> IN_ORDER = inOrder(RuleKind.values());

    private static List<Rule> inOrder(RuleKind... kinds) {
        var rules = new ArrayList<Rule>();
        for (var kind : kinds) rules.add(new Rule(rules.size() + 1, kind, kind.words() + "."));
        return rules;
    }

    /** A claim that nothing distinguishes from another one but what a test says. */
    private record Plain(
            DealKind kind,
            LocalDate on,
            boolean registered,
            String incumbent,
            String region,
            String territory,
            String certified) {

        static Plain on(LocalDate day) {
            return new Plain(DealKind.NEW_BUSINESS, day, true, "", "", "", "");
        }

        Plain of(DealKind other) {
            return new Plain(other, on, registered, incumbent, region, territory, certified);
        }

        Plain unregistered() {
            return new Plain(kind, on, false, incumbent, region, territory, certified);
        }

        Plain serving() {
            return new Plain(
                    kind, on, registered, "won a deal with this customer before", region, territory, certified);
        }

        Plain at(String where) {
            return new Plain(kind, on, registered, incumbent, where, territory, certified);
        }

        Plain customerAt(String where) {
            return new Plain(kind, on, registered, incumbent, region, where, certified);
        }

        Plain certifiedFor(String what) {
            return new Plain(kind, on, registered, incumbent, region, territory, what);
        }

        Claim as(long id) {
            return new Claim(
                    id, "deal " + id, "Partner " + id, region, territory, kind, on, registered, incumbent, certified);
        }
    }

    private static String decides(Plain one, Plain other) {
        return decides(IN_ORDER, one, other);
    }

    /** "FIRST for 1", the same whichever stands first. */
    private static String decides(List<Rule> rules, Plain one, Plain other) {
        var said = words(Engagement.of(1, rules, one.as(1), other.as(2)));
        assertThat(words(Engagement.of(1, rules, other.as(2), one.as(1)))).isEqualTo(said);
        return said;
    }

    private static String words(Engagement engagement) {
        return engagement
                .deciding()
                .map(finding -> finding.rule().kind() + " for " + finding.winner())
                .orElse("none");
    }

    @Test
    void whoRegisteredOnAnEarlierDayComesFirst() {
        assertThat(decides(Plain.on(EARLY), Plain.on(LATE))).isEqualTo("FIRST for 1");
    }

    @Test
    void onOneDayCertificationBreaksTheTieAndOnlyThen() {
        assertThat(decides(Plain.on(LATE), Plain.on(LATE))).isEqualTo("none");
        assertThat(decides(Plain.on(LATE), Plain.on(LATE).certifiedFor("Platform")))
                .isEqualTo("CERTIFIED for 2");
        assertThat(decides(
                        Plain.on(LATE).certifiedFor("Platform"), Plain.on(LATE).certifiedFor("Platform")))
                .isEqualTo("none");
        assertThat(decides(Plain.on(EARLY), Plain.on(LATE).certifiedFor("Platform")))
                .isEqualTo("FIRST for 1");
    }

    @Test
    void registeredComesBeforeUnregisteredHoweverLate() {
        assertThat(decides(Plain.on(EARLY).unregistered(), Plain.on(LATE))).isEqualTo("REGISTERED for 2");
    }

    @Test
    void theIncumbentComesBeforeANewOne() {
        assertThat(decides(Plain.on(EARLY), Plain.on(LATE).serving())).isEqualTo("INCUMBENT for 2");
        assertThat(decides(Plain.on(EARLY).serving(), Plain.on(LATE).serving())).isEqualTo("FIRST for 1");
    }

    @Test
    void renewalsAndExpansionsAreTheIncumbentsEvenUnregistered() {
        assertThat(decides(
                        Plain.on(EARLY),
                        Plain.on(LATE).of(DealKind.RENEWAL).serving().unregistered()))
                .isEqualTo("RENEWAL for 2");
        assertThat(decides(
                        Plain.on(EARLY).of(DealKind.EXPANSION),
                        Plain.on(LATE).serving().unregistered()))
                .isEqualTo("EXPANSION for 2");
    }

    @Test
    void theTerritoryIsLookedAtBeforeWhoCameFirst() {
        assertThat(decides(
                        Plain.on(EARLY).at("DACH"), Plain.on(LATE).at("Nordics").customerAt("nordics")))
                .isEqualTo("TERRITORY for 2");
        assertThat(decides(
                        Plain.on(EARLY).at("DACH"), Plain.on(LATE).at("Nordics").customerAt("Iberia")))
                .isEqualTo("FIRST for 1");
    }

    @Test
    void theOrderOfTheRulesDecidesAndARuleThatIsLeftOutDoesNot() {
        var early = Plain.on(EARLY);
        var serving = Plain.on(LATE).serving();
        assertThat(decides(inOrder(RuleKind.INCUMBENT, RuleKind.FIRST), early, serving))
                .isEqualTo("INCUMBENT for 2");
        assertThat(decides(inOrder(RuleKind.FIRST, RuleKind.INCUMBENT), early, serving))
                .isEqualTo("FIRST for 1");
        assertThat(decides(inOrder(RuleKind.CERTIFIED), early, serving)).isEqualTo("none");
    }
}
