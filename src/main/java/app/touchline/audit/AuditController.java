package app.touchline.audit;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

import app.touchline.web.AdminEntry;
import app.touchline.web.AdminEntry.Section;

/** Who did what, newest first. */
@Controller
class AuditController {

    private final AuditReader audit;

    AuditController(AuditReader audit) {
        this.audit = audit;
    }

    @Bean
    static AdminEntry auditUnderAdmin() {
        return new AdminEntry(
                Section.RECORD,
                80,
                "Audit",
                "/admin/audit",
                "history",
                "Who changed what, and when. Entries are only ever added.",
                Set.of("ADMIN"));
    }

    /** @param about with {@code id}: of one record only, such as {@code tier} 3 */
    @GetMapping("/admin/audit")
    String audit(
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            @RequestParam(required = false) @Nullable String about,
            @RequestParam(required = false) @Nullable Long id,
            Model model) {
        var ofOne = about != null && id != null;
        model.addAttribute(
                "page", about != null && id != null ? audit.about(about, List.of(id), before) : audit.before(before));
        model.addAttribute("newest", before == Long.MAX_VALUE);
        model.addAttribute("about", ofOne ? about : null);
        model.addAttribute("id", ofOne ? id : null);
        return "audit/audit";
    }
}
