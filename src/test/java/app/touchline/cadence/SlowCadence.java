package app.touchline.cadence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import app.touchline.partner.ProgrammeStatus;
import app.touchline.settings.TouchCounts;

/** The definitions of cadence and coverage once more, word by word, over plain lists and without any haste. */
class SlowCadence {

    /** Something that holds from a day on; without a day, from the beginning. */
    record From<T extends @Nullable Object>(@Nullable LocalDate since, T what) {}

    record Touched(Instant at, String counts, boolean byHand) {}

    static class OnePartner {
        long id;
        String name = "";

        @Nullable
        Instant archivedAt;

        final List<From<Long>> tiers = new ArrayList<>();
        final List<From<@Nullable Long>> owners = new ArrayList<>();
        final List<From<ProgrammeStatus>> statuses = new ArrayList<>();
        final List<Touched> touches = new ArrayList<>();
    }

    record Window(int days, int lead) {}

    final ZoneId zone;
    final LocalDate knownSince;
    final List<OnePartner> partners = new ArrayList<>();
    final Map<Long, List<From<Window>>> windows = new TreeMap<>();
    final List<From<TouchCounts>> touchCounts = new ArrayList<>();

    SlowCadence(ZoneId zone, LocalDate knownSince) {
        this.zone = zone;
        this.knownSince = knownSince;
    }

    /** A partner on a day as one line of text, so that a difference can be read. */
    String line(OnePartner partner, LocalDate day) {
        var tier = inForce(partner.tiers, day);
        var status = inForce(partner.statuses, day);
        if (tier == null || status == null) return "absent";
        if (partner.archivedAt != null && !date(partner.archivedAt).isAfter(day)) return "absent";
        var owner = inForce(partner.owners, day);
        var last = lastTouch(partner, day, false);
        var anchor = anchor(partner, day, false);
        return "tier %d, owner %s, %s, last %s, anchor %s, %s"
                .formatted(
                        tier.what(),
                        owner == null ? null : owner.what(),
                        status.what(),
                        last,
                        anchor,
                        cadence(anchor, window(tier.what(), day), day));
    }

    /** A tier on a day: "3 of 5 inside, 1 by hand" or "not known". */
    String coverage(long tier, LocalDate day) {
        var window = window(tier, day);
        int inCadence = 0;
        int inside = 0;
        int byHand = 0;
        for (var partner : partners) {
            if (line(partner, day).equals("absent")) continue;
            var its = inForce(partner.tiers, day);
            var anchor = anchor(partner, day, false);
            if (its == null || its.what() != tier || anchor == null) continue;
            inCadence++;
            if (cadence(anchor, window, day) == CadenceStatus.SLIPPED) continue;
            inside++;
            if (cadence(anchor(partner, day, true), window, day) == CadenceStatus.SLIPPED) byHand++;
        }
        if (day.isBefore(knownSince.plusDays(window.days()))) return "not known, %d in cadence".formatted(inCadence);
        return "%d of %d inside, %d by hand".formatted(inside, inCadence, byHand);
    }

    private CadenceStatus cadence(@Nullable LocalDate anchor, Window window, LocalDate today) {
        if (anchor == null) return CadenceStatus.NOT_IN_CADENCE;
        var d = ChronoUnit.DAYS.between(anchor, today);
        if (d > window.days()) return CadenceStatus.SLIPPED;
        if (d >= window.days() - window.lead()) return CadenceStatus.DUE_SOON;
        return CadenceStatus.ON_CADENCE;
    }

    private @Nullable LocalDate anchor(OnePartner partner, LocalDate day, boolean capturedOnly) {
        var entered = entered(partner, day);
        if (entered == null) return null;
        var last = lastTouch(partner, day, capturedOnly);
        return last != null && last.isAfter(entered) ? last : entered;
    }

    /** The first day of the unbroken run of Testing or Active that holds on the day. */
    private @Nullable LocalDate entered(OnePartner partner, LocalDate day) {
        LocalDate entered = null;
        for (var row : sorted(partner.statuses)) {
            if (row.since() != null && row.since().isAfter(day)) break;
            if (!row.what().inCadence()) entered = null;
            else if (entered == null) entered = row.since() == null ? knownSince : row.since();
        }
        return entered;
    }

    private @Nullable LocalDate lastTouch(OnePartner partner, LocalDate day, boolean capturedOnly) {
        var counting = inForce(touchCounts, day);
        LocalDate last = null;
        for (var touch : partner.touches) {
            if (capturedOnly && touch.byHand()) continue;
            var counts = touch.counts().equals("ALWAYS")
                    || (touch.counts().equals("IF_EITHER")
                            && counting != null
                            && counting.what() == TouchCounts.EITHER);
            var date = date(touch.at());
            if (counts && !date.isAfter(day) && (last == null || date.isAfter(last))) last = date;
        }
        return last;
    }

    private Window window(long tier, LocalDate day) {
        var rows = windows.getOrDefault(tier, List.of());
        var window = inForce(rows, day);
        return window == null ? sorted(rows).getFirst().what() : window.what();
    }

    private LocalDate date(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    private static <T extends @Nullable Object> @Nullable From<T> inForce(List<From<T>> rows, LocalDate day) {
        From<T> last = null;
        for (var row : sorted(rows)) if (row.since() == null || !row.since().isAfter(day)) last = row;
        return last;
    }

    private static <T extends @Nullable Object> List<From<T>> sorted(List<From<T>> rows) {
        return rows.stream()
                .sorted(Comparator.comparing((From<T> row) -> row.since() == null ? LocalDate.MIN : row.since()))
                .toList();
    }
}
