package app.touchline.team;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

import app.touchline.team.People.Outcome;
import app.touchline.web.Toast;

/**
 * An admin's work on people. A link to hand over is shown in the answer to the form itself, not after a redirect: it
 * would have to be kept in between.
 */
@Controller
class PeopleController {

    private static final String LAST_ADMIN = "This is the last active admin. Make somebody else an admin first.";

    private final People people;
    private final PeopleReader reader;
    private final Members members;
    private final LinkByMail mail;

    PeopleController(People people, PeopleReader reader, Members members, LinkByMail mail) {
        this.people = people;
        this.reader = reader;
        this.members = members;
        this.mail = mail;
    }

    @GetMapping("/admin/people")
    String everybody(Model model) {
        model.addAttribute("people", reader.everybody());
        return "team/people";
    }

    @GetMapping("/admin/people/new")
    String blank(@AuthenticationPrincipal SignedIn me, Model model) {
        return form(null, new PersonForm("", "", me.zone().getId(), Set.of(Role.PARTNER_MANAGER)), Map.of(), model);
    }

    @PostMapping("/admin/people")
    String add(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String zone,
            @RequestParam(defaultValue = "") Set<Role> roles,
            @RequestParam(defaultValue = "false") boolean byMail,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var form = new PersonForm(email, name, zone, new LinkedHashSet<>(roles));
        var problems = form.problems();
        var there = members.findByEmail(form.emailAsKept());
        if (there.isPresent()) problems.put("email", alreadyThere(there.get()));
        if (!problems.isEmpty()) return refuse(null, form, problems, response, model);
        var member = people.add(email, name, Zones.parse(zone).orElseThrow(), roles, me.who());
        return byMail && mail.isOpen()
                ? mailed(member, me, redirect, "redirect:/admin/people")
                : link(member, people.newLink(member.id(), me.who()), response, model);
    }

    @GetMapping("/admin/people/{id}")
    String person(@PathVariable long id, Model model) {
        var member = member(id);
        return form(member, PersonForm.of(member), Map.of(), model);
    }

    @PostMapping("/admin/people/{id}")
    String change(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String zone,
            @RequestParam(defaultValue = "") Set<Role> roles,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var member = member(id);
        var form = new PersonForm(email, name, zone, new LinkedHashSet<>(roles));
        var problems = form.problems();
        if (!problems.isEmpty()) return refuse(member, form, problems, response, model);
        switch (people.change(id, email, name, Zones.parse(zone).orElseThrow(), roles, me.who())) {
            case EMAIL_TAKEN -> problems.put("email", "Somebody else has this email: " + form.emailAsKept() + ".");
            case WOULD_LEAVE_NO_ADMIN -> problems.put("roles", LAST_ADMIN);
            case STILL_LOOKS_AFTER -> throw new IllegalStateException("a change takes nothing out of anybody's hands");
            case DONE -> Toast.say(redirect, "Saved. It holds from the next page " + name.strip() + " opens.");
        }
        return problems.isEmpty() ? "redirect:/admin/people" : refuse(member, form, problems, response, model);
    }

    @PostMapping("/admin/people/{id}/link")
    String newLink(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean byMail,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var member = member(id);
        if (member.active() && byMail && mail.isOpen())
            return mailed(member, me, redirect, "redirect:/admin/people/" + id);
        if (member.active()) return link(member, people.newLink(id, me.who()), response, model);
        Toast.say(redirect, member.name() + " is deactivated: activate first, then make a link.");
        return "redirect:/admin/people/" + id;
    }

    @PostMapping("/admin/people/{id}/deactivation")
    String deactivate(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var member = member(id);
        var outcome = people.deactivate(id, me.who());
        if (outcome == Outcome.WOULD_LEAVE_NO_ADMIN)
            return refuse(member, PersonForm.of(member), Map.of("person", LAST_ADMIN), response, model);
        if (outcome == Outcome.STILL_LOOKS_AFTER)
            return refuse(
                    member,
                    PersonForm.of(member),
                    Map.of(
                            "handover",
                            "%s still looks after %s. Hand that over first."
                                    .formatted(member.name(), String.join(", ", people.leftBehindBy(id)))),
                    response,
                    model);
        Toast.withUndo(
                redirect,
                member.name() + " is deactivated and signed out.",
                "/admin/people/%d/activation".formatted(id));
        return "redirect:/admin/people";
    }

    @PostMapping("/admin/people/{id}/activation")
    String activate(@AuthenticationPrincipal SignedIn me, @PathVariable long id, RedirectAttributes redirect) {
        people.activate(id, me.who());
        Toast.say(redirect, member(id).name() + " can sign in again.");
        return "redirect:/admin/people";
    }

    private Member member(long id) {
        return members.findById(id).orElseThrow(() -> new NoSuchPerson(id));
    }

    private static String alreadyThere(Member member) {
        return member.active()
                ? member.name() + " already has this email. For a new password, make a link on their page."
                : member.name() + " has this email and is deactivated. Activate them again on their page.";
    }

    private String mailed(Member member, SignedIn me, RedirectAttributes redirect, String next) {
        mail.send(member, PeopleController::here, me.who());
        Toast.say(
                redirect,
                "%s gets a mail with a link that opens once and for %d hours. What becomes of it is on the page of outgoing mail."
                        .formatted(member.name(), OneTimeLinks.FOR_A_PASSWORD.toHours()));
        return next;
    }

    private static String here(String path) {
        return ServletUriComponentsBuilder.fromCurrentContextPath()
                .path(path)
                .build()
                .toString();
    }

    private static String link(Member member, String token, HttpServletResponse response, Model model) {
        response.setHeader("Referrer-Policy", "no-referrer");
        model.addAttribute("person", member);
        model.addAttribute("link", here("/password/" + token));
        model.addAttribute("hours", OneTimeLinks.FOR_A_PASSWORD.toHours());
        return "team/link";
    }

    private String refuse(
            @Nullable Member member,
            PersonForm form,
            Map<String, String> problems,
            HttpServletResponse response,
            Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(member, form, problems, model);
    }

    private String form(@Nullable Member member, PersonForm form, Map<String, String> problems, Model model) {
        model.addAttribute("person", member);
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        model.addAttribute("zones", Zones.offered());
        model.addAttribute("allRoles", RoleChoice.ALL);
        model.addAttribute("mailGoesOut", mail.isOpen());
        model.addAttribute("looksAfter", member == null ? List.of() : people.leftBehindBy(member.id()));
        return "team/person";
    }
}
