package app.touchline.weekly;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import app.touchline.reading.HeldRead;
import app.touchline.reading.HeldReads;
import app.touchline.reading.Step;
import app.touchline.team.SignedIn;
import app.touchline.web.Formats;

/** Writes down a weekly read as it stands, and reads it again. */
@Component
class RecordKeeper {

    private static final int MOST_ROWS = 2_000;

    private final ReadPages pages;
    private final SlippedReader slipped;
    private final HeldReads reads;
    private final Formats fmt;
    private final JsonMapper json;
    private final Clock clock;

    RecordKeeper(ReadPages pages, SlippedReader slipped, HeldReads reads, Formats fmt, JsonMapper json, Clock clock) {
        this.pages = pages;
        this.slipped = slipped;
        this.reads = reads;
        this.fmt = fmt;
        this.json = json;
        this.clock = clock;
    }

    Optional<WeeklyRecord> recordOf(HeldRead read) {
        return reads.recordOf(read.id()).map(this::read);
    }

    WeeklyRecord read(String text) {
        return json.readValue(text, WeeklyRecord.class);
    }

    String write(WeeklyRecord record) {
        return json.writeValueAsString(record);
    }

    WeeklyRecord asItStands(HeldRead read, String undecidedBecause, SignedIn me) {
        var first = pages.of(read, Step.COVERAGE, 0, me);
        var loose = Objects.requireNonNull(pages.of(read, Step.LOOSE, 0, me).loose());
        var snoozed = pages.of(read, Step.SLIPPED, 0, me).snoozed();
        var rows = slipped.page(read.id(), first.today(), 0, MOST_ROWS);
        return new WeeklyRecord(
                read.number(),
                first.today(),
                clock.instant(),
                read.lead(),
                me.name(),
                Objects.requireNonNull(first.coverage()).cards().stream()
                        .map(RecordKeeper::tier)
                        .toList(),
                first.books().stream()
                        .map(book -> new WeeklyRecord.Book(
                                book.owner(),
                                book.coverage().inside(),
                                book.coverage().inCadence()))
                        .toList(),
                first.freshness().caveats(),
                first.recovery().stream()
                        .map(line -> new WeeklyRecord.Line(
                                line.partner(),
                                "%s by %s, %s: %s"
                                        .formatted(
                                                line.state().words(),
                                                line.assignee(),
                                                fmt.weekday(line.due()),
                                                line.how())))
                        .toList(),
                rows.rows().stream().map(this::partner).toList(),
                rows.total(),
                snoozed.stream()
                        .map(one -> new WeeklyRecord.Line(
                                one.name(),
                                one.snoozed() == null
                                        ? ""
                                        : "until " + fmt.weekday(one.snoozed().until()) + ", "
                                                + one.snoozed().reason()))
                        .toList(),
                loose.noNextStep().stream().map(one -> one.name()).toList(),
                loose.noNextStepInAll(),
                loose.tests().stream()
                        .map(test ->
                                "%s: %s, ends %s".formatted(test.partner(), test.goal(), fmt.weekday(test.endsOn())))
                        .toList(),
                loose.quiet().stream()
                        .map(one -> new WeeklyRecord.Line(
                                Objects.requireNonNull(loose.names().get(one.partnerId()))
                                        .name(),
                                one.sentence()))
                        .toList(),
                undecidedBecause.strip());
    }

    private static WeeklyRecord.Tier tier(TierCard card) {
        var known = card.known();
        var percents = new ArrayList<@Nullable Integer>();
        for (var percent : card.line().percents()) percents.add(percent.isPresent() ? percent.getAsInt() : null);
        return new WeeklyRecord.Tier(
                card.tier().tierId(),
                card.tier().name(),
                card.tier().windowDays(),
                card.number(),
                known == null ? 0 : known.coverage().inside(),
                card.coverage().inCadence(),
                card.change(),
                known == null ? 0 : known.restingOnHandNoted(),
                percents);
    }

    private WeeklyRecord.Partner partner(SlippedRow row) {
        var c = row.cadence();
        return new WeeklyRecord.Partner(
                c.partnerId(),
                c.name(),
                c.tierName(),
                Objects.requireNonNullElse(c.ownerName(), ""),
                c.lastTouch(),
                c.daysSinceAnchor().orElse(0),
                c.windowDays(),
                row.next() == null
                        ? ""
                        : row.next().words() + ", " + row.next().assignee() + ", "
                                + fmt.weekday(row.next().due()),
                row.decision() == null ? "" : row.decision().sentence(),
                row.decision() == null ? "" : row.decision().by());
    }
}
