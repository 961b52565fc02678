package app.touchline.weekly;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

import app.touchline.answers.Answers;
import app.touchline.cadence.CadenceReader;
import app.touchline.cadence.PartnerCadence;
import app.touchline.partner.Tiers;
import app.touchline.reading.Choice;
import app.touchline.reading.Decision.Kind;
import app.touchline.reading.DecisionOutcome.Decided;
import app.touchline.reading.DecisionOutcome.DecidedMeanwhile;
import app.touchline.reading.Decisions;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Members;
import app.touchline.team.SignedIn;

/**
 * The form for one decision.
 *
 * @param owner of the partner, if they may be given actions; proposed for the recovery touch
 * @param proposed the day a form begins with
 * @param inPlace under its row; else a whole page
 */
record DecisionPage(
        long readId,
        long partnerId,
        String partner,
        String tier,
        Kind kind,
        LocalDate today,
        @Nullable Long owner,
        LocalDate proposed,
        List<Person> people,
        List<TierChoice> tiers,
        boolean inPlace) {

    public record Person(long id, String name) {}

    public record TierChoice(long id, String name) {}

    public String code() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** The field of this form beside which a refusal is said. */
    static String field(String field) {
        return switch (field) {
            case "until", "reason", "tier", "who", "due" -> field;
            case "tierId" -> "tier";
            default -> "note";
        };
    }

    /** What came of assigning several. */
    record Assigned(int assigned, String words) {}

    @Component
    static class Pages {

        private static final int RECOVERY_WITHIN_DAYS = 2;

        private final CadenceReader cadence;
        private final Members members;
        private final Tiers tiers;
        private final Decisions decisions;
        private final SettingsReader settings;
        private final Answers answers;
        private final Clock clock;

        Pages(
                CadenceReader cadence,
                Members members,
                Tiers tiers,
                Decisions decisions,
                SettingsReader settings,
                Answers answers,
                Clock clock) {
            this.cadence = cadence;
            this.members = members;
            this.tiers = tiers;
            this.decisions = decisions;
            this.settings = settings;
            this.answers = answers;
            this.clock = clock;
        }

        LocalDate today() {
            return settings.current().today(clock);
        }

        DecisionPage of(long readId, long partnerId, Kind kind, boolean inPlace) {
            var today = today();
            var partner =
                    cadence.of(partnerId, today).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
            var people = people();
            var owner = partner.ownerId();
            return new DecisionPage(
                    readId,
                    partnerId,
                    partner.name(),
                    partner.tierName(),
                    kind,
                    today,
                    people.stream().anyMatch(person -> owner != null && person.id() == owner) ? owner : null,
                    kind == Kind.SNOOZE ? today.plusWeeks(1) : today.plusDays(RECOVERY_WITHIN_DAYS),
                    people,
                    tiers.inUse().stream()
                            .filter(tier -> tier.id() != partner.tierId())
                            .map(tier -> new TierChoice(tier.id(), tier.name()))
                            .toList(),
                    inPlace);
        }

        List<Person> people() {
            return answers.to(
                    "people who work with partners",
                    () -> members.findByActiveTrueOrderByName().stream()
                            .filter(member -> member.signedIn().worksWithPartners())
                            .map(member -> new Person(member.id(), member.name()))
                            .toList());
        }

        /** Each by itself: one that somebody else decided meanwhile does not hold up the others. */
        Assigned assign(long readId, List<Long> partnerIds, DecisionForm form, SignedIn me) {
            var due = form.due();
            var meanwhile = new ArrayList<String>();
            var unowned = new ArrayList<String>();
            int assigned = 0;
            for (var id : new TreeSet<>(partnerIds)) {
                var partner = cadence.of(id, today()).orElse(null);
                if (partner == null || due == null) continue;
                var who = "owner".equals(form.who()) ? ownerOf(partner) : form.person();
                if (who == null) {
                    unowned.add(partner.name());
                    continue;
                }
                switch (decisions.decide(readId, id, new Choice.Recovery(who, due, ""), null, form.batchOrNew(), me)) {
                    case Decided _ -> assigned++;
                    case DecidedMeanwhile(var standing) -> meanwhile.add(partner.name() + " (" + standing.by() + ")");
                    default -> {}
                }
            }
            return new Assigned(assigned, words(assigned, meanwhile, unowned));
        }

        private @Nullable Long ownerOf(PartnerCadence partner) {
            var owner = partner.ownerId();
            return people().stream().anyMatch(person -> owner != null && person.id() == owner) ? owner : null;
        }

        private static String words(int assigned, List<String> meanwhile, List<String> unowned) {
            var words = assigned == 1 ? "1 recovery touch assigned." : assigned + " recovery touches assigned.";
            if (!meanwhile.isEmpty()) words += " Decided already: " + String.join(", ", meanwhile) + ".";
            if (!unowned.isEmpty()) words += " Nobody to assign: " + String.join(", ", unowned) + ".";
            return words;
        }
    }
}
