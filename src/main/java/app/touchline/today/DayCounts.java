package app.touchline.today;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** How much there is to do, in words: the same on the page, in the mail and wherever else it is said. */
public final class DayCounts {

    private DayCounts() {}

    /** "2 overdue, 1 partner owed a reply"; empty where there is nothing to do. */
    public static String words(Map<Section, Integer> counts) {
        return Arrays.stream(Section.values())
                .filter(section -> !section.quiet() && counts.getOrDefault(section, 0) > 0)
                .map(section -> section.counted(counts.getOrDefault(section, 0)))
                .collect(Collectors.joining(", "));
    }
}
