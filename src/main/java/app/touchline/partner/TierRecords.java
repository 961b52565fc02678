package app.touchline.partner;

import java.time.Clock;
import java.util.Map;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/** All that is done to tiers, by admins: refused with a sentence ({@link Refused}), audited in the same transaction. */
@Service
@Transactional
public class TierRecords {

    private final Tiers tiers;
    private final Partners partners;
    private final SettingsReader settings;
    private final AuditLog audit;
    private final Clock clock;

    TierRecords(Tiers tiers, Partners partners, SettingsReader settings, AuditLog audit, Clock clock) {
        this.tiers = tiers;
        this.partners = partners;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    public Tier add(String name, int rank, CadenceWindow window, SignedIn me) {
        nobodyElseIsNamed(name, -1);
        ranked(rank);
        var tier = tiers.save(new Tier(name, rank, window));
        note(me, "added", tier, Map.of("window", window.days(), "lead", window.lead()));
        return tier;
    }

    /** A new window holds from today on: past days keep the one they had. */
    public void change(long id, String name, int rank, CadenceWindow window, SignedIn me) {
        var tier = tiers.findById(id).orElseThrow();
        nobodyElseIsNamed(name, id);
        ranked(rank);
        var today = settings.current().today(clock);
        var before = tier.windowOn(today);
        if (!tier.name().equals(name.strip()) || tier.rank() != rank)
            note(me, "renamed or ranked anew", tier, Map.of("to", name.strip(), "rank", rank));
        tier.rename(name);
        tier.rankAs(rank);
        if (before.equals(window)) return;
        tier.changeWindow(window, today);
        note(
                me,
                "given another window",
                tier,
                Map.of("from", before.days(), "to", window.days(), "leadFrom", before.lead(), "leadTo", window.lead()));
    }

    public void archive(long id, SignedIn me) {
        var tier = tiers.findById(id).orElseThrow();
        var inIt = partners.countInTier(id);
        if (inIt > 0)
            throw new Refused(
                    "name",
                    "%s still holds %,d %s; move them to another tier first."
                            .formatted(tier.name(), inIt, inIt == 1 ? "partner" : "partners"));
        tier.archive(clock.instant());
        note(me, "archived", tier, Map.of());
    }

    private void nobodyElseIsNamed(String name, long self) {
        tiers.named(Names.tidy("name", name, "A tier"))
                .filter(other -> other.id() != self)
                .ifPresent(other -> {
                    throw new Refused("name", "There is already a tier named “%s”.".formatted(other.name()));
                });
    }

    private static void ranked(int rank) {
        if (rank < 1 || rank > 1000) throw new Refused("rank", "A rank is a number from 1 (first) to 1000.");
    }

    private void note(SignedIn me, String what, Tier tier, Map<String, ?> detail) {
        audit.note(new Who(me.id(), me.name()), what, new About("tier", tier.id(), tier.name()), detail);
    }
}
