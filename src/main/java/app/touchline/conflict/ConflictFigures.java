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
     * Of the last 90 days. What each number means stands here, and the page shows it.
     *
     * @param registrations that came in, from partners and as leads
     * @param inConflict how many of these were in conflict
     * @param toDecide median of the working time that decisions took
     * @param toSettle median of the working time that conflicts took to be settled
     */
    record Figures(int registrations, int inConflict, Optional<Duration> toDecide, Optional<Duration> toSettle) {

        /** Rounded down; empty where nothing came in. */
        public Optional<Integer> percent() {
            return registrations == 0 ? Optional.empty() : Optional.of(100 * inConflict / registrations);
        }

        public String rateMeans() {
            return "Of the registrations that came in from partners and as leads in the last 90 days, how many were ever"
                    + " found in conflict with another deal, whatever became of it. A conflict after which both went on"
                    + " was none, so it counts for nothing here; the registrations count as any others. Rounded down.";
        }

        public String toDecideMeans() {
            return "Median working time from when a registration came in, or was to be decided anew, to when it was"
                    + " approved or declined, of all decisions in the last 90 days; of two middle ones the shorter.";
        }

        public String toSettleMeans() {
            return "Median working time from when a conflict was found to its first decision, of all conflicts decided"
                    + " in the last 90 days; of two middle ones the shorter.";
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
                        select (select max(w.at) from deal_event w
                                where w.deal_id = e.deal_id and w.id < e.id and w.kind in ('REGISTERED', 'DECIDED_ANEW')) as a,
                               e.at as b
                        from deal_event e where e.kind in ('APPROVED', 'DECLINED') and e.at > :since and e.at <= :until
                        """, since, until), median(time, """
                        select c.found_at as a, x.at as b from conflict_decision x join deal_conflict c on c.id = x.conflict_id
                        where x.round = 1 and x.at > :since and x.at <= :until
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
