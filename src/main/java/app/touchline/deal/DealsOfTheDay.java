package app.touchline.deal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/** What of deals is on a person's daily list: decisions that are due today or overdue, and protection that ends soon. */
@Component
public class DealsOfTheDay {

    private static final int MOST = 25;

    private final DealReader reader;
    private final Delegates delegates;
    private final SettingsReader settings;
    private final JdbcClient jdbc;

    DealsOfTheDay(DealReader reader, Delegates delegates, SettingsReader settings, JdbcClient jdbc) {
        this.reader = reader;
        this.delegates = delegates;
        this.settings = settings;
        this.jdbc = jdbc;
    }

    /**
     * @param toDecide due until the end of the day in the programme's zone, the longest overdue first
     * @param ending whose last protected day comes within two weeks, the earliest first
     */
    public record Day(List<DealReader.Line> toDecide, List<DealReader.Line> ending, Instant now, LocalDate today) {

        public boolean nothing() {
            return toDecide.isEmpty() && ending.isEmpty();
        }

        /** "ends in 3 d". */
        public String ends(DealReader.Line line) {
            var until = line.protectedUntil();
            if (until == null) return "";
            var left = until.toEpochDay() - today.toEpochDay();
            return left <= 0 ? "ends today" : "ends in " + left + " d";
        }
    }

    /** @param mine decisions only for who may make them, protection only of deals this person or their partners have */
    public Day of(SignedIn me, boolean mine, Instant now) {
        var zone = settings.zone();
        var today = LocalDate.ofInstant(now, zone);
        var endOfDay = today.plusDays(1).atStartOfDay(zone).toInstant();
        var decides = !mine || delegates.mayDecide(me);
        return new Day(decides ? reader.waitingBefore(endOfDay, MOST) : List.of(), ending(me, mine, today), now, today);
    }

    private List<DealReader.Line> ending(SignedIn me, boolean mine, LocalDate today) {
        var last = today.plusDays(14);
        if (!mine) return reader.protectionEndingBy(last, MOST);
        var theirs = jdbc.sql("""
                select id from deal
                where %s and protected_until between :today and :last
                  and (owner_id = :me or partner_id in (select id from partner where owner_id = :me))
                order by protected_until, id limit :most
                """.formatted(DealReader.PROTECTED))
                .param("today", today)
                .param("last", last)
                .param("me", me.id())
                .param("most", MOST)
                .query((row, index) -> row.getLong("id"))
                .list();
        return theirs.stream().flatMap(id -> reader.line(id).stream()).toList();
    }
}
