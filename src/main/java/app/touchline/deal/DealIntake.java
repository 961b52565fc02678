package app.touchline.deal;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.deal.Retelling.Arrival;
import app.touchline.hours.WorkingTimeReader;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/**
 * Takes in many deals at once that come with a past, and what is told anew of those that are here, by the deals' own verbs. Who
 * may do that, and what of it is audited, is for the caller to say.
 */
@Service
public class DealIntake {

    private static final int AT_ONCE = 1_000;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Deals deals;
    private final ProtectionRules rules;
    private final DecisionClock decisions;
    private final WorkingTimeReader hours;
    private final SettingsReader settings;
    private final ObjectProvider<Objection> objections;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    DealIntake(
            Deals deals,
            ProtectionRules rules,
            DecisionClock decisions,
            WorkingTimeReader hours,
            SettingsReader settings,
            ObjectProvider<Objection> objections,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.deals = deals;
        this.rules = rules;
        this.decisions = decisions;
        this.hours = hours;
        this.settings = settings;
        this.objections = objections;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What is told anew of a deal that is here.
     *
     * @param division null: as it is
     * @param past null: it stands where it stood
     * @param tierId its partner's; null for our own sales
     */
    public record Change(
            long dealId,
            String externalId,
            Details details,
            @Nullable Division division,
            @Nullable Past past,
            @Nullable Long tierId) {}

    /** Those that are so named, with their parts, in the order in which they came in. Customers by {@link Customer#key}. */
    public List<Deal> known(Set<String> codes, Set<String> externalIds, Set<String> customers) {
        var ids = jdbc.sql("""
                select id from deal where code = any(:codes)
                union select id from deal where external_id = any(:externalIds)
                union select id from deal where customer_key = any(:customers) order by id
                """)
                .param("codes", codes.toArray(String[]::new))
                .param("externalIds", externalIds.toArray(String[]::new))
                .param("customers", customers.toArray(String[]::new))
                .query((row, index) -> row.getLong("id"))
                .list();
        return withParts(ids);
    }

    private List<Deal> withParts(List<Long> ids) {
        var all = new ArrayList<Deal>(ids.size());
        for (var from = 0; from < ids.size(); from += AT_ONCE)
            all.addAll(deals.withParts(ids.subList(from, Math.min(ids.size(), from + AT_ONCE))));
        all.sort(Comparator.comparing(Deal::id));
        return all;
    }

    public Retelling retelling(SignedIn me) {
        var own = new HashMap<Long, ProtectionRule>();
        for (var rule : rules.findAll()) {
            var tier = rule.tierId();
            if (tier != null) own.put(tier, rule);
        }
        return new Retelling(
                me.who(),
                clock.instant(),
                hours.current(),
                decisions.days(),
                own,
                rules.ofEveryOther(),
                settings.zone());
    }

    /** Why it must not be approved now, as a sentence; empty where nothing stands in the way. */
    public Optional<String> objectionTo(long dealId) {
        return objections.stream().flatMap(one -> one.to(dealId).stream()).findFirst();
    }

    /** The deal as it would be; refused where it cannot be. */
    public void tried(Deal deal, Change change, Retelling retelling) {
        first(deal, change, retelling);
        var past = change.past();
        if (past == null) return;
        retelling.decide(deal, past, change.tierId());
        retelling.close(deal, past);
    }

    private static void tell(
            Deal deal,
            @Nullable Past past,
            @Nullable Long tierId,
            String file,
            Retelling retelling,
            Map<Deal, Past> toEnd) {
        if (past != null) {
            var before = deal.stage();
            retelling.decide(deal, past, tierId);
            if (past.end() != null && before != deal.stage()) {
                toEnd.put(deal, past);
                return;
            }
            retelling.close(deal, past);
        }
        deal.tell(EventKind.IMPORTED, file, retelling.now());
    }

    private static void first(Deal deal, Change change, Retelling retelling) {
        deal.identifyAs(change.externalId());
        if (!deal.details().equals(change.details())) deal.correct(change.details(), retelling.now());
        var division = change.division();
        if (division != null) deal.divide(division, retelling.now());
    }

    /** @return the ids of the new ones, in their order */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Long> take(
            List<Arrival> arrivals, List<Change> changes, String file, Retelling retelling, IntConsumer progress) {
        var codes = codes(arrivals);
        var changed = new LinkedHashMap<Long, Deal>();
        for (var deal : withParts(changes.stream().map(Change::dealId).toList())) changed.put(deal.id(), deal);
        var arrived = new ArrayList<Deal>(arrivals.size());
        for (var arrival : arrivals) {
            var code = arrival.code();
            arrived.add(deals.save(retelling.begin(arrival, code == null ? codes.removeLast() : code)));
            progress.accept(arrived.size());
        }
        deals.flush(); // how they came in
        var toEnd = new LinkedHashMap<Deal, Past>();
        for (var at = 0; at < arrivals.size(); at++)
            tell(arrived.get(at), arrivals.get(at).past(), arrivals.get(at).tierId(), file, retelling, toEnd);
        for (var change : changes) {
            var deal = deal(changed, change);
            first(deal, change, retelling);
            tell(deal, change.past(), change.tierId(), file, retelling, toEnd);
        }
        deals.flush(); // what was decided, and how far they went; then how those ended that went through more than
        // one stage
        toEnd.forEach((deal, past) -> {
            retelling.close(deal, past);
            deal.tell(EventKind.IMPORTED, file, retelling.now());
        });
        deals.flush();
        tell(arrived, changed.values(), retelling);
        return arrived.stream().map(Deal::id).toList();
    }

    private static Deal deal(Map<Long, Deal> changed, Change change) {
        var deal = changed.get(change.dealId());
        if (deal == null) throw new IllegalStateException("gone: deal " + change.dealId());
        return deal;
    }

    private void tell(List<Deal> arrived, Collection<Deal> changed, Retelling retelling) {
        for (var deal : arrived)
            if (!deal.closed() && !deal.standing().over())
                events.publishEvent(new DealTold(deal.id(), retelling.now()));
        for (var deal : changed)
            events.publishEvent(
                    deal.stage() == Stage.CLOSED_LOST || deal.standing().over()
                            ? new DealOver(deal.id(), retelling.now())
                            : new DealTold(deal.id(), retelling.now()));
    }

    /** As many as there are arrivals without one, none of them taken. */
    private List<RegistrationId> codes(List<Arrival> arrivals) {
        var needed = arrivals.stream().filter(arrival -> arrival.code() == null).count();
        var own = new HashSet<RegistrationId>();
        for (var arrival : arrivals) {
            var code = arrival.code();
            if (code != null) own.add(code);
        }
        var free = new ArrayList<RegistrationId>();
        while (free.size() < needed) {
            var tried = new HashSet<RegistrationId>();
            while (tried.size() < needed - free.size()) tried.add(RegistrationId.any(RANDOM));
            var taken = Set.copyOf(jdbc.sql("select code from deal where code = any(:codes)")
                    .param("codes", tried.stream().map(RegistrationId::code).toArray(String[]::new))
                    .query((row, index) -> row.getString("code"))
                    .list());
            for (var code : tried) if (!taken.contains(code.code()) && own.add(code)) free.add(code);
        }
        return free;
    }
}
