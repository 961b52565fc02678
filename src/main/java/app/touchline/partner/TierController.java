package app.touchline.partner;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.settings.SettingsReader;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.web.AdminEntry;
import app.touchline.web.Toast;

@Controller
@RequestMapping("/admin/tiers")
class TierController {

    private final TierRecords records;
    private final Tiers tiers;
    private final Partners partners;
    private final SettingsReader settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TierController(
            TierRecords records,
            Tiers tiers,
            Partners partners,
            SettingsReader settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.records = records;
        this.tiers = tiers;
        this.partners = partners;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * One tier as its row of fields shows it, as typed.
     *
     * @param id null for the one to be added
     * @param windows past and present, in words, the newest first
     */
    record TierLine(
            @Nullable Long id,
            String name,
            String rank,
            String days,
            String lead,
            long partners,
            List<String> windows) {}

    @GetMapping
    String list(Model model) {
        return list(null, "", new Problems(), model);
    }

    @PostMapping
    String add(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String rank,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(defaultValue = "") String lead,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        try {
            records.add(name, number("rank", rank), window(days, lead), me);
            Toast.say(redirect, name.strip() + " is added.");
            return "redirect:/admin/tiers";
        } catch (Refused refused) {
            return invalid(new TierLine(null, name, rank, days, lead, 0, List.of()), "new", refused, model, response);
        }
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String rank,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(defaultValue = "") String lead,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        try {
            records.change(id, name, number("rank", rank), window(days, lead), me);
            Toast.say(redirect, "Saved. A new window holds from today on; every number follows at once.");
            return "redirect:/admin/tiers";
        } catch (Refused refused) {
            return invalid(new TierLine(id, name, rank, days, lead, 0, List.of()), "" + id, refused, model, response);
        }
    }

    @PostMapping("/{id}/archiving")
    String archive(
            @PathVariable long id,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        try {
            records.archive(id, me);
            Toast.say(redirect, "The tier is archived.");
            return "redirect:/admin/tiers";
        } catch (Refused refused) {
            return invalid(null, "" + id, refused, model, response);
        }
    }

    private String invalid(
            @Nullable TierLine typed, String where, Refused refused, Model model, HttpServletResponse response) {
        var problems = new Problems();
        problems.add(refused);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return list(typed, where, problems, model);
    }

    private String list(@Nullable TierLine typed, String where, Problems problems, Model model) {
        model.addAttribute(
                "lines",
                transaction.execute(_ ->
                        tiers.inUse().stream().map(tier -> line(tier, typed)).toList()));
        model.addAttribute(
                "blank",
                typed != null && typed.id() == null ? typed : new TierLine(null, "", "", "", "", 0, List.of()));
        model.addAttribute("where", where);
        model.addAttribute("problems", problems);
        return "partner/tiers";
    }

    private TierLine line(Tier tier, @Nullable TierLine typed) {
        var now = tier.windowOn(settings.current().today(clock));
        var windows = tier.windows().entries().reversed().stream()
                .map(entry -> "%d days (due soon %d before) since %s"
                        .formatted(
                                entry.value().days(),
                                entry.value().lead(),
                                entry.day() == null ? "the beginning" : entry.day()))
                .toList();
        var inIt = partners.countInTier(tier.id());
        if (typed != null && typed.id() != null && typed.id() == tier.id())
            return new TierLine(tier.id(), typed.name(), typed.rank(), typed.days(), typed.lead(), inIt, windows);
        return new TierLine(tier.id(), tier.name(), "" + tier.rank(), "" + now.days(), "" + now.lead(), inIt, windows);
    }

    private static CadenceWindow window(String days, String lead) {
        return new CadenceWindow(number("days", days), number("lead", lead));
    }

    private static int number(String field, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new Refused(
                    field,
                    text.isBlank()
                            ? "A number is missing here."
                            : "“%s” is not a whole number.".formatted(text.strip()));
        }
    }

    @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
    static class Entry {

        @Bean
        AdminEntry tiersEntry() {
            return new AdminEntry(
                    20,
                    "Tiers",
                    "/admin/tiers",
                    "layers-intersect",
                    "The classes of partners and how often each is owed a touch.",
                    Set.of(Role.ADMIN.name()));
        }
    }
}
