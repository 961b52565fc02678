package app.touchline.importing;

import java.util.Map;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
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

import app.touchline.importing.Uploads.Upload;
import app.touchline.team.SignedIn;

/** What the columns of a file hold, and what the values in them mean. */
@Controller
@RequestMapping("/admin/import/{id}")
class ImportPlanController {

    private final ImportPlans plans;
    private final ImportJobs jobs;
    private final ImportWork work;
    private final Uploads uploads;

    ImportPlanController(ImportPlans plans, ImportJobs jobs, ImportWork work, Uploads uploads) {
        this.plans = plans;
        this.jobs = jobs;
        this.work = work;
        this.uploads = uploads;
    }

    @GetMapping("/columns")
    String columns(@PathVariable UUID id, @AuthenticationPrincipal SignedIn me, Model model) {
        var job = job(id);
        if (job.works() || job.ended()) return "redirect:/admin/import/" + id;
        return columns(job, file(id, me), Map.of(), model);
    }

    private String columns(ImportJob job, Upload file, Map<Integer, String> problems, Model model) {
        model.addAttribute("page", plans.columns(job, file, problems));
        return "importing/columns";
    }

    @PostMapping("/columns")
    String choose(
            @PathVariable UUID id,
            @RequestParam Map<String, String> sent,
            @RequestParam(required = false) @Nullable Integer sheet,
            @RequestParam(required = false) @Nullable Integer headings,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            HttpServletResponse response) {
        var job = job(id);
        var file = file(id, me);
        if (sheet != null) {
            if (headings == null || sheet != job.plan().sheet()) plans.lookAt(job, file, sheet);
            else plans.lookAt(job, file, sheet, headings);
            return "redirect:/admin/import/%s/columns".formatted(id);
        }
        var problems = plans.choose(job, file, sent);
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return columns(job(id), file, problems, model);
        }
        if (!plans.values(job(id), file).empty()) return "redirect:/admin/import/%s/values".formatted(id);
        return check(id, file, me);
    }

    @GetMapping("/values")
    String values(@PathVariable UUID id, @AuthenticationPrincipal SignedIn me, Model model) {
        var job = job(id);
        if (job.works() || job.ended()) return "redirect:/admin/import/" + id;
        model.addAttribute("page", plans.values(job, file(id, me)));
        return "importing/values";
    }

    @PostMapping("/values")
    String mean(@PathVariable UUID id, @RequestParam Map<String, String> sent, @AuthenticationPrincipal SignedIn me) {
        var file = file(id, me);
        plans.mean(job(id), file, sent);
        return check(id, file, me);
    }

    private String check(UUID id, Upload file, SignedIn me) {
        work.check(job(id), file, me);
        return "redirect:/admin/import/" + id;
    }

    private ImportJob job(UUID id) {
        return jobs.find(id).orElseThrow(ImportPlanController::notFound);
    }

    private Upload file(UUID id, SignedIn me) {
        return uploads.of(id, me).orElseThrow(ImportPlanController::notFound);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
