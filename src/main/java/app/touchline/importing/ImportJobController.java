package app.touchline.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import de.siegmar.fastcsv.writer.CsvWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

import app.touchline.importing.RowOutcome.Kind;
import app.touchline.importing.Uploads.Upload;
import app.touchline.team.SignedIn;
import app.touchline.web.Csv;

/** What a file would do, row by row; decisions about names that are like others; the doing of it. */
@Controller
@RequestMapping("/admin/import/{id}")
class ImportJobController {

    private final ImportPlans plans;
    private final ImportJobs jobs;
    private final ImportWork work;
    private final Uploads uploads;
    private final Clock clock;

    ImportJobController(ImportPlans plans, ImportJobs jobs, ImportWork work, Uploads uploads, Clock clock) {
        this.plans = plans;
        this.jobs = jobs;
        this.work = work;
        this.uploads = uploads;
        this.clock = clock;
    }

    @GetMapping
    String job(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(defaultValue = "0") long after,
            @AuthenticationPrincipal SignedIn me,
            Model model) {
        var job = job(id);
        model.addAttribute("job", job);
        if (job.works()) return "importing/working";
        if (job.state() == ImportJob.State.PLANNED) return "redirect:/admin/import/%s/columns".formatted(id);
        var kind = JobPage.kind(show, job.counts());
        model.addAttribute(
                "page",
                JobPage.of(
                        job,
                        kind,
                        jobs.rows(id, kind, after, JobPage.ROWS + 1),
                        uploads.of(id, me).isPresent(),
                        job.undoable(clock.instant())));
        return "importing/job";
    }

    @PostMapping("/decisions")
    String decide(
            @PathVariable UUID id,
            @RequestParam Map<String, String> sent,
            @RequestParam(required = false) @Nullable String all,
            @AuthenticationPrincipal SignedIn me) {
        var job = job(id);
        var decisions = new HashMap<String, String>();
        if (ImportPlan.ENTER.equals(all) || ImportPlan.LEAVE.equals(all))
            jobs.rows(id, Kind.UNDECIDED, 0, SourceFile.MOST_ROWS)
                    .forEach(row -> decisions.put(job.plan().subject().question(row), all));
        else
            for (var at = 0; sent.containsKey("name-" + at); at++) {
                var decision = sent.getOrDefault("decision-" + at, "");
                if (!decision.isEmpty()) decisions.put(Book.key(sent.getOrDefault("name-" + at, "")), decision);
            }
        plans.decide(job, decisions);
        work.check(job(id), file(id, me), me);
        return "redirect:/admin/import/" + id;
    }

    @PostMapping("/application")
    String apply(@PathVariable UUID id, @RequestParam String shown, @AuthenticationPrincipal SignedIn me) {
        var job = job(id);
        if (job.checked()) work.apply(job, file(id, me), shown, me);
        return "redirect:/admin/import/" + id;
    }

    /** The rows that were left out, as they came, each with the reason; to be put right and brought again. */
    @GetMapping("/errors.csv")
    void errors(@PathVariable UUID id, @AuthenticationPrincipal SignedIn me, HttpServletResponse response)
            throws IOException {
        var job = job(id);
        var reasons = new HashMap<Long, String>();
        for (var row : jobs.rows(id, Kind.REFUSED, 0, SourceFile.MOST_ROWS))
            reasons.put(row.line(), String.join(" ", row.words()));
        for (var row : jobs.rows(id, Kind.UNDECIDED, 0, SourceFile.MOST_ROWS))
            reasons.put(row.line(), job.plan().subject().undecided(row.words()));
        var sheet =
                SourceFile.read(file(id, me).content()).sheets().get(job.plan().sheet());
        response.setContentType("text/csv; charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("left-out.csv", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.getOutputStream().write(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
        try (var csv = CsvWriter.builder().build(response.getOutputStream(), StandardCharsets.UTF_8)) {
            var headings = new ArrayList<>(Headings.at(sheet, job.plan().headings()).texts().stream()
                    .map(Csv::text)
                    .toList());
            headings.add("Line");
            headings.add("Reason");
            csv.writeRecord(headings);
            for (var line : sheet.lines()) {
                var reason = reasons.get(line.number());
                if (reason == null) continue;
                var cells = new ArrayList<String>();
                for (var column = 0; column < headings.size() - 2; column++) cells.add(Csv.text(line.cell(column)));
                cells.add(Long.toString(line.number()));
                cells.add(Csv.text(reason));
                csv.writeRecord(cells);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ImportJob job(UUID id) {
        return jobs.find(id).orElseThrow(ImportJobController::notFound);
    }

    private Upload file(UUID id, SignedIn me) {
        return uploads.of(id, me).orElseThrow(ImportJobController::notFound);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
