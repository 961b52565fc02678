package app.touchline.deal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.deal.DealPage.Facts;
import app.touchline.deal.DealPage.PartOf;
import app.touchline.money.Money;
import app.touchline.money.MoneyReader;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/** Puts the page of a deal together. */
@Component
class DealPages {

    private final DealReader reader;
    private final Deals deals;
    private final DealRecords records;
    private final Delegates delegates;
    private final LostReasons reasons;
    private final MoneyReader money;
    private final ObjectProvider<DealNotes> notes;
    private final SettingsReader settings;
    private final JdbcClient jdbc;
    private final Clock clock;

    DealPages(
            DealReader reader,
            Deals deals,
            DealRecords records,
            Delegates delegates,
            LostReasons reasons,
            MoneyReader money,
            ObjectProvider<DealNotes> notes,
            SettingsReader settings,
            JdbcClient jdbc,
            Clock clock) {
        this.reader = reader;
        this.deals = deals;
        this.records = records;
        this.delegates = delegates;
        this.reasons = reasons;
        this.money = money;
        this.notes = notes;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<DealPage> of(String code, SignedIn me) {
        var deal = RegistrationId.read(code).flatMap(id -> deals.findByCode(id.code()));
        if (deal.isEmpty()) return Optional.empty();
        var it = deal.get();
        var today = settings.current().today(clock);
        var line = reader.line(it.id()).orElseThrow();
        var worth = line.wonFor() == null ? line.value() : line.wonFor();
        return Optional.of(new DealPage(
                line,
                facts(it.id()),
                parts(it, worth),
                reader.timeline(it.id()),
                notes.stream().flatMap(each -> each.on(it.id()).stream()).toList(),
                records.ruleFor(it),
                reasons.offered(),
                records.mayWork(it, me),
                delegates.mayDecide(me),
                money.on(line.closedOn() == null ? today : line.closedOn())
                        .inProgramme(worth)
                        .filter(converted -> !converted.currency().equals(worth.currency()))
                        .orElse(null),
                clock.instant(),
                today,
                me.zone()));
    }

    private Facts facts(long id) {
        return jdbc.sql("""
                select d.*, c.name as contact, i.name as incumbent, m.name as decider, r.name as reason
                from deal d
                left join contact c on c.id = d.contact_id
                left join partner i on i.id = d.incumbent_id
                left join member m on m.id = d.decided_by
                left join lost_reason r on r.id = d.lost_reason_id
                where d.id = :id
                """).param("id", id).query((row, index) -> facts(row)).single();
    }

    private static Facts facts(ResultSet row) throws SQLException {
        var decided = row.getObject("decided_at", OffsetDateTime.class);
        return new Facts(
                row.getString("customer"),
                row.getString("customer_domain"),
                row.getString("customer_contact"),
                row.getString("products"),
                row.getString("description"),
                row.getString("territory"),
                row.getString("contact"),
                row.getObject("incumbent_id", Long.class),
                row.getString("incumbent"),
                decided == null ? null : decided.toInstant(),
                row.getString("decider"),
                row.getString("decision_reason"),
                row.getInt("extensions"),
                row.getObject("protected_from", LocalDate.class),
                row.getString("reason"),
                row.getString("lost_note"),
                row.getString("external_id"),
                row.getInt("version"));
    }

    private List<PartOf> parts(Deal deal, Money worth) {
        var shares = deal.shares();
        var moneys = Share.of(worth, shares);
        return java.util.stream.IntStream.range(0, shares.size())
                .mapToObj(i -> {
                    var share = shares.get(i);
                    var percent = share.percent();
                    return new PartOf(
                            share.partnerId(),
                            name(share.partnerId()),
                            share.part(),
                            percent == null ? null : percent.toPlainString(),
                            moneys.get(i));
                })
                .toList();
    }

    private String name(long partnerId) {
        return jdbc.sql("select name from partner where id = :id")
                .param("id", partnerId)
                .query(String.class)
                .single();
    }
}
