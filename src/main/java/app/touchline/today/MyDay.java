package app.touchline.today;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import app.touchline.deal.DealsOfTheDay;
import app.touchline.mailbox.MailboxHealthReader;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/** A person's own daily list, in words, for where there is no page: the same rows, counts and order, deals first. */
@Component
public class MyDay {

    private static final int FIRST = 25;

    private final TodayReader reader;
    private final DealsOfTheDay deals;
    private final MailboxHealthReader mailboxes;
    private final SettingsReader settings;

    MyDay(TodayReader reader, DealsOfTheDay deals, MailboxHealthReader mailboxes, SettingsReader settings) {
        this.reader = reader;
        this.deals = deals;
        this.mailboxes = mailboxes;
        this.settings = settings;
    }

    /**
     * One row.
     *
     * @param path of the page of what it is about: the partner, the deal
     * @param name of that
     * @param tier of the partner; may be empty
     * @param when "3 d late", "today", "24 d of 7"
     * @param reason why it is on the list; may be empty
     */
    public record Line(String path, String name, String tier, String what, String when, String reason) {}

    /** Rows of one kind: the first of them, and how many more there are. */
    public record Part(String words, int count, List<Line> lines) {
        public int more() {
            return count - lines.size();
        }
    }

    /**
     * What there is to do.
     *
     * @param date in the person's zone
     * @param words "2 overdue, 1 partner owed a reply"
     * @param caveats why the list may miss mail, in words; empty when all is read
     */
    public record Day(LocalDate date, String words, List<Part> parts, List<String> caveats) {
        public boolean nothing() {
            return parts.isEmpty();
        }
    }

    public Day of(SignedIn me, Instant now) {
        var zone = settings.zone();
        var mine = new TodayFilter(true, null, null);
        var found = reader.find(now, LocalDate.ofInstant(now, zone), me.id(), mine, null, FIRST);
        var waiting = deals.of(me, true, null, null, now, FIRST);
        var today = LocalDate.ofInstant(now, me.zone());
        var parts = new ArrayList<>(parts(found, me, today));
        if (!waiting.nothing()) parts.addFirst(part(waiting));
        return new Day(
                today,
                DayCounts.words(found.counts(), waiting),
                parts,
                mailboxes.freshness().caveats());
    }

    private static Part part(DealsOfTheDay.Day deals) {
        return new Part(
                "Deals",
                deals.count(),
                deals.first().stream()
                        .map(duty -> new Line(
                                duty.href(), duty.partner(), duty.tier(), duty.what(), duty.when(), duty.about()))
                        .toList());
    }

    private static List<Part> parts(TodayReader.Found found, SignedIn me, LocalDate today) {
        return Stream.of(Section.values())
                .filter(section -> !section.quiet() && found.counts().getOrDefault(section, 0) > 0)
                .map(section -> new Part(
                        section.words(),
                        found.counts().getOrDefault(section, 0),
                        found.rows().stream()
                                .filter(row -> row.section() == section)
                                .map(row -> line(row, me, today))
                                .toList()))
                .toList();
    }

    private static Line line(TodayRow row, SignedIn me, LocalDate today) {
        return new Line(
                "/partners/" + row.cadence().partnerId(),
                row.cadence().name(),
                row.cadence().tierName(),
                row.what(),
                row.when(today, me.zone()),
                String.join(" · ", row.reasons(today, me.zone())));
    }
}
