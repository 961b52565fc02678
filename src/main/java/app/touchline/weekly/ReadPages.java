package app.touchline.weekly;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

import org.springframework.stereotype.Component;

import app.touchline.answers.Answers;
import app.touchline.cadence.CadenceReader;
import app.touchline.cadence.OwnerCoverageReader;
import app.touchline.cadence.PartnerCadence;
import app.touchline.mailbox.MailboxHealthReader;
import app.touchline.post.Post;
import app.touchline.reading.HeldRead;
import app.touchline.reading.HeldReads;
import app.touchline.reading.Step;
import app.touchline.settings.SettingsReader;
import app.touchline.slack.Slack;
import app.touchline.team.SignedIn;

/** Puts the steps of a weekly read together; each step reads only what it shows. */
@Component
class ReadPages {

    static final int ROWS = 100;
    private static final int SNOOZED_ON_THE_PAGE = 100;

    private final Answers answers;
    private final WeeklyReader weekly;
    private final OwnerCoverageReader owners;
    private final SlippedReader slipped;
    private final RecoveryReader recovery;
    private final LooseEnds.Reader loose;
    private final CadenceReader cadence;
    private final HeldReads reads;
    private final MailboxHealthReader mailboxes;
    private final SettingsReader settings;
    private final Post post;
    private final Slack slack;
    private final Clock clock;

    ReadPages(
            Answers answers,
            WeeklyReader weekly,
            OwnerCoverageReader owners,
            SlippedReader slipped,
            RecoveryReader recovery,
            LooseEnds.Reader loose,
            CadenceReader cadence,
            HeldReads reads,
            MailboxHealthReader mailboxes,
            SettingsReader settings,
            Post post,
            Slack slack,
            Clock clock) {
        this.answers = answers;
        this.weekly = weekly;
        this.owners = owners;
        this.slipped = slipped;
        this.recovery = recovery;
        this.loose = loose;
        this.cadence = cadence;
        this.reads = reads;
        this.mailboxes = mailboxes;
        this.settings = settings;
        this.post = post;
        this.slack = slack;
        this.clock = clock;
    }

    /** @param page of the partners to decide about, from 0 */
    ReadPage of(HeldRead read, Step step, int page, SignedIn me) {
        var today = settings.current().today(clock);
        var rows = step == Step.SLIPPED ? slipped(read, today, page) : null;
        return new ReadPage(
                read,
                step,
                today,
                clock.instant(),
                me.zone(),
                mailboxes.freshness(),
                rows == null || rows.rows().isEmpty() ? counts(read, today) : rows,
                recoveryBefore(read),
                step == Step.COVERAGE ? weekly.read(today, today) : null,
                step == Step.COVERAGE ? answers.to(List.of("books", today), () -> owners.on(today)) : List.of(),
                rows,
                step == Step.SLIPPED ? snoozed(today) : List.of(),
                step == Step.SLIPPED ? snoozedInAll(today) : 0,
                step == Step.LOOSE ? answers.to(List.of("loose ends", today), () -> loose.on(today)) : null,
                step == Step.CLOSE ? closing(read) : null,
                me.leads());
    }

    private SlippedRows slipped(HeldRead read, LocalDate today, int page) {
        return answers.to(List.of("slipped", read.id(), today, page), () -> slipped.page(read.id(), today, page, ROWS));
    }

    private SlippedRows counts(HeldRead read, LocalDate today) {
        return answers.to(List.of("counts of slipped", read.id(), today), () -> slipped.counts(read.id(), today));
    }

    private List<PartnerCadence> snoozed(LocalDate today) {
        return answers.to(List.of("snoozed", today), () -> cadence.snoozed(today, SNOOZED_ON_THE_PAGE));
    }

    private int snoozedInAll(LocalDate today) {
        var byTier = answers.to(List.of("snoozed by tier", today), () -> cadence.snoozedByTier(today));
        return byTier.values().stream().mapToInt(Integer::intValue).sum();
    }

    private List<RecoveryLine> recoveryBefore(HeldRead read) {
        return reads.before(read)
                .map(before -> {
                    var today = settings.current().today(clock);
                    return answers.to(List.of("recovery", before.id(), today), () -> recovery.of(before.id(), today));
                })
                .orElse(List.of());
    }

    private ReadPage.Closing closing(HeldRead read) {
        var today = settings.current().today(clock);
        var found = answers.to(List.of("closing", read.id(), today), () -> slipped.outcome(read.id(), today));
        return new ReadPage.Closing(found.firstTierOpen(), found.decided(), post.isOpen(), slack.isOpen());
    }
}
