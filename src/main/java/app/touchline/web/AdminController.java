package app.touchline.web;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The table of contents of everything that is configured. */
@Controller
class AdminController {

    private final List<AdminEntry> entries;

    AdminController(ObjectProvider<AdminEntry> entries) {
        this.entries = entries.stream()
                .sorted(Comparator.comparing(AdminEntry::section).thenComparingInt(AdminEntry::order))
                .toList();
    }

    @GetMapping("/admin")
    String admin(Authentication who, Model model) {
        model.addAttribute(
                "sections",
                entries.stream()
                        .filter(entry -> entry.isFor(who))
                        .collect(Collectors.groupingBy(AdminEntry::section, TreeMap::new, Collectors.toList())));
        return "web/admin";
    }
}
