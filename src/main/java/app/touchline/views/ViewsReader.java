package app.touchline.views;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.action.ActionType;
import app.touchline.action.NextStep;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.views.PartnerSheet.Completed;
import app.touchline.views.PartnerSheet.Facts;
import app.touchline.views.SearchPage.FoundContact;
import app.touchline.views.SearchPage.FoundPartner;
import app.touchline.views.Weeks.Week;

/** Reads what the partners' pages show beside the cadence. */
@Component
@Transactional(readOnly = true)
class ViewsReader {

    private final JdbcClient jdbc;

    ViewsReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Choice(long id, String name) {}

    long partners() {
        return jdbc.sql("select count(*) from partner where archived_at is null")
                .query(Long.class)
                .single();
    }

    List<Choice> tiers() {
        return choices("select id, name from tier where archived_at is null order by rank, name");
    }

    /** Those who own a partner now. */
    List<Choice> owners() {
        return choices("""
                select m.id, m.name from member m
                where exists (select from partner p where p.owner_id = m.id and p.archived_at is null)
                order by lower(m.name), m.id
                """);
    }

    private List<Choice> choices(String sql) {
        return jdbc.sql(sql)
                .query((row, index) -> new Choice(row.getLong("id"), row.getString("name")))
                .list();
    }

    /** Where a partner went that turned out to be another one. */
    Optional<Long> mergedInto(long partnerId) {
        return jdbc.sql("select merged_into from partner where id = :id and merged_into is not null")
                .param("id", partnerId)
                .query(Long.class)
                .optional();
    }

    Optional<Facts> facts(long partnerId) {
        return jdbc.sql("""
                select p.id, p.name, t.name as tier, m.name as owner, p.status, p.partner_since, p.notes, p.blockers,
                       p.archived_at is not null as archived
                from partner p join tier t on t.id = p.tier_id left join member m on m.id = p.owner_id
                where p.id = :id
                """).param("id", partnerId).query(ViewsReader::facts).optional();
    }

    private static Facts facts(ResultSet row, int index) throws SQLException {
        return new Facts(
                row.getLong("id"),
                row.getString("name"),
                row.getString("tier"),
                row.getString("owner"),
                ProgrammeStatus.valueOf(row.getString("status")),
                row.getObject("partner_since", LocalDate.class),
                row.getString("notes"),
                row.getString("blockers"),
                row.getBoolean("archived"));
    }

    /** The five actions completed last. */
    List<Completed> done(long partnerId) {
        return jdbc.sql("""
                select a.type, a.note, a.outcome, a.completed_at,
                       coalesce(m.name, 'itself') as by_name
                from action a left join member m on m.id = a.completed_by
                where a.partner_id = :id and a.completed_at is not null
                order by a.completed_at desc, a.id desc limit 5
                """)
                .param("id", partnerId)
                .query((row, index) -> new Completed(
                        NextStep.words(ActionType.valueOf(row.getString("type")), row.getString("note")),
                        row.getString("outcome"),
                        row.getObject("completed_at", OffsetDateTime.class).toInstant(),
                        row.getString("by_name")))
                .list();
    }

    /** Human touches of the last 26 weeks, up to today in the programme's zone. */
    Weeks weeks(long partnerId, LocalDate today, ZoneId zone) {
        var counted = jdbc
                .sql("""
                select cast(date_trunc('week', tp.occurred_at at time zone :zone) as date) as monday,
                       count(*) filter (where t.direction <> 'RECEIVED') as ours,
                       count(*) filter (where t.direction <> 'SENT') as theirs
                from touch_partner tp join touch t on t.id = tp.touch_id
                where tp.partner_id = :id and tp.counts in ('ALWAYS', 'IF_EITHER')
                  and tp.occurred_at >= :from and tp.occurred_at < :until
                group by 1
                """)
                .param("id", partnerId)
                .param("zone", zone.getId())
                .param(
                        "from",
                        Weeks.firstMonday(today).atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC))
                .param("until", today.plusDays(1).atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC))
                .query((row, index) ->
                        new Week(row.getObject("monday", LocalDate.class), row.getInt("ours"), row.getInt("theirs")))
                .list()
                .stream()
                .collect(Collectors.toMap(Week::monday, Function.identity()));
        return Weeks.of(today, counted);
    }

    /** Partners by part of their name, those that begin with it first. */
    List<FoundPartner> searchPartners(String text, int most) {
        return jdbc.sql("""
                select p.id, p.name, t.name as tier, m.name as owner
                from partner p join tier t on t.id = p.tier_id left join member m on m.id = p.owner_id
                where p.archived_at is null
                  and (strpos(lower(p.name), lower(:text)) > 0
                       or p.id in (select partner_id from partner_domain where strpos(domain, lower(:text)) > 0))
                order by not starts_with(lower(p.name), lower(:text)), lower(p.name), p.id limit :most
                """)
                .param("text", text)
                .param("most", most)
                .query((row, index) -> new FoundPartner(
                        row.getLong("id"), row.getString("name"), row.getString("tier"), row.getString("owner")))
                .list();
    }

    /** Contacts who are at a partner now, by part of their name or address. */
    List<FoundContact> searchContacts(String text, int most) {
        return jdbc.sql("""
                select c.name, p.id as partner_id, p.name as partner,
                       (select min(address) from contact_address where contact_id = c.id) as address
                from contact c
                join contact_place place on place.contact_id = c.id and place.until is null
                join partner p on p.id = place.partner_id and p.archived_at is null
                where c.archived_at is null
                  and (strpos(lower(c.name), lower(:text)) > 0
                       or c.id in (select contact_id from contact_address where strpos(address, lower(:text)) > 0))
                order by not starts_with(lower(c.name), lower(:text)), lower(c.name), c.id limit :most
                """)
                .param("text", text)
                .param("most", most)
                .query((row, index) -> new FoundContact(
                        row.getString("name"),
                        row.getString("address"),
                        row.getLong("partner_id"),
                        row.getString("partner")))
                .list();
    }
}
