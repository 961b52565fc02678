package app.touchline.conflict;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.audit.AuditLog.About;
import app.touchline.certification.Certifications;
import app.touchline.deal.DealKind;
import app.touchline.deal.RegistrationId;

/** Reads conflicts as they are shown and decided. */
@Component
class ConflictReader {

    private final Certifications certifications;
    private final JdbcClient jdbc;

    ConflictReader(Certifications certifications, JdbcClient jdbc) {
        this.certifications = certifications;
        this.jdbc = jdbc;
    }

    /** One of the two deals of a conflict. */
    record Side(
            long dealId,
            RegistrationId code,
            String customer,
            @Nullable Long partnerId,
            String partner) {

        public String href() {
            return "/deals/" + code.words();
        }
    }

    /** @param state OPEN, DECIDED or CEASED */
    record Line(
            long id,
            Side one,
            Side other,
            int score,
            String reason,
            String state,
            Instant foundAt,
            @Nullable Long appealTo,
            @Nullable String appealToName,
            int rounds) {

        public boolean open() {
            return state.equals("OPEN");
        }

        public boolean appealed() {
            return appealTo != null && rounds == 1;
        }

        public Side side(long dealId) {
            return one.dealId() == dealId ? one : other;
        }

        Side rival(long dealId) {
            return one.dealId() == dealId ? other : one;
        }

        About about() {
            return new About(
                    "deal conflict",
                    id,
                    "%s and %s".formatted(one.code().words(), other.code().words()));
        }
    }

    private static final String LINES = """
            select c.id, c.score, c.reason, c.state, c.found_at,
                   a.id as one_id, a.code as one_code, a.customer as one_customer, a.partner_id as one_partner_id,
                   coalesce(p.name, 'Our own sales') as one_partner,
                   b.id as other_id, b.code as other_code, b.customer as other_customer, b.partner_id as other_partner_id,
                   coalesce(q.name, 'Our own sales') as other_partner,
                   l.to_id, m.name as to_name, (select count(*) from conflict_decision d where d.conflict_id = c.id) as rounds
            from deal_conflict c
            join deal a on a.id = c.other_id left join partner p on p.id = a.partner_id
            join deal b on b.id = c.deal_id left join partner q on q.id = b.partner_id
            left join conflict_appeal l on l.conflict_id = c.id left join member m on m.id = l.to_id
            """;

    private static final String TO_DECIDE =
            " where (c.state = 'OPEN' or l.to_id is not null and %s)".formatted(Appeals.WAITS);

    /** Nobody else changes it until this transaction is over. */
    Line toChange(long id) {
        jdbc.sql("select id from deal_conflict where id = :id for update")
                .param("id", id)
                .query((row, index) -> row.getLong("id"))
                .single();
        return line(id).orElseThrow();
    }

    /** What was appealed first, then what waits longest. */
    List<Line> toDecide(int most) {
        return jdbc.sql(LINES + TO_DECIDE + " order by c.state, c.found_at, c.id limit :most")
                .param("most", most)
                .query((row, index) -> line(row))
                .list();
    }

    int countToDecide() {
        return jdbc.sql("select count(*) from deal_conflict c left join conflict_appeal l on l.conflict_id = c.id"
                        + TO_DECIDE)
                .query(Integer.class)
                .single();
    }

    List<Line> decidedLast(int most) {
        return jdbc.sql(LINES + " where c.state = 'DECIDED' order by c.id desc limit :most")
                .param("most", most)
                .query((row, index) -> line(row))
                .list();
    }

    List<Line> of(long dealId) {
        return jdbc.sql(LINES + " where :deal in (c.deal_id, c.other_id) and c.state <> 'CEASED' order by c.id desc")
                .param("deal", dealId)
                .query((row, index) -> line(row))
                .list();
    }

    Optional<Line> line(long id) {
        return jdbc.sql(LINES + " where c.id = :id")
                .param("id", id)
                .query((row, index) -> line(row))
                .optional();
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getLong("id"),
                side(row, "one"),
                side(row, "other"),
                row.getInt("score"),
                row.getString("reason"),
                row.getString("state"),
                row.getObject("found_at", OffsetDateTime.class).toInstant(),
                row.getObject("to_id", Long.class),
                row.getString("to_name"),
                row.getInt("rounds"));
    }

    private static Side side(ResultSet row, String which) throws SQLException {
        return new Side(
                row.getLong(which + "_id"),
                new RegistrationId(row.getString(which + "_code")),
                row.getString(which + "_customer"),
                row.getObject(which + "_partner_id", Long.class),
                row.getString(which + "_partner"));
    }

    /** What was decided in one round. */
    record Decided(
            int round,
            @Nullable Long winner,
            int version,
            @Nullable Integer position,
            @Nullable String sentence,
            String evidence,
            String why,
            long byId,
            String by,
            Instant at) {

        /** What each rule said. */
        public List<String> lines() {
            return evidence.lines().toList();
        }
    }

    List<Decided> decisions(long id) {
        return jdbc.sql("""
                select d.*, r.sentence from conflict_decision d
                left join engagement_rule r on r.version = d.version and r.position = d.position
                where d.conflict_id = :id order by d.round
                """)
                .param("id", id)
                .query((row, index) -> new Decided(
                        row.getInt("round"),
                        row.getObject("winner_id", Long.class),
                        row.getInt("version"),
                        row.getObject("position", Integer.class),
                        row.getString("sentence"),
                        row.getString("evidence"),
                        row.getString("why"),
                        row.getLong("by_id"),
                        row.getString("by_name"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    Optional<String> appeal(long id) {
        return jdbc.sql("select why from conflict_appeal where conflict_id = :id")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /** The deal as the rules see it, with its rival. */
    Claim claim(long dealId, long rival, ZoneId zone) {
        return jdbc.sql("""
                select d.*, coalesce(p.name, 'Our own sales') as partner, coalesce(p.region, '') as region, r.territory as other_territory,
                       d.partner_id is not null and d.lapsed_on is null
                           -- on appeal: that it was declined is what is asked
                           and (d.standing in ('WAITING', 'APPROVED') or exists (
                               select from conflict_decision x join deal_conflict c on c.id = x.conflict_id
                               where d.id in (c.deal_id, c.other_id) and x.winner_id = r.id)) as registered,
                       case when d.partner_id is null then ''
                            when d.partner_id in (d.incumbent_id, r.incumbent_id) then 'named as the incumbent'
                            when exists (select from deal w where w.partner_id = d.partner_id and w.stage = 'CLOSED_WON'
                                           and (replace(w.customer_key, ' ', '') = replace(d.customer_key, ' ', '')
                                                or w.customer_registrable = d.customer_registrable))
                            then 'won a deal with this customer before'
                            else '' end as serves
                from deal d join deal r on r.id = :rival left join partner p on p.id = d.partner_id
                where d.id = :id
                """)
                .param("id", dealId)
                .param("rival", rival)
                .query((row, index) -> new Claimed(
                        claim(row, zone), row.getObject("partner_id", Long.class), row.getString("products")))
                .optional()
                .map(claimed -> certified(claimed, zone))
                .orElseThrow();
    }

    /** Before it is known what the partner is certified for. */
    private record Claimed(Claim claim, @Nullable Long partnerId, String products) {}

    private static Claim claim(ResultSet row, ZoneId zone) throws SQLException {
        return new Claim(
                row.getLong("id"),
                new RegistrationId(row.getString("code")).words() + " · " + row.getString("customer"),
                row.getString("partner"),
                row.getString("region"),
                row.getString("territory"),
                DealKind.valueOf(row.getString("kind")),
                row.getObject("registered_at", OffsetDateTime.class)
                        .toInstant()
                        .atZone(zone)
                        .toLocalDate(),
                row.getBoolean("registered"),
                row.getString("serves"),
                "");
    }

    /** By what, and when that was noted: whoever decides sees what was noted only once two were after the customer. */
    private Claim certified(Claimed claimed, ZoneId zone) {
        var claim = claimed.claim();
        var partnerId = claimed.partnerId();
        if (partnerId == null) return claim;
        return certifications
                .of(partnerId, claimed.products(), claim.registeredOn())
                .map(by -> claim.certified("%s, noted on %s by %s"
                        .formatted(by.words(), LocalDate.ofInstant(by.notedAt(), zone), by.notedBy())))
                .orElse(claim);
    }
}
