package app.touchline.importing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.importing.ColumnsPage.ColumnLine;
import app.touchline.importing.ImportPlan.Target;
import app.touchline.importing.Uploads.Upload;
import app.touchline.importing.ValuesPage.FieldLine;
import app.touchline.importing.ValuesPage.ValueLine;
import app.touchline.partner.FileField;
import app.touchline.partner.FileField.Kind;
import app.touchline.partner.Refused;
import app.touchline.partner.TrackerField;
import app.touchline.team.SignedIn;

/** Works out with a person how a file is to be understood, beginning with what it was the last time. */
@Service
class ImportPlans {

    private static final int SAMPLES_SHOWN = 3;
    private static final int LINES_OFFERED = 12;

    private final Uploads uploads;
    private final ImportJobs jobs;
    private final Importing importing;

    ImportPlans(Uploads uploads, ImportJobs jobs, Importing importing) {
        this.uploads = uploads;
        this.jobs = jobs;
        this.importing = importing;
    }

    /** Refuses what is no table. */
    @Transactional
    public UUID begin(Subject subject, String fileName, byte[] content, SignedIn me) {
        var file = SourceFile.read(content);
        var plan = likeliest(file, known(subject));
        if (file.sheets().get(plan.sheet()).lines().size() <= plan.headings() + 1)
            throw SourceFile.refused("The file has headings but no rows.");
        var upload = uploads.keep(fileName, content, me);
        jobs.begin(upload.id(), fileName, plan, me);
        return upload.id();
    }

    /** The sheet most of whose headings are known. */
    private ImportPlan likeliest(SourceFile file, Known known) {
        return IntStream.range(0, file.sheets().size())
                .mapToObj(sheet -> guess(file, sheet, known))
                .max(Comparator.comparingLong(ImportPlans::recognised)
                        .thenComparing(ImportPlan::sheet, Comparator.reverseOrder()))
                .orElseThrow();
    }

    private static long recognised(ImportPlan plan) {
        return plan.targets().stream().filter(Target.Field.class::isInstance).count();
    }

    /** By what a file is guessed: what headings meant before, and what fields may hold. */
    private record Known(Subject subject, Map<String, Target> headings, Choices choices) {}

    private Known known(Subject subject) {
        return new Known(subject, jobs.rememberedHeadings(subject), importing.choices(subject));
    }

    private static ImportPlan guess(SourceFile file, int sheet, Known known) {
        return guess(file, sheet, Headings.of(file.sheets().get(sheet), known.subject()), known);
    }

    private static ImportPlan guess(SourceFile file, int number, Headings headings, Known known) {
        var sheet = file.sheets().get(number);
        return ImportPlan.of(
                known.subject(),
                sheet,
                number,
                headings,
                headings.guess(sheet, known.subject(), known.headings(), known.choices()));
    }

    /** Another sheet or line of headings was chosen: everything is guessed anew. */
    void lookAt(ImportJob job, Upload upload, int sheet, int headings) {
        var file = SourceFile.read(upload.content());
        var number = Math.clamp(sheet, 0, file.sheets().size() - 1);
        var lines = file.sheets().get(number).lines();
        var line = Math.clamp(headings, 0, lines.size() - 1);
        jobs.plan(
                job.id(),
                guess(
                        file,
                        number,
                        Headings.at(file.sheets().get(number), line),
                        known(job.plan().subject())));
    }

    void lookAt(ImportJob job, Upload upload, int sheet) {
        var file = SourceFile.read(upload.content());
        jobs.plan(
                job.id(),
                guess(
                        file,
                        Math.clamp(sheet, 0, file.sheets().size() - 1),
                        known(job.plan().subject())));
    }

    ColumnsPage columns(ImportJob job, Upload upload, Map<Integer, String> problems) {
        var file = SourceFile.read(upload.content());
        var plan = job.plan();
        var sheet = file.sheets().get(plan.sheet());
        var headings = Headings.at(sheet, plan.headings());
        var remembered = jobs.rememberedHeadings(plan.subject());
        var targets = plan.targets();
        var keys = headings.keys();
        var columns = IntStream.range(0, targets.size())
                .mapToObj(column -> new ColumnLine(
                        column,
                        Headings.letters(column),
                        headings.texts().get(column),
                        headings.firstOf(sheet, column, SAMPLES_SHOWN),
                        targets.get(column).written(),
                        targets.get(column).equals(remembered.get(keys.get(column))),
                        isDate(targets.get(column)) ? plan.orders().get(column) : null,
                        isDate(targets.get(column)) ? ImportPlan.guess(sheet, plan.headings(), column) : null,
                        problems.get(column)))
                .toList();
        return new ColumnsPage(
                job,
                file.readAs(),
                file.sheets().stream().map(SourceFile.Sheet::name).toList(),
                sheet.lines().size() - plan.headings() - 1,
                sheet.lines().stream()
                        .limit(Math.max(LINES_OFFERED, plan.headings() + 2))
                        .map(line -> "%d: %s".formatted(line.number(), shortened(line)))
                        .toList(),
                columns);
    }

    private static boolean isDate(Target target) {
        return target instanceof Target.Field(var field) && field.kind() == Kind.DATE;
    }

    private static String shortened(SourceFile.Line line) {
        var text = String.join(
                " · ",
                line.cells().stream().filter(cell -> !cell.isEmpty()).limit(6).toList());
        return text.length() <= 70 ? text : text.substring(0, 69) + "…";
    }

    /** @return what is wrong with it, by column; nothing where it was kept */
    Map<Integer, String> choose(ImportJob job, Upload upload, Map<String, String> sent) {
        var before = job.plan();
        var targets = new ArrayList<Target>();
        var orders = new ArrayList<Dates.Order>();
        for (var column = 0; column < before.columns().size(); column++) {
            var chosen = Target.of(before.subject(), sent.getOrDefault("column-" + column, ""));
            targets.add(chosen == null ? before.targets().get(column) : chosen);
            orders.add(order(sent.get("order-" + column), before.orders().get(column)));
        }
        var plan = new ImportPlan(
                before.subject(),
                before.sheet(),
                before.headings(),
                targets.stream().map(Target::written).toList(),
                List.copyOf(orders),
                before.values(),
                before.decisions());
        var problems = problems(plan);
        jobs.plan(job.id(), plan);
        if (problems.isEmpty()) {
            var file = SourceFile.read(upload.content());
            var keys = Headings.at(file.sheets().get(plan.sheet()), plan.headings())
                    .keys();
            var meanings = new HashMap<String, String>();
            for (var column = 0; column < targets.size(); column++)
                meanings.put(keys.get(column), targets.get(column).written());
            jobs.remember(plan.subject().memory("heading"), meanings);
        }
        return problems;
    }

    private static Dates.Order order(@org.jspecify.annotations.Nullable String sent, Dates.Order before) {
        for (var order : Dates.Order.values()) if (order.name().equals(sent)) return order;
        return before;
    }

    private static Map<Integer, String> problems(ImportPlan plan) {
        var problems = new LinkedHashMap<Integer, String>();
        plan.columnsOf().forEach((field, columns) -> {
            if (columns.size() > 1 && !field.joins())
                for (var column : columns.subList(1, columns.size()))
                    problems.put(
                            column,
                            "%s is taken from column %s already; choose one of the two."
                                    .formatted(field.words(), Headings.letters(columns.getFirst())));
        });
        var missing = plan.subject().missing(plan.columnsOf().keySet());
        if (missing != null) problems.put(0, missing);
        return problems;
    }

    /** Values that are none of a field's choices, each with what it is likely to mean. */
    ValuesPage values(ImportJob job, Upload upload) {
        var subject = job.plan().subject();
        var choices = importing.choices(subject);
        var unknown = ImportTable.unknownValues(SourceFile.read(upload.content()), job.plan(), choices);
        var fields = new ArrayList<FieldLine>();
        unknown.forEach((field, counts) -> {
            var remembered = jobs.remembered(subject.memory(field.heading()));
            var chosen = job.plan().values().getOrDefault(field.heading(), Map.of());
            var lines = new ArrayList<ValueLine>();
            counts.forEach((value, count) -> {
                var key = Book.key(value);
                var meaning = chosen.containsKey(key)
                        ? chosen.get(key)
                        : remembered.containsKey(key) ? remembered.get(key) : likely(choices, field, value);
                lines.add(new ValueLine(value, count, choices.offered(field, value), meaning));
            });
            fields.add(new FieldLine(field, lines));
        });
        return new ValuesPage(job, fields);
    }

    /** A title that says no role is another role; the title itself is kept in the notes. */
    private static String likely(Choices choices, FileField field, String value) {
        return choices.guess(field, value)
                .map(Choices.Choice::written)
                .orElse(field == TrackerField.CONTACT_ROLE ? "Other" : ValueLine.AS_IT_IS);
    }

    void mean(ImportJob job, Upload upload, Map<String, String> sent) {
        var all = new HashMap<String, Map<String, String>>();
        for (var field : values(job, upload).fields()) {
            var meanings = new HashMap<String, String>();
            for (var at = 0; at < field.values().size(); at++) {
                var meaning = sent.getOrDefault("%s-%d".formatted(field.field().heading(), at), ValueLine.AS_IT_IS);
                if (!meaning.equals(ValueLine.AS_IT_IS))
                    meanings.put(Book.key(field.values().get(at).value()), meaning);
            }
            all.put(field.field().heading(), meanings);
            jobs.remember(job.plan().subject().memory(field.field().heading()), meanings);
        }
        jobs.plan(job.id(), job.plan().withValues(all));
    }

    void decide(ImportJob job, Map<String, String> decisions) {
        for (var decision : decisions.values())
            if (decision.isBlank()) throw new Refused("decision", "Choose what is to be done.");
        jobs.plan(job.id(), job.plan().withDecisions(decisions));
    }
}
