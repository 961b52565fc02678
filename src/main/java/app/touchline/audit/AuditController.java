package app.touchline.audit;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

import app.touchline.web.AdminEntry;

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
                80,
                "Audit",
                "/admin/audit",
                "history",
                "Who changed what, and when. Entries are only ever added.",
                Set.of("ADMIN"));
    }

    @GetMapping("/admin/audit")
    String audit(@RequestParam(defaultValue = "" + Long.MAX_VALUE) long before, Model model) {
        model.addAttribute("page", audit.before(before));
        model.addAttribute("newest", before == Long.MAX_VALUE);
        return "audit/audit";
    }
}
