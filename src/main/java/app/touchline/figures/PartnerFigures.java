package app.touchline.figures;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What is computed of one partner, by measure. */
public record PartnerFigures(Map<Measure, Figure> figures) {

    /**
     * @param amount of a number: what was brought along and what was computed since, together
     * @param day of a day; null: not known
     * @param opening what was brought along and is part of it; null: nothing
     * @param openingDay up to the end of which day the opening value speaks; null: there is none
     */
    public record Figure(
            Measure measure,
            BigDecimal amount,
            @Nullable LocalDate day,
            @Nullable BigDecimal opening,
            @Nullable LocalDate openingDay) {

        /** "12,345". */
        public String words() {
            return inWords(amount);
        }

        /** What was brought along, as a number; empty where nothing was. */
        public String openingWords() {
            return opening == null ? "" : inWords(opening);
        }

        private static String inWords(BigDecimal number) {
            var whole = number.stripTrailingZeros().scale() <= 0;
            return String.format(Locale.ENGLISH, whole ? "%,.0f" : "%,.2f", number);
        }

        /** Whether there is anything to say. */
        public boolean known() {
            return !measure.isDay() || day != null;
        }
    }

    public Figure of(Measure measure) {
        var figure = figures.get(measure);
        return figure == null ? new Figure(measure, BigDecimal.ZERO, null, null, null) : figure;
    }

    public List<Figure> reps() {
        return of(Measure.Group.REPS);
    }

    public List<Figure> performance() {
        return of(Measure.Group.PERFORMANCE);
    }

    public List<Figure> activity() {
        return of(Measure.Group.ACTIVITY);
    }

    private List<Figure> of(Measure.Group group) {
        return group.measures().stream().map(this::of).toList();
    }
}
