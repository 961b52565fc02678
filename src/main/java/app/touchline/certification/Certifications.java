package app.touchline.certification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.partner.AskedPartner;
import app.touchline.partner.Names;
import app.touchline.partner.Partner;
import app.touchline.partner.PartnersMerged;
import app.touchline.partner.Refused;
import app.touchline.team.SignedIn;

/** What partners are certified for; noted and removed by their owner and those who lead, audited. */
@Service
public class Certifications {

    private final AskedPartner asked;
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    Certifications(AskedPartner asked, JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.asked = asked;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** The last begun first. */
    public List<Certification> of(long partnerId) {
        return jdbc.sql(
                        "select * from certification where partner_id = :partner order by since desc, lower(product), id")
                .param("partner", partnerId)
                .query((row, index) -> certification(row))
                .list();
    }

    /** By which certification a partner is certified for one of these products on that day: of several the one begun first. */
    public Optional<Certification> of(long partnerId, String products, LocalDate on) {
        return of(partnerId).reversed().stream()
                .filter(one -> one.holdsOn(on) && one.covers(products))
                .findFirst();
    }

    private static Certification certification(ResultSet row) throws SQLException {
        return new Certification(
                row.getLong("id"),
                row.getString("product"),
                row.getObject("since", LocalDate.class),
                row.getObject("until", LocalDate.class),
                row.getObject("noted_at", OffsetDateTime.class).toInstant(),
                row.getString("noted_by_name"));
    }

    @Transactional
    public void note(long partnerId, String product, LocalDate since, @Nullable LocalDate until, SignedIn me) {
        var partner = asked.toPlace(partnerId, me);
        var tidy = Names.tidy("product", product, "A product");
        Refused.when(
                until != null && until.isBefore(since), "until", "The last day is before the first; check the two.");
        var noted = jdbc.sql("""
                insert into certification (partner_id, product, since, until, noted_at, noted_by, noted_by_name)
                values (:partner, :product, :since, :until, :at, :by, :name) on conflict do nothing
                """)
                .param("partner", partnerId)
                .param("product", tidy)
                .param("since", since)
                .param("until", until, Types.DATE)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", me.id())
                .param("name", me.name())
                .update();
        Refused.when(
                noted == 0,
                "product",
                "%s is certified for %s from %s on already.".formatted(partner.name(), tidy, since));
        audit.note(
                me.who(),
                "noted a certification of",
                about(partner),
                Map.of("product", tidy, "since", since.toString(), "until", until == null ? "" : until.toString()));
    }

    @Transactional
    public void remove(long partnerId, long id, SignedIn me) {
        var partner = asked.toPlace(partnerId, me);
        jdbc.sql("delete from certification where id = :id and partner_id = :partner returning *")
                .param("id", id)
                .param("partner", partnerId)
                .query((row, index) -> certification(row))
                .optional()
                .ifPresent(gone -> audit.note(
                        me.who(), "removed a certification of", about(partner), Map.of("was", gone.words())));
    }

    private static About about(Partner partner) {
        return new About("partner", partner.id(), partner.name());
    }

    /** Of two partners that are one both certifications are that one's. */
    @EventListener
    void merged(PartnersMerged merged) {
        jdbc.sql("""
                delete from certification a using certification b
                where a.partner_id = :away and b.partner_id = :into and lower(a.product) = lower(b.product) and a.since = b.since
                """).param("away", merged.away()).param("into", merged.into()).update();
        jdbc.sql("update certification set partner_id = :into where partner_id = :away")
                .param("away", merged.away())
                .param("into", merged.into())
                .update();
    }
}
