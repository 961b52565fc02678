package app.touchline.deal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.money.Money;

/** Reads deals as they are shown. */
@Component
public class DealReader {

    /** The condition under which a row of deal is open: neither closed nor refused. */
    public static final String OPEN = " closed_on is null and standing in ('WAITING', 'APPROVED', 'OURS') ";

    /** The condition under which a row of deal stands in the pipeline, waiting registrations left out. */
    public static final String IN_PIPELINE = " closed_on is null and standing in ('APPROVED', 'OURS') ";

    /** The condition under which a row of deal is protected, its last day perhaps just over. */
    public static final String PROTECTED =
            " standing = 'APPROVED' and closed_on is null and lapsed_on is null and unprotected_on is null ";

    private static final String LINES = """
            select d.id, d.code, d.origin, d.kind, d.customer, d.value, d.currency, d.expected_close, d.stage, d.stage_since,
                   d.standing, d.registered_at, d.decision_due_at, d.protected_until, d.lapsed_on, d.unprotected_on, d.closed_on,
                   d.won_value, d.partner_id, p.name as partner, t.name as tier, d.owner_id, m.name as owner, s.part
            from deal d
            left join partner p on p.id = d.partner_id
            left join tier t on t.id = p.tier_id
            left join deal_share s on s.deal_id = d.id and s.partner_id = d.partner_id
            join member m on m.id = d.owner_id
            """;

    private final JdbcClient jdbc;

    DealReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A line of a list of deals. */
    public record Line(
            long id,
            RegistrationId code,
            Origin origin,
            DealKind kind,
            String customer,
            Money value,
            LocalDate expectedClose,
            Stage stage,
            LocalDate stageSince,
            Standing standing,
            Instant registeredAt,
            @Nullable Instant decisionDueAt,
            @Nullable LocalDate protectedUntil,
            @Nullable LocalDate lapsedOn,
            @Nullable LocalDate unprotectedOn,
            @Nullable LocalDate closedOn,
            @Nullable Money wonFor,
            @Nullable Long partnerId,
            @Nullable String partner,
            @Nullable String tier,
            long ownerId,
            String owner,
            @Nullable Part part) {

        /** "/deals/4K7-M9Q". */
        public String href() {
            return "/deals/" + code.words();
        }

        public String whose() {
            return partner == null ? "Our own sales" : partner;
        }

        /** Of its partner; empty for our own sales' deals. */
        String tierWords() {
            return tier == null ? "" : tier;
        }

        /** Whether its partner is protected today. */
        public boolean protectedOn(LocalDate today) {
            return standing == Standing.APPROVED
                    && closedOn == null
                    && lapsedOn == null
                    && unprotectedOn == null
                    && protectedUntil != null
                    && !today.isAfter(protectedUntil);
        }

        public boolean overdueAt(Instant now) {
            return standing == Standing.WAITING && decisionDueAt != null && now.isAfter(decisionDueAt);
        }
    }

    /** @param count of all, of which these are some */
    public record Found(int count, List<Line> lines) {

        /** How many are counted and not told. */
        public int more() {
            return count - lines.size();
        }
    }

    /** What waits for a decision, the earliest due first. */
    public Found waiting(int most) {
        return waiting(0, most);
    }

    /** @param from how many are passed over */
    Found waiting(int from, int most) {
        return find("d.standing = 'WAITING'", Map.of(), "d.decision_due_at, d.id", from, most);
    }

    /** Those for which a condition on {@code d} and its partner {@code p} holds. */
    Found find(String condition, Map<String, ?> params, String order, int most) {
        return find(condition, params, order, 0, most);
    }

    private Found find(String condition, Map<String, ?> params, String order, int from, int most) {
        var some = jdbc.sql(LINES + " where " + condition + " order by " + order + " limit " + most + " offset " + from)
                .params(params)
                .query((row, index) -> line(row))
                .list();
        return new Found(from == 0 && some.size() < most ? some.size() : count(condition, params), some);
    }

    /** How many there are for which a condition on {@code d} and its partner {@code p} holds. */
    int count(String condition, Map<String, ?> params) {
        return jdbc.sql("select count(*) from deal d left join partner p on p.id = d.partner_id where " + condition)
                .params(params)
                .query(Integer.class)
                .single();
    }

    /** How many registrations are or were due to be decided before that moment. */
    int toDecideBefore(Instant end) {
        return jdbc.sql("select count(*) from deal where standing = 'WAITING' and decision_due_at < :end")
                .param("end", end.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** What loses its protection by that day unless it is extended, the earliest first. */
    public Found protectionEndingBy(LocalDate last, int most) {
        return find(
                PROTECTED + "and d.protected_until <= :last", Map.of("last", last), "d.protected_until, d.id", most);
    }

    /** The last that came in. */
    public List<Line> latest(int most) {
        return jdbc.sql(LINES + " order by d.id desc limit :most")
                .param("most", most)
                .query((row, index) -> line(row))
                .list();
    }

    /** All in which a partner has part, those registered last first. */
    public List<Line> of(long partnerId, int most) {
        return jdbc.sql(LINES + """
                 where d.id in (select deal_id from deal_share where partner_id = :partner)
                order by d.registered_at desc, d.id desc limit :most
                """)
                .param("partner", partnerId)
                .param("most", most)
                .query((row, index) -> line(row))
                .list();
    }

    /** By registration id, or else by a part of the customer's name or by the id in another system. */
    public List<Line> search(String text, int most) {
        var code = RegistrationId.read(text);
        var where = code.isPresent()
                ? "d.code = :text"
                : "position(lower(:text) in lower(d.customer)) > 0 or d.external_id = :text";
        return jdbc.sql(LINES + " where " + where + " order by d.id desc limit :most")
                .param("text", code.map(RegistrationId::code).orElse(text.strip()))
                .param("most", most)
                .query((row, index) -> line(row))
                .list();
    }

    public Optional<Line> line(long id) {
        return jdbc.sql(LINES + " where d.id = :id")
                .param("id", id)
                .query((row, index) -> line(row))
                .optional();
    }

    private static Line line(ResultSet row) throws SQLException {
        var currency = row.getString("currency");
        var won = row.getBigDecimal("won_value");
        var part = row.getString("part");
        return new Line(
                row.getLong("id"),
                new RegistrationId(row.getString("code")),
                Origin.valueOf(row.getString("origin")),
                DealKind.valueOf(row.getString("kind")),
                row.getString("customer"),
                Money.stored(row.getBigDecimal("value"), currency),
                row.getObject("expected_close", LocalDate.class),
                Stage.valueOf(row.getString("stage")),
                row.getObject("stage_since", LocalDate.class),
                Standing.valueOf(row.getString("standing")),
                instant(row, "registered_at"),
                row.getObject("decision_due_at") == null ? null : instant(row, "decision_due_at"),
                row.getObject("protected_until", LocalDate.class),
                row.getObject("lapsed_on", LocalDate.class),
                row.getObject("unprotected_on", LocalDate.class),
                row.getObject("closed_on", LocalDate.class),
                won == null ? null : Money.stored(won, currency),
                row.getObject("partner_id", Long.class),
                row.getString("partner"),
                row.getString("tier"),
                row.getLong("owner_id"),
                row.getString("owner"),
                part == null ? null : Part.valueOf(part));
    }

    /** Something that happened to a deal, in words. */
    public record Event(
            Instant at,
            LocalDate day,
            EventKind kind,
            String by,
            @Nullable Stage fromStage,
            @Nullable Stage toStage,
            @Nullable LocalDate fromDay,
            @Nullable LocalDate toDay,
            @Nullable Money value,
            String note) {}

    /** All that happened to a deal, the latest first. */
    public List<Event> timeline(long id) {
        return jdbc.sql("""
                select e.*, d.currency from deal_event e join deal d on d.id = e.deal_id
                where e.deal_id = :id order by e.id desc
                """).param("id", id).query((row, index) -> event(row)).list();
    }

    private static Event event(ResultSet row) throws SQLException {
        var value = row.getBigDecimal("value");
        return new Event(
                instant(row, "at"),
                row.getObject("day", LocalDate.class),
                EventKind.valueOf(row.getString("kind")),
                row.getString("by_name"),
                stage(row, "from_stage"),
                stage(row, "to_stage"),
                row.getObject("from_day", LocalDate.class),
                row.getObject("to_day", LocalDate.class),
                value == null ? null : Money.stored(value, row.getString("currency")),
                row.getString("note"));
    }

    private static @Nullable Stage stage(ResultSet row, String column) throws SQLException {
        var stage = row.getString(column);
        return stage == null ? null : Stage.valueOf(stage);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
