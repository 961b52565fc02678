package app.touchline.conflict;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.deal.CompanyName;
import app.touchline.deal.DealReader;
import app.touchline.deal.DealRecords;
import app.touchline.deal.DealTold;
import app.touchline.partner.Names;
import app.touchline.partner.Refused;
import app.touchline.team.SignedIn;

/** Other names under which customers are known; kept by admins. Open deals are compared by them at once. */
@Service
class Aliases {

    private final DealRecords deals;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    Aliases(DealRecords deals, ApplicationEventPublisher events, JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.deals = deals;
        this.events = events;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    record Alias(long id, String alias, String customer) {}

    List<Alias> all() {
        return jdbc.sql("select id, alias, customer from customer_alias order by lower(customer), lower(alias)")
                .query((row, index) -> new Alias(row.getLong("id"), row.getString("alias"), row.getString("customer")))
                .list();
    }

    @Transactional
    public void add(String alias, String customer, SignedIn me) {
        var one = Names.tidy("alias", alias, "An alias");
        var other = Names.tidy("customer", customer, "A customer");
        var key = CompanyName.of(one).joined();
        var customerKey = CompanyName.of(other).joined();
        if (key.equals(customerKey)) throw new Refused("alias", "These two are taken for the same name already.");
        var added = jdbc.sql("""
                insert into customer_alias (alias, alias_key, customer, customer_key, made_at, made_by)
                values (:alias, :key, :customer, :customerKey, :at, :by) on conflict (alias_key) do nothing
                """)
                .param("alias", one)
                .param("key", key)
                .param("customer", other)
                .param("customerKey", customerKey)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", me.id())
                .update();
        if (added == 0) throw new Refused("alias", "“%s” is a customer's other name already.".formatted(one));
        audit.note(me.who(), "noted another name of", new About("customer", null, other), Map.of("alias", one));
        lookAnew(key, customerKey, me);
    }

    /** Open deals under one of two names are compared as if they came in now. */
    private void lookAnew(String key, String customerKey, SignedIn me) {
        var deed = deals.now(me);
        jdbc.sql("select id from deal where replace(customer_key, ' ', '') in (:key, :customerKey) and "
                        + DealReader.OPEN + " order by id")
                .param("key", key)
                .param("customerKey", customerKey)
                .query(Long.class)
                .list()
                .forEach(id -> events.publishEvent(new DealTold(id, deed)));
    }

    @Transactional
    public void remove(long id, SignedIn me) {
        jdbc.sql("delete from customer_alias where id = :id returning id, alias, customer")
                .param("id", id)
                .query(Alias.class)
                .optional()
                .ifPresent(gone -> {
                    audit.note(
                            me.who(),
                            "removed another name of",
                            new About("customer", null, gone.customer()),
                            Map.of("alias", gone.alias()));
                    lookAnew(
                            CompanyName.of(gone.alias()).joined(),
                            CompanyName.of(gone.customer()).joined(),
                            me);
                });
    }
}
