package app.touchline.touch;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.alert.AlertWatch;

/**
 * Numbers that are stored though they follow from something else are compared with it every night. A difference is a fault
 * of ours: it is put right, logged as an error, and admins are alerted for a week.
 */
@Component
public class StoredNumberChecks implements AlertWatch {

    private static final Logger log = LoggerFactory.getLogger(StoredNumberChecks.class);
    private static final Duration TOLD_FOR = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final Clock clock;

    StoredNumberChecks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Part of the transaction that puts the difference right.
     *
     * @param what was compared, in words for an admin, the same every night: "last touches of partners"
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void found(String what, long differing) {
        if (differing > 0) log.error("{} {} were not what they follow from; they were put right", differing, what);
        jdbc.sql("""
                insert into stored_number_check (what, checked_at, differing, differed_at)
                values (:what, :now, :differing, case when :differing > 0 then cast(:now as timestamptz) end)
                on conflict (what) do update
                set checked_at = excluded.checked_at,
                    differing = case when excluded.differing > 0 then excluded.differing else stored_number_check.differing end,
                    differed_at = coalesce(excluded.differed_at, stored_number_check.differed_at)
                """)
                .param("what", what)
                .param("now", Timestamp.from(clock.instant()))
                .param("differing", differing)
                .update();
    }

    @Override
    public String kind() {
        return "stored-numbers";
    }

    @Override
    public List<Standing> standing() {
        return jdbc.sql("""
                select what, differing from stored_number_check where differing > 0 and differed_at > :after order by what
                """)
                .param("after", Timestamp.from(clock.instant().minus(TOLD_FOR)))
                .query((row, index) -> new Standing(
                        row.getString("what"),
                        "Stored numbers were not what they follow from",
                        "%d %s. The nightly check put them right, but what was shown before may have been wrong: please report it."
                                .formatted(row.getLong("differing"), row.getString("what")),
                        "/admin/alerts"))
                .list();
    }
}
