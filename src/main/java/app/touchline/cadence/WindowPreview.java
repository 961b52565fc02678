package app.touchline.cadence;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.partner.CadenceWindow;
import app.touchline.partner.WindowForesight;
import app.touchline.settings.SettingsReader;

/** Sets the partners of a tier against another window than theirs, as of today. */
@Component
class WindowPreview implements WindowForesight {

    private final CadenceReader cadence;
    private final SettingsReader settings;
    private final Clock clock;

    WindowPreview(CadenceReader cadence, SettingsReader settings, Clock clock) {
        this.cadence = cadence;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Effect of(long tierId, CadenceWindow window) {
        var today = settings.current().today(clock);
        var inTier = cadence.ask(
                        today,
                        "select * from cadence where tier_id = :tier and anchor is not null order by anchor, lower(name)")
                .param("tier", tierId)
                .query((row, index) -> CadenceReader.row(row, today))
                .list();
        Predicate<PartnerCadence> now = partner -> partner.cadence() == CadenceStatus.SLIPPED;
        Predicate<PartnerCadence> then = partner ->
                CadenceStatus.of(partner.anchor(), window.days(), window.lead(), today) == CadenceStatus.SLIPPED;
        var windowNow = inTier.isEmpty() ? window.days() : inTier.getFirst().windowDays();
        return new Effect(
                inTier.size(),
                affected(inTier, then.and(now.negate())),
                affected(inTier, now.and(then.negate())),
                coverage(inTier, now, windowNow, today),
                coverage(inTier, then, window.days(), today));
    }

    private static List<Affected> affected(List<PartnerCadence> inTier, Predicate<PartnerCadence> which) {
        return inTier.stream()
                .filter(which)
                .map(partner -> new Affected(
                        partner.partnerId(),
                        partner.name(),
                        partner.ownerName(),
                        partner.daysSinceAnchor().orElse(0)))
                .toList();
    }

    private String coverage(
            List<PartnerCadence> inTier, Predicate<PartnerCadence> slipped, int windowDays, LocalDate today) {
        var from = settings.current().knownSince().plusDays(windowDays);
        if (today.isBefore(from)) return "not known before " + from;
        var inside = (int) inTier.stream().filter(slipped.negate()).count();
        return new Coverage(inside, inTier.size()).words();
    }
}
