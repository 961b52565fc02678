package app.touchline.weekly;

import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import app.touchline.cadence.CoverageReader;
import app.touchline.cadence.TierCoverage;
import app.touchline.mailbox.Freshness;
import app.touchline.mailbox.MailboxHealthReader;
import app.touchline.reading.HeldRead;
import app.touchline.reading.Reopenings;
import app.touchline.reading.Reopenings.Reopening;
import app.touchline.team.SignedIn;

/**
 * A weekly read that was closed, as it was, and its numbers recomputed beside.
 *
 * @param now per tier, as of the same day
 * @param freshness of what {@code now} rests on
 * @param reopened the closings that were taken back, the latest first
 * @param shown which of those this is; null for the closing that holds
 * @param mayReopen whether I may take this closing back
 */
record RecordPage(
        HeldRead read,
        WeeklyRecord record,
        ZoneId zone,
        List<Recomputed> now,
        Freshness freshness,
        List<Reopening> reopened,
        @Nullable Reopening shown,
        boolean mayReopen) {

    /** A tier's number as of the same day, with what is known by now. */
    record Recomputed(long tierId, String number, int inside, int inCadence) {
        static Recomputed of(TierCoverage tier) {
            var card = TierCard.of(tier, List.of());
            var known = card.known();
            return new Recomputed(
                    tier.tier().tierId(),
                    card.number(),
                    known == null ? 0 : known.coverage().inside(),
                    tier.inCadence());
        }
    }

    @Component
    static class Pages {

        private final RecordKeeper records;
        private final Reopenings reopenings;
        private final CoverageReader coverage;
        private final MailboxHealthReader mailboxes;

        Pages(RecordKeeper records, Reopenings reopenings, CoverageReader coverage, MailboxHealthReader mailboxes) {
            this.records = records;
            this.reopenings = reopenings;
            this.coverage = coverage;
            this.mailboxes = mailboxes;
        }

        RecordPage of(HeldRead read, SignedIn me) {
            var possible = me.leads() && reopenings.isPossible(read.id());
            return page(read, records.recordOf(read).orElseThrow(), null, possible, me);
        }

        /** Null where there was no such closing. */
        @Nullable
        RecordPage before(HeldRead read, long closing, SignedIn me) {
            var shown = reopenings.of(read.id()).stream()
                    .filter(one -> one.id() == closing)
                    .findFirst();
            var record = reopenings.recordOf(read.id(), closing).map(records::read);
            if (shown.isEmpty() || record.isEmpty()) return null;
            return page(read, record.get(), shown.get(), false, me);
        }

        private RecordPage page(
                HeldRead read, WeeklyRecord record, @Nullable Reopening shown, boolean mayReopen, SignedIn me) {
            return new RecordPage(
                    read,
                    record,
                    me.zone(),
                    coverage.perTier(record.day()).stream().map(Recomputed::of).toList(),
                    mailboxes.freshness(),
                    reopenings.of(read.id()),
                    shown,
                    mayReopen);
        }
    }
}
