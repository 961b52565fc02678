package app.touchline.today;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import app.touchline.deal.DealsOfTheDay;

/** How much there is to do, in words: the same on the page, in the mail and wherever else it is said. */
public final class DayCounts {

    private DayCounts() {}

    /** "2 overdue, 1 partner owed a reply, 1 registration to decide"; empty where there is nothing to do. */
    public static String words(Map<Section, Integer> counts, DealsOfTheDay.Day deals) {
        var sections = Arrays.stream(Section.values())
                .filter(section -> !section.quiet() && counts.getOrDefault(section, 0) > 0)
                .map(section -> section.counted(counts.getOrDefault(section, 0)));
        return Stream.concat(sections, deals.nothing() ? Stream.of() : Stream.of(deals.words()))
                .collect(Collectors.joining(", "));
    }
}
