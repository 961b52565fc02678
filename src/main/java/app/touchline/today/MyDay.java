package app.touchline.today;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.springframework.stereotype.Component;

import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/** A person's own daily list, in words, for where there is no page: the same rows, counts and order. */
@Component
public class MyDay {

    private static final int FIRST = 25;

    private final TodayReader reader;
    private final SettingsReader settings;

    MyDay(TodayReader reader, SettingsReader settings) {
        this.reader = reader;
        this.settings = settings;
    }

    /**
     * One row.
     *
     * @param when "3 d late", "today", "24 d of 7"
     * @param reason why it is on the list; may be empty
     */
    public record Line(long partnerId, String partner, String tier, String what, String when, String reason) {}

    /** A section with its first rows, and how many more there are. */
    public record Part(Section section, int count, List<Line> lines) {
        public int more() {
            return count - lines.size();
        }
    }

    /**
     * What there is to do.
     *
     * @param date in the person's zone
     * @param words "2 overdue, 1 partner owed a reply"
     */
    public record Day(LocalDate date, String words, List<Part> parts) {
        public boolean nothing() {
            return parts.isEmpty();
        }
    }

    public Day of(SignedIn me, Instant now) {
        var zone = settings.zone();
        var mine = new TodayFilter(true, null, null);
        var found = reader.find(now, LocalDate.ofInstant(now, zone), me.id(), mine, null, FIRST);
        return new Day(LocalDate.ofInstant(now, me.zone()), DayCounts.words(found.counts()), parts(found, me, now));
    }

    private static List<Part> parts(TodayReader.Found found, SignedIn me, Instant now) {
        return List.of(Section.values()).stream()
                .filter(section -> !section.quiet() && found.counts().getOrDefault(section, 0) > 0)
                .map(section -> new Part(
                        section,
                        found.counts().getOrDefault(section, 0),
                        found.rows().stream()
                                .filter(row -> row.section() == section)
                                .map(row -> line(row, me, now))
                                .toList()))
                .toList();
    }

    private static Line line(TodayRow row, SignedIn me, Instant now) {
        return new Line(
                row.cadence().partnerId(),
                row.cadence().name(),
                row.cadence().tierName(),
                row.what(),
                row.when(now, me.zone()),
                String.join(" · ", row.reasons(now, me.zone())));
    }
}
