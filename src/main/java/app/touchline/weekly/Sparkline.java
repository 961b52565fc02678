package app.touchline.weekly;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A line of percentages, oldest first, drawn from 0 at the bottom to 100 at the top; it breaks where there is no number.
 */
public record Sparkline(List<OptionalInt> percents) {

    public static final int WIDTH = 120;
    public static final int HEIGHT = 40;
    private static final int MARGIN = 4;

    public Sparkline {
        percents = List.copyOf(percents);
    }

    /** One {@code points} attribute per unbroken stretch; a stretch of one point is left to its dot. */
    public List<String> stretches() {
        var stretches = new ArrayList<String>();
        var points = new ArrayList<String>();
        for (int index = 0; index <= percents.size(); index++) {
            if (index < percents.size() && percents.get(index).isPresent()) {
                points.add(x(index) + "," + y(percents.get(index).getAsInt()));
            } else {
                if (points.size() > 1) stretches.add(String.join(" ", points));
                points.clear();
            }
        }
        return stretches;
    }

    /** There is no number at all to draw. */
    public boolean empty() {
        return percents.stream().allMatch(OptionalInt::isEmpty);
    }

    /** The last point, if it has a number. */
    public @Nullable Dot dot() {
        if (percents.isEmpty() || percents.getLast().isEmpty()) return null;
        return new Dot(x(percents.size() - 1), y(percents.getLast().getAsInt()));
    }

    /** A place in the drawing. */
    public record Dot(String x, String y) {}

    /** For those who do not see the line. */
    public String words() {
        return "The last " + percents.size() + " weeks, oldest first: "
                + percents.stream()
                        .map(percent -> percent.isPresent() ? percent.getAsInt() + "%" : "no number")
                        .collect(Collectors.joining(", "));
    }

    private String x(int index) {
        return tenth(MARGIN + (WIDTH - 2.0 * MARGIN) * index / Math.max(1, percents.size() - 1));
    }

    private static String y(int percent) {
        return tenth(MARGIN + (HEIGHT - 2.0 * MARGIN) * (100 - percent) / 100);
    }

    private static String tenth(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
