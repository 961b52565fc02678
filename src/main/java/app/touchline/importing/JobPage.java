package app.touchline.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import app.touchline.importing.ImportResult.Counts;
import app.touchline.importing.RowOutcome.Kind;

/**
 * What a file would do or did, one kind of row at a time.
 *
 * @param fileKept whether the file is still here for the person looking
 * @param next after which line the next page begins; null on the last
 */
record JobPage(
        ImportJob job,
        Kind kind,
        List<RowOutcome> rows,
        @Nullable Long next,
        boolean fileKept,
        boolean undoable) {

    static final int ROWS = 100;

    /** @param count how many rows of the file are of this kind */
    record Tab(Kind kind, String words, long count) {
        public String code() {
            return kind.name().toLowerCase(Locale.ROOT);
        }
    }

    /** A name that is like others, with all its lines. */
    record Question(String key, String name, String lines, List<String> because, List<Subject.Answer> answers) {}

    static JobPage of(ImportJob job, Kind kind, List<RowOutcome> rows, boolean fileKept, boolean undoable) {
        var more = rows.size() > ROWS;
        var shown = more ? rows.subList(0, ROWS) : rows;
        return new JobPage(job, kind, List.copyOf(shown), more ? shown.getLast().line() : null, fileKept, undoable);
    }

    /** The kind that was asked for, else the first that a person should look at. */
    static Kind kind(@Nullable String asked, Counts counts) {
        for (var kind : Kind.values()) if (kind.name().equalsIgnoreCase(asked)) return kind;
        return tabs(counts).stream()
                .filter(tab -> tab.count() > 0)
                .map(Tab::kind)
                .findFirst()
                .orElse(Kind.KNOWN);
    }

    public List<Tab> tabs() {
        return tabs(job.counts()).stream()
                .filter(tab -> tab.count() > 0 || tab.kind() == kind)
                .toList();
    }

    private static List<Tab> tabs(Counts counts) {
        return List.of(
                new Tab(Kind.UNDECIDED, "to decide", counts.undecided()),
                new Tab(Kind.REFUSED, "refused", counts.refused()),
                new Tab(Kind.CHANGES, "changing something", counts.changing()),
                new Tab(Kind.KNOWN, "known already", counts.known()),
                new Tab(Kind.LEFT_OUT, "left out", counts.leftOut()));
    }

    public Subject subject() {
        return job.plan().subject();
    }

    public List<Question> questions() {
        var lines = new LinkedHashMap<String, List<String>>();
        var alike = new LinkedHashMap<String, RowOutcome>();
        for (var row : rows) {
            var key = subject().question(row);
            alike.putIfAbsent(key, row);
            lines.computeIfAbsent(key, _ -> new ArrayList<>()).add(Long.toString(row.line()));
        }
        return alike.entrySet().stream()
                .map(each -> new Question(
                        each.getKey(),
                        each.getValue().about(),
                        String.join(", ", lines.getOrDefault(each.getKey(), List.of())),
                        each.getValue().words().stream()
                                .filter(word -> subject().answer(word).isEmpty())
                                .toList(),
                        each.getValue().words().stream()
                                .flatMap(word -> subject().answer(word).stream())
                                .toList()))
                .toList();
    }

    public boolean applicable() {
        return job.checked() && fileKept && job.counts().changing() > 0;
    }

    public boolean hasErrors() {
        return fileKept && job.counts().refused() + job.counts().undecided() > 0;
    }
}
