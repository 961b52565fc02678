package app.touchline.importing;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.importing.ImportUndoing.Left;
import app.touchline.importing.ImportUndoing.Undone;
import app.touchline.partner.Refused;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** Brings a file, shows what became of earlier ones, and takes one back. */
@Controller
@RequestMapping("/admin/import")
class ImportController {

    /** In front it tells spreadsheets that it is UTF-8. */
    private static final String MARK = "\uFEFF";

    private static final String EXAMPLE = MARK + """
            partner,external_id,tier,owner,status,partner_since,tier_since,domains,contact_name,contact_email,contact_role,key_contact,notes
            Northwind Data,CRM-1001,Tier 1,,Active,2024-03-01,2025-06-15,northwind.example eu-northwind.example,Priya Nair,priya@northwind.example,Partner manager,yes,Renewal in spring
            Northwind Data,,,,,,,,Tom Reid,tom@northwind.example,AE,,
            Kestrel Systems,CRM-1002,Tier 2,,Testing,2026-01-12,,kestrel.example,Ana Lima,ana@kestrel.example; a.lima@kestrel.example,Executive,,
            """;

    private static final String EXAMPLE_OF_DEALS = MARK + """
            registration_id,external_id,customer,customer_domain,customer_contact,partner,partner_contact,part,shares,owner,standing,registered_on,decided_on,protected_until,stage,stage_since,value,currency,expected_close,closed_on,won_value,lost_reason,products,description
            ,CRM-7001,Brightwater Foods,brightwater.example,"Tess Alder, +44 20 7946 0000",Northwind Data,Priya Nair,,Northwind Data sourced 70%; Kestrel Systems influenced 30%,,Approved,2026-09-01,2026-09-03,2026-12-02,Negotiating,2026-10-20,12500.00,EUR,2026-12-15,,,,Platform,They replace what they have
            ,CRM-7002,Alder Mills,,Jo Marsh,Kestrel Systems,,Influenced,,,Approved,2026-02-10,2026-02-12,,Closed won,,8000.00,EUR,2026-05-01,2026-04-28,7600.00,,Platform,
            """;

    private final ImportPlans plans;
    private final ImportJobs jobs;
    private final ImportWork work;
    private final Clock clock;

    /** What came of an undoing, as it waits in the session for the next page. */
    private record Told(int records, List<String> archived, List<Left> left) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    ImportController(ImportPlans plans, ImportJobs jobs, ImportWork work, Clock clock) {
        this.plans = plans;
        this.jobs = jobs;
        this.work = work;
        this.clock = clock;
    }

    @GetMapping
    String form(
            @RequestParam(required = false) @Nullable String subject,
            @AuthenticationPrincipal SignedIn me,
            Model model) {
        model.addAttribute("subjects", Subject.values());
        model.addAttribute("subject", Subject.asked(subject));
        model.addAttribute("columns", Subject.asked(subject).fields());
        model.addAttribute("jobs", jobs.latest());
        model.addAttribute("me", me);
        model.addAttribute("now", clock.instant());
        return "importing/import";
    }

    @GetMapping("/example.csv")
    ResponseEntity<byte[]> example(@RequestParam(required = false) @Nullable String subject) {
        var asked = Subject.asked(subject);
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"touchline-import-%s.csv\""
                                .formatted(asked == Subject.DEALS ? "deals" : "example"))
                .body((asked == Subject.DEALS ? EXAMPLE_OF_DEALS : EXAMPLE).getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping
    String bring(
            @RequestParam(required = false) MultipartFile file,
            @RequestParam(required = false) @Nullable String subject,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            HttpServletResponse response)
            throws IOException {
        try {
            if (file == null || file.isEmpty()) throw new Refused("file", "Choose a file that is not empty.");
            return "redirect:/admin/import/%s/columns"
                    .formatted(plans.begin(Subject.asked(subject), nameOf(file), file.getBytes(), me));
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problem", refused.sentence());
            return form(subject, me, model);
        }
    }

    @PostMapping("/{id}/cancellation")
    String stop(@PathVariable UUID id) {
        jobs.stop(id);
        return "redirect:/admin/import/" + id;
    }

    @GetMapping("/{id}/undo")
    String beforeUndoing(@PathVariable UUID id, Model model) {
        var job = undoable(id);
        model.addAttribute("job", job);
        model.addAttribute("left", work.leftByUndoing(id));
        return "importing/undo";
    }

    @PostMapping("/{id}/undo")
    String undo(@PathVariable UUID id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        Undone undone;
        try {
            undone = work.undo(undoable(id), me);
        } catch (OptimisticLockingFailureException | DataIntegrityViolationException inTheWay) {
            Toast.say(
                    redirect,
                    "Nothing was undone: something that was entered or changed since stands in the way, such as a partner of the same name.");
            return "redirect:/admin/import/%s/undo".formatted(id);
        }
        if (undone != null) {
            redirect.addFlashAttribute("undone", new Told(undone.records().size(), undone.archived(), undone.left()));
            Toast.say(
                    redirect,
                    "Undone: %,d records are as they were."
                            .formatted(undone.records().size()));
        }
        return "redirect:/admin/import/" + id;
    }

    private ImportJob undoable(UUID id) {
        return jobs.find(id)
                .filter(job -> job.undoable(clock.instant()) || job.undone())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String nameOf(MultipartFile file) {
        var name = file.getOriginalFilename();
        return name == null || name.isBlank() ? "a file without a name" : name.replaceAll("\\p{Cntrl}", "");
    }
}
