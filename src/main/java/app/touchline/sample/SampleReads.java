package app.touchline.sample;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.action.NextSteps;
import app.touchline.action.NextSteps.Completion;
import app.touchline.cadence.CadenceReader;
import app.touchline.cadence.PartnerCadence;
import app.touchline.database.SampleRun;
import app.touchline.reading.Choice;
import app.touchline.reading.Decision;
import app.touchline.reading.DecisionOutcome.Decided;
import app.touchline.reading.Decisions;
import app.touchline.reading.HeldRead;
import app.touchline.reading.HeldReads;
import app.touchline.reading.Reopenings;
import app.touchline.reading.Step;
import app.touchline.recovery.RecoveryUpkeep;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Members;
import app.touchline.team.SignedIn;
import app.touchline.weekly.ReadClosing;

import static java.util.Objects.requireNonNull;

/**
 * The sample's weekly reads, held through the services of the pages once the mail is read: those of the two weeks before
 * were closed, the later one on a second try; this week's is in progress at those who slipped, of whom two have a decision.
 */
@Component
@Conditional(SampleRun.class)
class SampleReads {

    private static final LocalTime BEGUN = LocalTime.of(9, 40);
    private static final Duration TOOK = Duration.ofMinutes(17);
    private static final int KEPT = 4;

    private final HeldReads reads;
    private final Decisions decisions;
    private final ReadClosing closing;
    private final Reopenings reopenings;
    private final RecoveryUpkeep recoveries;
    private final NextSteps steps;
    private final CadenceReader cadence;
    private final Members members;
    private final SettingsReader settings;
    private final SampleClock clock;

    SampleReads(
            HeldReads reads,
            Decisions decisions,
            ReadClosing closing,
            Reopenings reopenings,
            RecoveryUpkeep recoveries,
            NextSteps steps,
            CadenceReader cadence,
            Members members,
            SettingsReader settings,
            SampleClock clock) {
        this.reads = reads;
        this.decisions = decisions;
        this.closing = closing;
        this.reopenings = reopenings;
        this.recoveries = recoveries;
        this.steps = steps;
        this.cadence = cadence;
        this.members = members;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whoever began a read while the mail was being read goes on with theirs: then there are no others. */
    @Transactional
    public void hold() {
        if (reads.inProgress().isPresent() || !reads.closed(1).isEmpty()) return;
        var lead = members.findByEmail(SampleProgramme.LEAD.address())
                .orElseThrow()
                .signedIn();
        var today = settings.current().today(clock);
        var monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        twoWeeksAgo(monday.minusWeeks(2), today, lead);
        aWeekAgo(monday.minusWeeks(1), today, lead);
        inProgress(today, lead);
    }

    private void twoWeeksAgo(LocalDate monday, LocalDate today, SignedIn lead) {
        var read = clock.at(at(monday), () -> reads.begin(lead));
        var silent = silentFrom(monday, today);
        clock.at(at(monday), () -> recovery(read, some(0, KEPT, touchedSince(monday, today)), "", lead));
        var dropped = clock.at(at(monday), () -> recovery(read, some(0, 1, silent), "Ask what changed", lead));
        clock.at(at(monday), () -> recovery(read, some(1, 1, silent), "Call their office", lead));
        clock.at(at(monday), () -> snoozed(read, some(2, 6, silent), lead));
        clock.at(at(monday).plus(TOOK), () -> close(read, lead));
        for (var decision : dropped)
            clock.at(
                    at(monday.plusDays(3)),
                    () -> steps.complete(
                            lead,
                            requireNonNull(decision.actionId()),
                            null,
                            new Completion("They are being bought; nobody there may talk to us yet", null)));
    }

    /** Closed too early: opened again for what was forgotten. */
    private void aWeekAgo(LocalDate monday, LocalDate today, SignedIn lead) {
        var silent = silentFrom(monday, today);
        var read = clock.at(at(monday), () -> {
            recoveries.recent();
            return reads.begin(lead);
        });
        clock.at(at(monday), () -> recovery(read, some(0, KEPT, touchedSince(monday, today)), "", lead));
        clock.at(at(monday), () -> snoozed(read, some(4, 7, silent), lead));
        clock.at(at(monday).plus(TOOK), () -> close(read, lead));
        clock.at(at(monday).plus(TOOK.multipliedBy(2)), () -> reopenings.reopen(read.id(), lead));
        var forgotten = some(2, 1, silent);
        clock.at(
                at(monday).plus(TOOK.multipliedBy(2)),
                () -> recovery(read, forgotten, "Write to their new lead", lead));
        clock.at(at(monday).plus(TOOK.multipliedBy(3)), () -> close(read, lead));
        recoveries.recent();
    }

    private void inProgress(LocalDate today, SignedIn lead) {
        var read = reads.begin(lead);
        reads.pass(read.id(), Step.COVERAGE, lead);
        reads.pass(read.id(), Step.RECOVERY, lead);
        var slipped = slippedOn(today).skip(3).limit(2).toList();
        recovery(read, some(0, 1, slipped), "Call, do not write", lead);
        for (var partner : slipped.stream().skip(1).toList())
            decide(
                    read,
                    partner,
                    new Choice.Snooze(today.plusWeeks(2), "They asked us to wait for their new head of partnerships"),
                    lead);
    }

    private Instant at(LocalDate day) {
        return day.atTime(BEGUN).atZone(settings.zone()).toInstant();
    }

    private Stream<PartnerCadence> slippedOn(LocalDate day) {
        return cadence.slipped(day, 500).stream().filter(partner -> partner.ownerId() != null);
    }

    private List<PartnerCadence> touchedSince(LocalDate day, LocalDate today) {
        return slippedOn(day).filter(partner -> touched(partner, day, today)).toList();
    }

    private List<PartnerCadence> silentFrom(LocalDate day, LocalDate today) {
        return slippedOn(day).filter(partner -> !touched(partner, day, today)).toList();
    }

    private boolean touched(PartnerCadence partner, LocalDate day, LocalDate today) {
        return cadence.of(partner.partnerId(), today)
                .map(PartnerCadence::lastTouch)
                .filter(last -> last.isAfter(day))
                .isPresent();
    }

    private static List<PartnerCadence> some(int from, int most, List<PartnerCadence> partners) {
        return partners.stream().skip(from).limit(most).toList();
    }

    /** Until the next read, which then lists them again. */
    private List<Decision> snoozed(HeldRead read, List<PartnerCadence> partners, SignedIn lead) {
        var until = settings.current().today(clock).plusWeeks(1);
        var choice = new Choice.Snooze(until, "They asked for a week after their fair");
        return partners.stream()
                .map(partner -> decide(read, partner, choice, lead))
                .toList();
    }

    private List<Decision> recovery(HeldRead read, List<PartnerCadence> partners, String note, SignedIn lead) {
        var due = settings.current().today(clock).plusDays(2);
        return partners.stream()
                .map(partner -> {
                    var choice = new Choice.Recovery(requireNonNull(partner.ownerId()), due, note);
                    return decide(read, partner, choice, lead);
                })
                .toList();
    }

    private Decision decide(HeldRead read, PartnerCadence partner, Choice choice, SignedIn lead) {
        var outcome = decisions.decide(read.id(), partner.partnerId(), choice, null, UUID.randomUUID(), lead);
        if (outcome instanceof Decided(var decision)) return decision;
        throw new IllegalStateException("The sample's read " + read.id() + " was not open: " + outcome);
    }

    private HeldRead close(HeldRead read, SignedIn lead) {
        for (var step : Step.values()) reads.pass(read.id(), step, lead);
        var open = reads.of(read.id()).orElseThrow();
        closing.close(open, "Each of the others has a next step, or an owner who knows", false, false, lead);
        return open;
    }
}
