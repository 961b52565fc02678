package app.touchline.action;

import java.time.LocalDate;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.hours.WorkingTime;

/** What a form for an action needs to know of its partner. */
record PartnerInHand(
        long id, String name, boolean archived, @Nullable Long ownerId, int windowDays, int leadDays) {

    /** The date proposed for what comes after something done today. */
    LocalDate nextDate(LocalDate today, WorkingTime hours) {
        return NextDate.withinCadence(today, windowDays, leadDays, hours);
    }

    @Component
    static class Reader {

        private final JdbcClient jdbc;

        Reader(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        /** @param today in the programme's zone; decides which of its tier's windows is in force */
        Optional<PartnerInHand> find(long partnerId, LocalDate today) {
            return jdbc.sql("""
                    select p.id, p.name, p.archived_at is not null as archived, p.owner_id, w.window_days, w.lead_days
                    from partner p
                    cross join lateral (
                        select window_days, lead_days from tier_window
                        where tier_id = p.tier_id and (since is null or since <= :today)
                        order by since desc nulls last limit 1) w
                    where p.id = :partner
                    """)
                    .param("partner", partnerId)
                    .param("today", today)
                    .query(PartnerInHand.class)
                    .optional();
        }
    }
}
