package app.touchline.importing;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The page on which a person says what the columns of a file hold.
 *
 * @param readAs what kind of file it was taken for
 * @param lines the first lines of the sheet, of which one holds the headings
 */
record ColumnsPage(
        ImportJob job, String readAs, List<String> sheets, int rows, List<String> lines, List<ColumnLine> columns) {

    /**
     * @param target a field's heading, "keep" or "leave"
     * @param remembered it was so the last time
     * @param order how days are read in it; null for a column that holds none
     */
    record ColumnLine(
            int number,
            String letters,
            String heading,
            List<String> samples,
            String target,
            boolean remembered,
            Dates.@Nullable Order order,
            Dates.@Nullable Guess days,
            @Nullable String problem) {

        /** Whether a person should look: a cell could be read in two ways, and no other one tells in which. */
        public boolean unclear() {
            return days != null && days.unclear() != null;
        }
    }

    public Subject subject() {
        return job.plan().subject();
    }

    public List<Subject.Group> groups() {
        return subject().groups();
    }

    public Dates.Order[] orders() {
        return Dates.Order.values();
    }

    public long kept() {
        return columns.stream().filter(column -> column.target().equals("keep")).count();
    }

    public boolean refused() {
        return columns.stream().anyMatch(column -> column.problem() != null);
    }
}
