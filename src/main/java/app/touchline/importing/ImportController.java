package app.touchline.importing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

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
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.importing.Importing.NotAsShown;
import app.touchline.partner.Refused;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

@Controller
@RequestMapping("/admin/import")
class ImportController {

    /** The mark in front tells spreadsheets that it is UTF-8. */
    private static final String EXAMPLE = "\uFEFF" + """
            partner,external_id,tier,owner,status,partner_since,tier_since,domains,contact_name,contact_email,contact_role,key_contact,notes
            Northwind Data,CRM-1001,Tier 1,,Active,2024-03-01,2025-06-15,northwind.example eu-northwind.example,Priya Nair,priya@northwind.example,Partner manager,yes,Renewal in spring
            Northwind Data,,,,,,,,Tom Reid,tom@northwind.example,AE,,
            Kestrel Systems,CRM-1002,Tier 2,,Testing,2026-01-12,,kestrel.example,Ana Lima,ana@kestrel.example; a.lima@kestrel.example,Executive,,
            """;

    private final Importing importing;
    private final Uploads uploads;

    ImportController(Importing importing, Uploads uploads) {
        this.importing = importing;
        this.uploads = uploads;
    }

    @ModelAttribute("columns")
    Column[] columns() {
        return Column.values();
    }

    @GetMapping
    String form() {
        return "importing/import";
    }

    @GetMapping("/example.csv")
    ResponseEntity<byte[]> example() {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"touchline-import-example.csv\"")
                .body(EXAMPLE.getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping
    String dryRun(
            @RequestParam(required = false) MultipartFile file,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            HttpServletResponse response)
            throws IOException {
        try {
            if (file == null || file.isEmpty()) throw new Refused("file", "Choose a file that is not empty.");
            var table = ImportTable.read(file.getBytes());
            var result = importing.dryRun(table);
            var upload = uploads.keep(nameOf(file), file.getBytes(), me);
            return show(new DryRun(upload.id(), upload.name(), result, false), model);
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problem", refused.sentence());
            return form();
        }
    }

    @PostMapping("/{id}/application")
    String apply(
            @PathVariable UUID id,
            @RequestParam String shown,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var upload = uploads.of(id, me);
        if (upload.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute(
                    "problem",
                    "This file was applied already, or shown more than an hour ago; nothing was done now. Choose it again.");
            return form();
        }
        var table = ImportTable.read(upload.get().content());
        try {
            var result = importing.apply(table, upload.get().name(), shown, me);
            uploads.drop(id);
            Toast.say(
                    redirect,
                    "Imported: %,d of %,d rows changed something."
                            .formatted(result.changing(), result.rows().size()));
            return "redirect:/admin/import";
        } catch (NotAsShown different) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(new DryRun(id, upload.get().name(), different.result(), true), model);
        } catch (OptimisticLockingFailureException | DataIntegrityViolationException sameMoment) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(new DryRun(id, upload.get().name(), importing.dryRun(table), true), model);
        }
    }

    private static String show(DryRun dryRun, Model model) {
        model.addAttribute("dryRun", dryRun);
        return "importing/dry-run";
    }

    private static String nameOf(MultipartFile file) {
        var name = file.getOriginalFilename();
        return name == null || name.isBlank() ? "a file without a name" : name.replaceAll("\\p{Cntrl}", "");
    }
}
