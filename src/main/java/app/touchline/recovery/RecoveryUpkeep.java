package app.touchline.recovery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.action.Recoveries;
import app.touchline.settings.SettingsReader;
import app.touchline.settings.TouchCountsChanged;
import app.touchline.touch.CountedTouches;
import app.touchline.touch.StoredNumberChecks;
import app.touchline.touch.TouchesChanged;

/**
 * Keeps recovery touches in step with the touches. The rule: one that no person closed is closed by the first touch with
 * its partner that counts as the setting is now and occurred after it was assigned, whenever that came to be known; it is
 * open as long as there is none. One whose touch was kept long enough and is forgotten stays closed.
 */
@Component
public class RecoveryUpkeep {

    private static final String DIFFERING = """
            select a.id, p.name as partner, first.touch_id, first.occurred_at
            from action a
            join partner p on p.id = a.partner_id
            left join lateral (
                select touch_id, occurred_at from touch_partner
                where partner_id = a.partner_id and ${counted} and occurred_at > a.created_at and occurred_at <= :now
                order by occurred_at, touch_id limit 1
            ) first on true
            where a.type = 'RECOVERY_TOUCH' and a.completed_by is null and ${which}
              and (first.touch_id, first.occurred_at) is distinct from (a.closing_touch_id, a.completed_at)
              and (a.completed_at is null or a.completed_at >= :kept)
            order by a.id
            """;

    /** What came about while something else was written at the same moment is put right within this time. */
    private static final Duration RECENT = Duration.ofDays(60);

    private final JdbcClient jdbc;
    private final Recoveries recoveries;
    private final SettingsReader settings;
    private final StoredNumberChecks checks;
    private final Clock clock;

    RecoveryUpkeep(
            JdbcClient jdbc, Recoveries recoveries, SettingsReader settings, StoredNumberChecks checks, Clock clock) {
        this.jdbc = jdbc;
        this.recoveries = recoveries;
        this.settings = settings;
        this.checks = checks;
        this.clock = clock;
    }

    private record Difference(
            long actionId,
            String partner,
            @Nullable Long touchId,
            @Nullable Instant occurredAt) {}

    /** Most mail is with partners that have no recovery touch: they are found out before anything else is asked. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void touchesChanged(TouchesChanged changed) {
        var concerned = jdbc.sql("""
                select distinct partner_id from action
                where type = 'RECOVERY_TOUCH' and completed_by is null and partner_id = any(:partners)
                """)
                .param("partners", changed.partnerIds().toArray(Long[]::new))
                .query((row, index) -> row.getLong("partner_id"))
                .list();
        if (!concerned.isEmpty()) renew("a.partner_id = any(:which)", concerned.toArray(Long[]::new));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void touchCountsChanged(TouchCountsChanged changed) {
        renew("cast(:which as text) is null", null);
    }

    /** The open ones and those closed of late. */
    @Transactional
    public void recent() {
        renew(
                "(a.completed_at is null or a.completed_at >= :which)",
                Timestamp.from(clock.instant().minus(RECENT)));
    }

    /** All of them, against what the touches say. */
    @Transactional
    public int differences() {
        var differing = renew("cast(:which as text) is null", null);
        checks.found("recovery touches", differing);
        return differing;
    }

    private int renew(String condition, @Nullable Object which) {
        var programme = settings.current();
        var now = clock.instant();
        var keptFrom = programme.keptFrom(programme.today(clock));
        var kept = keptFrom == null
                ? Instant.EPOCH
                : keptFrom.atStartOfDay(programme.zone()).toInstant();
        List<Difference> differing = jdbc.sql(DIFFERING
                        .replace("${counted}", CountedTouches.condition(programme.touchCounts()))
                        .replace("${which}", condition))
                .param("now", Timestamp.from(now))
                .param("kept", Timestamp.from(kept))
                .param("which", which)
                .query(RecoveryUpkeep::difference)
                .list();
        for (var each : differing) {
            if (each.touchId() == null || each.occurredAt() == null) recoveries.open(each.actionId(), each.partner());
            else recoveries.close(each.actionId(), each.partner(), each.touchId(), each.occurredAt());
        }
        return differing.size();
    }

    private static Difference difference(ResultSet row, int index) throws SQLException {
        var occurred = row.getObject("occurred_at", OffsetDateTime.class);
        return new Difference(
                row.getLong("id"),
                row.getString("partner"),
                row.getObject("touch_id", Long.class),
                occurred == null ? null : occurred.toInstant());
    }
}
