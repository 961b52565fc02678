package app.touchline.weekly;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;

import app.touchline.cadence.CadenceReader;
import app.touchline.cadence.OwnerCoverageReader;
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
        var rows = step == Step.SLIPPED ? slipped.page(read.id(), today, page, ROWS) : null;
        return new ReadPage(
                read,
                step,
                today,
                clock.instant(),
                me.zone(),
                mailboxes.freshness(),
                rows == null || rows.rows().isEmpty() ? slipped.counts(read.id(), today) : rows,
                recoveryBefore(read),
                step == Step.COVERAGE ? weekly.read(today, today) : null,
                step == Step.COVERAGE ? owners.on(today) : List.of(),
                rows,
                step == Step.SLIPPED ? cadence.snoozed(today, SNOOZED_ON_THE_PAGE) : List.of(),
                step == Step.LOOSE ? loose.on(today) : null,
                step == Step.CLOSE ? closing(read) : null,
                me.leads());
    }

    private List<RecoveryLine> recoveryBefore(HeldRead read) {
        return reads.before(read)
                .map(before -> recovery.of(before.id(), settings.current().today(clock)))
                .orElse(List.of());
    }

    private ReadPage.Closing closing(HeldRead read) {
        var today = settings.current().today(clock);
        var decided = new ArrayList<String>();
        for (var row : slipped.page(read.id(), today, 0, 1_000).rows())
            if (row.decision() != null)
                decided.add(row.cadence().name() + " · " + row.decision().sentence());
        return new ReadPage.Closing(slipped.firstTierOpen(read.id(), today), decided, post.isOpen(), slack.isOpen());
    }
}
