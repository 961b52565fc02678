package app.touchline.today;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

import app.touchline.mailbox.Freshness;

/**
 * The daily list.
 *
 * @param mine only what is mine: my actions, the partners I own
 * @param tierId only this tier; null for all
 * @param only only this section, with all its rows; null for the first rows of each
 * @param counts how many each section has in all, also where only the first are shown
 * @param partners how many partners the programme has
 * @param mayAct whether I may change anything here
 */
record Today(
        Instant now,
        ZoneId zone,
        boolean mine,
        @Nullable Long tierId,
        @Nullable Section only,
        List<TierChoice> tiers,
        List<TodayRow> rows,
        Map<Section, Integer> counts,
        long partners,
        Freshness freshness,
        boolean mayAct) {

    record TierChoice(long id, String name) {}

    /** A section with its first rows, and how many more there are. */
    record Part(Section section, int count, List<TodayRow> rows) {
        public int more() {
            return count - rows.size();
        }
    }

    /** In my zone. */
    public LocalDate date() {
        return LocalDate.ofInstant(now, zone);
    }

    public List<Part> parts() {
        return Arrays.stream(Section.values())
                .filter(section -> only == null || only == section)
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

    /** "9 overdue, 4 due today, 2 slipped": what there is, the empty left out. */
    public String summary() {
        var said = new ArrayList<String>();
        if (count(Section.OVERDUE) > 0) said.add(count(Section.OVERDUE) + " overdue");
        if (count(Section.DUE_TODAY) > 0) said.add(count(Section.DUE_TODAY) + " due today");
        if (count(Section.SLIPPED) > 0) said.add(count(Section.SLIPPED) + " slipped");
        if (count(Section.DUE_SOON) > 0) said.add(count(Section.DUE_SOON) + " due soon");
        return said.isEmpty() ? (mine ? "nothing waits for you" : "nothing waits") : String.join(", ", said);
    }

    /** This page again, with the same tier and section; mine or all is remembered. */
    public String here() {
        return address(only);
    }

    /** This page with all rows of one section, or with the first of each. */
    public String address(@Nullable Section section) {
        var uri = UriComponentsBuilder.fromPath("/");
        if (tierId != null) uri.queryParam("tier", tierId);
        if (section != null) uri.queryParam("section", section.code());
        return uri.toUriString();
    }
}
