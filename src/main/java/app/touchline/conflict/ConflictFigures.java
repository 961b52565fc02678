package app.touchline.conflict;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.hours.WorkingTime;
import app.touchline.hours.WorkingTimeReader;

/** How often registrations are in conflict, and how long decisions take. */
@Component
class ConflictFigures {

    static final Duration LOOKED_BACK = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final WorkingTimeReader hours;

    ConflictFigures(JdbcClient jdbc, WorkingTimeReader hours) {
        this.jdbc = jdbc;
        this.hours = hours;
    }

    /**
     * Of the last 90 days.
     *
     * @param registrations that came in, from partners and as leads
     * @param inConflict of these, how many were ever in conflict with another deal, those where both went on left out
     * @param toDecide median working time from coming in to the decision, of registrations decided
     * @param toSettle the same from finding a conflict to its first decision
     */
    record Figures(int registrations, int inConflict, Optional<Duration> toDecide, Optional<Duration> toSettle) {

        /** Rounded down; empty where nothing came in. */
        public Optional<Integer> percent() {
            return registrations == 0 ? Optional.empty() : Optional.of(100 * inConflict / registrations);
        }

        public String toDecideWords() {
            return words(toDecide);
        }

        public String toSettleWords() {
            return words(toSettle);
        }

        private static String words(Optional<Duration> duration) {
            return duration.map(it -> "%d h %02d min".formatted(it.toHours(), it.toMinutesPart()))
                    .orElse("none yet");
        }
    }

    Figures until(Instant now) {
        var since = now.minus(LOOKED_BACK).atOffset(ZoneOffset.UTC);
        var until = now.atOffset(ZoneOffset.UTC);
        var registrations = count("", since, until);
        var inConflict = count("""
                 and exists (
                    select from deal_conflict c where d.id in (c.deal_id, c.other_id)
                      and not exists (
                          select from conflict_decision x where x.conflict_id = c.id and x.winner_id is null
                            and not exists (select from conflict_decision y where y.conflict_id = c.id and y.round > x.round)))
                """, since, until);
        var time = hours.current();
        return new Figures(registrations, inConflict, median(time, """
                        select registered_at as a, decided_at as b from deal
                        where decided_at >= :since and decided_at <= :until
                        """, since, until), median(time, """
                        select c.found_at as a, x.at as b from conflict_decision x join deal_conflict c on c.id = x.conflict_id
                        where x.round = 1 and x.at >= :since and x.at <= :until
                        """, since, until));
    }

    private int count(String more, OffsetDateTime since, OffsetDateTime until) {
        return jdbc.sql(
                        "select count(*) from deal d where d.partner_id is not null and d.registered_at > :since and d.registered_at <= :until"
                                + more)
                .param("since", since)
                .param("until", until)
                .query((row, index) -> row.getInt(1))
                .single();
    }

    /** The middle one; of two the shorter. */
    private Optional<Duration> median(WorkingTime time, String sql, OffsetDateTime since, OffsetDateTime until) {
        List<Duration> all = jdbc
                .sql(sql)
                .param("since", since)
                .param("until", until)
                .query((row, index) -> time.between(
                        row.getObject("a", OffsetDateTime.class).toInstant(),
                        row.getObject("b", OffsetDateTime.class).toInstant()))
                .list()
                .stream()
                .sorted()
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get((all.size() - 1) / 2));
    }
}
