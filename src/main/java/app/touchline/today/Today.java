package app.touchline.today;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.touchline.deal.DealsOfTheDay;
import app.touchline.mailbox.Freshness;
import app.touchline.team.SignedIn;

/**
 * The daily list.
 *
 * @param only only this section, with all its rows; null for the first rows of each
 * @param counts how many each section has in all, also where only the first are shown
 * @param anyPartners whether the programme has partners at all
 * @param me whose page it is
 */
record Today(
        Instant now,
        ZoneId zone,
        TodayFilter filter,
        @Nullable Section only,
        List<Choice> tiers,
        List<Choice> types,
        List<TodayRow> rows,
        Map<Section, Integer> counts,
        boolean anyPartners,
        DealsOfTheDay.Day deals,
        Freshness freshness,
        SignedIn me) {

    /** Something the list can be narrowed to. */
    record Choice(long id, String name) {}

    /** A section with its first rows, and how many more there are. */
    record Part(Section section, int count, List<TodayRow> rows) {
        public int more() {
            return count - rows.size();
        }
    }

    /**
     * What a row rests on besides what it says: rows that are equal look the same under equal ones.
     *
     * @param here this page again, as it stands in the query of a link
     * @param date in my zone
     */
    record Look(String here, LocalDate date, ZoneId zone, boolean mine, boolean mayAct) {}

    public Look look() {
        return new Look(here(), date(), zone, mine(), mayAct());
    }

    /** In my zone. */
    public LocalDate date() {
        return LocalDate.ofInstant(now, zone);
    }

    /** Whether I may change anything here. */
    public boolean mayAct() {
        return me.worksWithPartners();
    }

    public boolean maySnooze(TodayRow row) {
        return me.mayPlace(row.cadence().ownerId());
    }

    public boolean mine() {
        return filter.mine();
    }

    public List<Part> parts() {
        return parts(false);
    }

    public List<Part> quietParts() {
        return parts(true);
    }

    private List<Part> parts(boolean quiet) {
        return Arrays.stream(Section.values())
                .filter(section -> section.quiet() == quiet && (only == null || only == section))
                .map(section -> new Part(
                        section,
                        count(section),
                        rows.stream().filter(row -> row.section() == section).toList()))
                .filter(part -> !part.rows().isEmpty())
                .toList();
    }

    public int count(Section section) {
        return counts.getOrDefault(section, 0);
    }

    /** Whether deals are shown: they are no section of their own to be asked for. */
    public boolean showsDeals() {
        return only == null && !deals.nothing();
    }

    public boolean nothingToDo() {
        return parts().isEmpty() && !showsDeals();
    }

    /** "9 overdue, 4 due today, 2 slipped": what there is, the empty left out. */
    public String summary() {
        var said = DayCounts.words(counts, deals);
        return said.isEmpty() ? (mine() ? "nothing waits for you" : "nothing waits") : said;
    }

    /** This page again. */
    public String here() {
        return filter.address("/", only);
    }

    /** This page with all rows of one section, or with the first of each. */
    public String address(@Nullable Section section) {
        return filter.address("/", section);
    }

    public String addressOf(boolean mine) {
        return filter.mine(mine).address("/", null);
    }

    public String addressOfTier(@Nullable Long tierId) {
        return filter.tier(tierId).address("/", null);
    }

    public String file() {
        return filter.address("/today.csv", null);
    }
}
