package app.touchline.conflict;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.conflict.DealsAlike.Alike;
import app.touchline.deal.Deal;
import app.touchline.deal.DealDecisions;
import app.touchline.deal.DealNotes;
import app.touchline.deal.DealOver;
import app.touchline.deal.DealTold;
import app.touchline.deal.Deals;
import app.touchline.deal.Deed;
import app.touchline.deal.Objection;
import app.touchline.deal.RegistrationId;

/**
 * Keeps which open deals are in conflict: looked for whenever one is registered, corrected or reopened, ceased when one of the
 * two is over or they are no longer alike. What was decided stays decided. A deal with an open conflict is not approved.
 */
@Component
class ConflictWatch implements Objection, DealNotes {

    private final DealsAlike alike;
    private final Deals deals;
    private final DealDecisions decisions;
    private final ConflictReader reader;
    private final JdbcClient jdbc;

    ConflictWatch(DealsAlike alike, Deals deals, DealDecisions decisions, ConflictReader reader, JdbcClient jdbc) {
        this.alike = alike;
        this.deals = deals;
        this.decisions = decisions;
        this.reader = reader;
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void told(DealTold told) {
        var deal = deals.findById(told.dealId()).orElseThrow();
        if (deal.closed() || deal.standing().over()) return;
        // of two deals registered at once each must see the other
        jdbc.sql("select pg_advisory_xact_lock(hashtext('deal conflicts'))")
                .query()
                .singleRow();
        var inTheWay = alike.alike(deal.details().customer(), deal.partnerId(), deal.id()).stream()
                .filter(Alike::conflicts)
                .toList();
        for (var other : inTheWay) found(deal, other, told.deed());
        ceaseOthers(
                deal.id(),
                inTheWay.stream().map(Alike::dealId).toList(),
                told.deed().at());
    }

    private void found(Deal deal, Alike other, Deed deed) {
        var isNew = jdbc.sql("""
                insert into deal_conflict as c (deal_id, other_id, score, reason, state, found_at)
                values (greatest(:deal, :other), least(:deal, :other), :score, :reason, 'OPEN', :at)
                on conflict (deal_id, other_id) do update
                set score = excluded.score, reason = excluded.reason, state = 'OPEN', found_at = excluded.found_at,
                    ceased_at = null, version = c.version + 1
                where c.state = 'CEASED'
                """)
                        .param("deal", deal.id())
                        .param("other", other.dealId())
                        .param("score", other.likeness().score())
                        .param("reason", other.likeness().reason())
                        .param("at", deed.at().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
        if (!isNew) return;
        var why = other.likeness().reason().toLowerCase(Locale.ROOT);
        decisions.tell(deal.id(), "With %s: %s".formatted(words(other.dealId()), why), deed);
        decisions.tell(other.dealId(), "With %s: %s".formatted(deal.words(), why), deed);
    }

    private String words(long dealId) {
        return deals.findById(dealId).orElseThrow().words();
    }

    private void ceaseOthers(long dealId, List<Long> still, Instant at) {
        jdbc.sql("""
                update deal_conflict set state = 'CEASED', ceased_at = :at, version = version + 1
                where state = 'OPEN' and (deal_id = :deal and not other_id = any(:still)
                                          or other_id = :deal and not deal_id = any(:still))
                """)
                .param("deal", dealId)
                .param("still", still.toArray(Long[]::new))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void over(DealOver over) {
        ceaseOthers(over.dealId(), List.of(), over.deed().at());
    }

    @Override
    public Optional<String> to(long dealId) {
        var others = new HashSet<>(jdbc.sql("""
                select o.code from deal_conflict c
                join deal o on o.id = case when c.deal_id = :deal then c.other_id else c.deal_id end
                left join conflict_appeal l on l.conflict_id = c.id
                where :deal in (c.deal_id, c.other_id) and (c.state = 'OPEN' or l.conflict_id is not null and %s)
                """.formatted(Appeals.WAITS))
                .param("deal", dealId)
                .query((row, index) -> new RegistrationId(row.getString("code")).words())
                .list());
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("Decide its conflict with %s first.".formatted(String.join(", ", others)));
    }

    @Override
    public List<Note> on(long dealId) {
        return reader.of(dealId).stream()
                .map(line -> {
                    var rival = line.rival(dealId);
                    var which = "%s of %s".formatted(rival.code().words(), rival.partner());
                    var text = line.open()
                            ? "In conflict with %s: %s"
                                    .formatted(which, line.reason().toLowerCase(Locale.ROOT))
                            : line.appealed()
                                    ? "The conflict with %s was appealed to %s".formatted(which, line.appealToName())
                                    : "The conflict with %s is decided".formatted(which);
                    return new Note(text, "/deals/conflicts/" + line.id(), line.open() || line.appealed());
                })
                .toList();
    }
}
