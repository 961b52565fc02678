package app.touchline.deal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import app.touchline.audit.AuditLog.Who;
import app.touchline.hours.WorkingTime;
import app.touchline.partner.Refused;

/**
 * Tells deals what became of them before, by their own verbs, each dated as it happened. In steps, because the database follows
 * one change of stage at a time: what is told in one is to be written before the next.
 */
public final class Retelling {

    /** Of a deal that is only tried and gets no id of its own. */
    private static final RegistrationId UNSAID = RegistrationId.any(new Random(0));

    private final Who by;
    private final Instant now;
    private final ZoneId zone;
    private final WorkingTime hours;
    private final int decisionDays;
    private final Map<Long, ProtectionRule> rules;
    private final ProtectionRule ofEveryOther;

    /** @param rules by tier, of those that have their own */
    Retelling(
            Who by,
            Instant now,
            WorkingTime hours,
            int decisionDays,
            Map<Long, ProtectionRule> rules,
            ProtectionRule ofEveryOther,
            ZoneId zone) {
        this.by = new Who(by.id(), by.name() + ", by import");
        this.now = now;
        this.zone = zone;
        this.hours = hours;
        this.decisionDays = decisionDays;
        this.rules = rules;
        this.ofEveryOther = ofEveryOther;
    }

    /**
     * A deal that a file tells of and that is not here yet.
     *
     * @param division null: nobody but the partner whose deal it is has part in it
     * @param code null: it gets one
     * @param tierId its partner's; null for our own sales
     */
    public record Arrival(
            Registration registration,
            @Nullable Division division,
            Past past,
            @Nullable RegistrationId code,
            String externalId,
            @Nullable Long tierId) {}

    /** As it would be once it is here; refused where it cannot be. */
    public Deal tried(Arrival arrival) {
        var deal = begin(arrival, arrival.code() == null ? UNSAID : arrival.code());
        decide(deal, arrival.past(), arrival.tierId());
        close(deal, arrival.past());
        return deal;
    }

    Deal begin(Arrival arrival, RegistrationId code) {
        var deed = on(arrival.past().registeredOn());
        var due = arrival.registration().partnerId() == null ? null : DecisionClock.due(hours, decisionDays, deed.at());
        var deal = new Deal(code, arrival.registration(), due, UUID.randomUUID(), deed);
        deal.identifyAs(arrival.externalId());
        var division = arrival.division();
        if (division != null && !division.shares().equals(deal.shares())) deal.divide(division, deed);
        return deal;
    }

    /** The first step: what was decided of it, and how far it went while it was open. */
    void decide(Deal deal, Past past, @Nullable Long tierId) {
        if (deal.standing() != past.standing()) decided(deal, past, tierId);
        else if (deal.stage() != past.stage()) move(deal, past);
    }

    private void decided(Deal deal, Past past, @Nullable Long tierId) {
        var deed = on(past.decidedDay());
        switch (past.standing()) {
            case APPROVED -> {
                var until = past.protectedUntil();
                deal.approve(
                        until == null ? rules.getOrDefault(tierId, ofEveryOther).lastDay(deed.day()) : until,
                        past.reason(),
                        deed);
            }
            case DECLINED -> deal.decline(past.reason(), deed);
            case WITHDRAWN -> deal.withdraw(past.reason(), deed);
            case WAITING, OURS ->
                throw new Refused(
                        "row",
                        "Here it is %s, in the file %s."
                                .formatted(
                                        deal.standing().words().toLowerCase(java.util.Locale.ROOT),
                                        past.standing().words().toLowerCase(java.util.Locale.ROOT)));
        }
        var over =
                past.open() && deal.protection().overBy(today()) ? lastDay(deal).plusDays(1) : null;
        var early = over != null && !over.isAfter(stageDay(past));
        if (over != null && early) deal.lapse(on(over));
        if (deal.stage() != past.stage()) move(deal, past);
        if (over != null && !early) deal.lapse(on(over));
    }

    private static LocalDate lastDay(Deal deal) {
        return Objects.requireNonNull(deal.protection().until());
    }

    /** What was won was qualified at some time; what is not known of that is dated to the decision. */
    private void move(Deal deal, Past past) {
        if (!past.stage().closed()) deal.moveTo(past.stage(), on(stageDay(past)));
        else if (past.stage() == Stage.CLOSED_WON && deal.stage() == Stage.REGISTERED)
            deal.moveTo(Stage.QUALIFIED, on(past.decidedDay()));
    }

    private LocalDate stageDay(Past past) {
        var since = past.stageSince();
        return since == null ? today() : since;
    }

    /** The second step: how it ended, where it did. */
    void close(Deal deal, Past past) {
        var end = past.end();
        if (end == null || deal.stage() == past.stage()) return;
        var since = past.stageSince();
        var deed = on(since == null ? end.on() : since);
        var wonFor = end.wonFor();
        var lostFor = end.lostFor();
        if (wonFor != null) deal.win(wonFor, end.on(), deed);
        else if (lostFor != null) deal.lose(lostFor, end.note(), end.on(), deed);
    }

    /** Done on that day, at noon; today: now. */
    private Deed on(LocalDate day) {
        var noon = day.atTime(LocalTime.NOON).atZone(zone).toInstant();
        return new Deed(by, noon.isAfter(now) || day.equals(today()) ? now : noon, day);
    }

    Deed now() {
        return Deed.of(by, now, zone);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now, zone);
    }
}
