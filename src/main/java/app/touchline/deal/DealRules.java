package app.touchline.deal;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.partner.Names;
import app.touchline.partner.Refused;
import app.touchline.partner.Tier;
import app.touchline.partner.Tiers;
import app.touchline.team.SignedIn;

/** What admins say about deals: by when they are decided, how long they are protected, for what reasons they are lost. */
@Service
@Transactional
public class DealRules {

    private static final int LONGEST_DECISION = 30;

    private final ProtectionRules protection;
    private final LostReasons reasons;
    private final Tiers tiers;
    private final DecisionClock decisions;
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    DealRules(
            ProtectionRules protection,
            LostReasons reasons,
            Tiers tiers,
            DecisionClock decisions,
            JdbcClient jdbc,
            AuditLog audit,
            Clock clock) {
        this.protection = protection;
        this.reasons = reasons;
        this.tiers = tiers;
        this.decisions = decisions;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** The rule of a tier, its own or that of every other one. */
    record Line(@Nullable Long tierId, String name, ProtectionRule rule, boolean own) {}

    @Transactional(readOnly = true)
    List<Line> lines() {
        var everyOther = new Line(null, "Every tier without its own", protection.ofEveryOther(), true);
        var lines = new java.util.ArrayList<>(List.of(everyOther));
        for (var tier : tiers.inUse()) {
            var own = protection.findByTierId(tier.id());
            lines.add(new Line(tier.id(), tier.name(), own.orElse(everyOther.rule()), own.isPresent()));
        }
        return lines;
    }

    /** What waits for a decision follows at once. */
    public void decideWithin(int days, SignedIn me) {
        if (days < 1 || days > LONGEST_DECISION)
            throw new Refused(
                    "decisionDays", "Write a number of working days from 1 to %d.".formatted(LONGEST_DECISION));
        var before = decisions.days();
        if (before == days) return;
        jdbc.sql("update deal_rules set decision_days = :days, version = version + 1")
                .param("days", days)
                .update();
        decisions.follow();
        note(me, "changed by when deals are decided for", "the programme", Map.of("from", before, "to", days));
    }

    /** @param tierId null for every tier that has no rule of its own */
    public void protect(
            @Nullable Long tierId, int days, int extensionDays, int extensions, String evidence, SignedIn me) {
        var tier = tierId == null ? null : tiers.findById(tierId).orElseThrow();
        var rule = tierId == null
                ? protection.ofEveryOther()
                : protection.findByTierId(tierId).orElse(null);
        var before = rule == null ? "none of its own" : rule.words() + ". " + rule.evidence();
        if (rule == null) rule = protection.save(new ProtectionRule(tierId, days, extensionDays, extensions, evidence));
        else rule.say(days, extensionDays, extensions, evidence);
        var after = rule.words() + ". " + rule.evidence();
        if (!before.equals(after))
            note(me, "changed the protection of deals for", name(tier), Map.of("from", before, "to", after));
    }

    /** From now on the rule of every other tier holds for this one. */
    public void protectAsOthers(long tierId, SignedIn me) {
        protection.findByTierId(tierId).ifPresent(rule -> {
            protection.delete(rule);
            note(
                    me,
                    "changed the protection of deals for",
                    name(tiers.findById(tierId).orElseThrow()),
                    Map.of("from", rule.words(), "to", "as every other tier"));
        });
    }

    private static String name(@Nullable Tier tier) {
        return tier == null ? "every other tier" : tier.name();
    }

    public void addReason(String name, SignedIn me) {
        var tidy = Names.tidy("name", name, "A reason");
        if (reasons.named(tidy).isPresent())
            throw new Refused("name", "There is already a reason “%s”.".formatted(tidy));
        reasons.save(new LostReason(tidy));
        note(me, "added the reason", tidy, Map.of());
    }

    public void renameReason(long id, String name, SignedIn me) {
        var reason = reasons.findById(id).orElseThrow();
        var before = reason.name();
        reasons.named(Names.tidy("name", name, "A reason"))
                .filter(other -> other.id() != id)
                .ifPresent(other -> {
                    throw new Refused("name", "There is already a reason “%s”.".formatted(other.name()));
                });
        reason.rename(name);
        if (!Objects.equals(before, reason.name())) note(me, "renamed the reason", before, Map.of("to", reason.name()));
    }

    /** No longer offered, or offered again. */
    public void offerReason(long id, boolean offered, SignedIn me) {
        var reason = reasons.findById(id).orElseThrow();
        if (reason.archived() != offered) return;
        if (offered) {
            if (reasons.named(reason.name()).isPresent())
                throw new Refused("name", "There is already a reason “%s”.".formatted(reason.name()));
            reason.restore();
        } else reason.archive(clock.instant());
        note(me, offered ? "offers again the reason" : "offers no longer the reason", reason.name(), Map.of());
    }

    private void note(SignedIn me, String what, String name, Map<String, ?> detail) {
        audit.note(me.who(), what, new About("deals", null, name), detail);
    }
}
