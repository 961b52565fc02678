package app.touchline.joining;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads qualifications for the pages. */
@Component
public class JoiningReader {

    private final JdbcClient jdbc;

    JoiningReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How a partner was qualified last.
     *
     * @param waits passed, but it has not entered yet
     * @param reason of a polite pass; empty where it passed
     */
    public record Standing(
            long id,
            @Nullable Boolean icpMatch,
            int accountsNamed,
            String accounts,
            String introMechanism,
            @Nullable Boolean economics,
            boolean passed,
            String reason,
            LocalDate decidedOn,
            @Nullable LocalDate reopenedOn,
            boolean waits) {

        public boolean politePass() {
            return !passed && reopenedOn == null;
        }
    }

    public Optional<Standing> of(long partnerId) {
        return jdbc.sql("""
                select q.id, q.icp_match, q.accounts_named, q.accounts, q.intro_mechanism, q.economics, q.passed, q.reason,
                       q.decided_on, q.reopened_on, q.passed and p.status = 'PROSPECT' and p.archived_at is null as waits
                from qualification q join partner p on p.id = q.partner_id
                where q.partner_id = :partner order by q.decided_at desc, q.id desc limit 1
                """).param("partner", partnerId).query(Standing.class).optional();
    }

    /** A company that did not become a partner. */
    public record PolitePass(
            long id, String company, @Nullable String owner, LocalDate decidedOn, String reason) {}

    /** Those that stand, the newest first: the companies rest in the archive. */
    public List<PolitePass> politePasses(int most) {
        return jdbc.sql("""
                select q.id, p.name as company, m.name as owner, q.decided_on, q.reason
                from qualification q
                join partner p on p.id = q.partner_id and p.archived_at is not null and p.merged_into is null
                left join member m on m.id = p.owner_id
                where not q.passed and q.reopened_on is null
                order by q.decided_on desc, q.decided_at desc, q.id desc limit :most
                """)
                .param("most", most)
                .query((row, index) -> new PolitePass(
                        row.getLong("id"),
                        row.getString("company"),
                        row.getString("owner"),
                        row.getObject("decided_on", LocalDate.class),
                        row.getString("reason")))
                .list();
    }

    /** Whom a letter to a company goes to: its key contact, else whoever has an address. */
    record Addressee(String name, String address) {}

    Optional<Addressee> addressee(long partnerId) {
        return jdbc.sql("""
                select c.name, (select min(address) from contact_address where contact_id = c.id) as address
                from contact_place k join contact c on c.id = k.contact_id and c.archived_at is null
                where k.partner_id = :partner and k.until is null
                  and exists (select from contact_address where contact_id = c.id)
                order by k.key_contact desc, lower(c.name) limit 1
                """).param("partner", partnerId).query(Addressee.class).optional();
    }
}
