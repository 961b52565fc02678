package app.touchline.weekly;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import app.touchline.action.NextStep;
import app.touchline.action.NextStepReader;
import app.touchline.answers.Answers;
import app.touchline.cadence.CadenceReader;
import app.touchline.cadence.CoverageReader;
import app.touchline.cadence.PartnerCadence;
import app.touchline.cadence.TierCoverage;
import app.touchline.mailbox.MailboxHealthReader;
import app.touchline.weekly.RowsBehind.Which;

/** Puts the weekly read together. */
@Component
class WeeklyReader {

    private static final int WEEKS = 13;
    private static final int SLIPPED_ON_THE_PAGE = 50;
    private static final int ROWS = 100;

    private final CadenceReader cadence;
    private final CoverageReader coverage;
    private final NextStepReader nextSteps;
    private final MailboxHealthReader mailboxes;
    private final Answers answers;

    WeeklyReader(
            CadenceReader cadence,
            CoverageReader coverage,
            NextStepReader nextSteps,
            MailboxHealthReader mailboxes,
            Answers answers) {
        this.cadence = cadence;
        this.coverage = coverage;
        this.nextSteps = nextSteps;
        this.mailboxes = mailboxes;
        this.answers = answers;
    }

    private record Asked(LocalDate day) {}

    private record Found(
            List<TierCard> cards,
            List<PartnerCadence> slipped,
            List<PartnerCadence> snoozed,
            Map<Long, Integer> snoozedByTier,
            Map<Long, NextStep> nextSteps) {}

    WeeklyRead read(LocalDate day, LocalDate today) {
        var found = answers.to(new Asked(day), () -> find(day));
        return new WeeklyRead(
                day,
                today,
                found.cards(),
                found.slipped(),
                found.snoozed(),
                found.snoozedByTier(),
                found.nextSteps(),
                mailboxes.freshness());
    }

    private Found find(LocalDate day) {
        var slipped = cadence.slipped(day, SLIPPED_ON_THE_PAGE);
        var snoozed = cadence.snoozedByTier(day);
        var perTier = coverage.perTier(day);
        var weeks = coverage.byWeek(day, WEEKS, perTier);
        return new Found(
                perTier.stream().map(tier -> TierCard.of(tier, weeks)).toList(),
                slipped,
                snoozed.isEmpty() ? List.of() : cadence.snoozed(day, SLIPPED_ON_THE_PAGE),
                snoozed,
                nextSteps.of(slipped.stream().map(PartnerCadence::partnerId).toList()));
    }

    /** @param tierId empty for all tiers */
    RowsBehind rowsBehind(LocalDate day, LocalDate today, @Nullable Long tierId, Which which, int page) {
        var filter = which.filter().page(page, ROWS);
        var tier = tierId == null
                ? null
                : coverage.perTier(day).stream()
                        .map(TierCoverage::tier)
                        .filter(one -> one.tierId() == tierId)
                        .findFirst()
                        .orElse(null);
        return new RowsBehind(
                day,
                today,
                tier,
                which,
                cadence.page(tierId == null ? filter : filter.inTier(tierId), day),
                mailboxes.freshness());
    }
}
