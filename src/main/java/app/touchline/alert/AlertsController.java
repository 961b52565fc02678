package app.touchline.alert;

import java.util.Set;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

import app.touchline.post.Post;
import app.touchline.team.Role;
import app.touchline.web.AdminEntry;
import app.touchline.web.AdminEntry.Section;
import app.touchline.web.NavEntry;
import app.touchline.web.NavEntry.Count;

/** The page of what an admin must see to, and its place in the bar. */
@Controller
class AlertsController {

    private static final String PATH = "/admin/alerts";
    private static final Set<String> ADMINS = Set.of(Role.ADMIN.name());

    private final AlertsReader reader;
    private final Post post;

    AlertsController(AlertsReader reader, Post post) {
        this.reader = reader;
        this.post = post;
    }

    @Bean
    static NavEntry alertsInTheBar(ObjectProvider<AlertsReader> reader) {
        return new NavEntry(85, "alerts", "Alerts", PATH, "bell", ADMINS, who -> {
            var open = reader.getObject().open();
            return open == 0 ? null : new Count(String.valueOf(open), true);
        });
    }

    @Bean
    static AdminEntry alertsUnderAdmin() {
        return new AdminEntry(
                Section.ATTENTION,
                5,
                "Alerts",
                PATH,
                "bell",
                "What needs an admin now, such as a mailbox that lets nobody in.",
                ADMINS);
    }

    @GetMapping(PATH)
    String alerts(Model model) {
        model.addAttribute("alerts", reader.alerts());
        model.addAttribute("mailed", post.isOpen());
        return "alert/alerts";
    }
}
