package app.touchline.deal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.partner.Partners;
import app.touchline.partner.Problems;
import app.touchline.partner.Refused;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** What is done to a deal from its page: each verb a form of its own. */
@Controller
@RequestMapping("/deals/{code}")
class DealVerbsController {

    private final DealRecords records;
    private final DealDecisions decisions;
    private final DealPages pages;
    private final Deals deals;
    private final Partners partners;

    DealVerbsController(DealRecords records, DealDecisions decisions, DealPages pages, Deals deals, Partners partners) {
        this.records = records;
        this.decisions = decisions;
        this.pages = pages;
        this.deals = deals;
        this.partners = partners;
    }

    /**
     * A form that was sent: by whom, about which deal, and where its answer goes.
     *
     * @param typed what was typed, by field
     */
    record Sent(Deal deal, Map<String, String> typed, SignedIn me, Model model, HttpServletResponse response) {

        String text(String field) {
            return typed.getOrDefault(field, "");
        }

        /** Without the model, which holds this. */
        @Override
        public String toString() {
            return "Sent";
        }
    }

    @ModelAttribute
    Sent sent(
            @PathVariable String code,
            @RequestParam Map<String, String> typed,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            HttpServletResponse response) {
        var deal = RegistrationId.read(code)
                .flatMap(id -> deals.findByCode(id.code()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return new Sent(deal, typed, me, model, response);
    }

    @PostMapping("/approval")
    String approve(@ModelAttribute(binding = false) Sent sent, RedirectAttributes redirect) {
        return done(sent, "decision", "Approved: its protection begins today.", redirect, (id, deed) -> {
            decisions.approve(id, sent.text("note"), sent.me(), deed);
        });
    }

    @PostMapping("/refusal")
    String decline(@ModelAttribute(binding = false) Sent sent, RedirectAttributes redirect) {
        return done(sent, "decision", "Declined.", redirect, (id, deed) -> {
            decisions.decline(id, sent.text("reason"), sent.me(), deed);
        });
    }

    @PostMapping("/withdrawal")
    String withdraw(@ModelAttribute(binding = false) Sent sent, RedirectAttributes redirect) {
        return done(sent, "withdrawal", "Withdrawn.", redirect, (id, deed) -> {
            records.withdraw(id, sent.text("reason"), sent.me(), deed);
        });
    }

    @PostMapping("/extension")
    String extend(@ModelAttribute(binding = false) Sent sent, RedirectAttributes redirect) {
        return done(sent, "extension", "The protection is extended.", redirect, (id, deed) -> {
            records.extend(id, sent.text("evidence"), sent.me(), deed);
        });
    }

    @PostMapping("/stage")
    String move(@ModelAttribute(binding = false) Sent sent, @RequestParam Stage to, RedirectAttributes redirect) {
        return done(sent, "stage", to.words() + ".", redirect, (id, deed) -> records.moveTo(id, to, sent.me(), deed));
    }

    @PostMapping("/win")
    String win(@ModelAttribute(binding = false) Sent sent, RedirectAttributes redirect) {
        return done(sent, "win", "Closed won.", redirect, (id, deed) -> {
            records.win(
                    id,
                    TypedClosing.value(sent.text("value"), sent.deal()),
                    TypedClosing.day(sent.text("on")),
                    sent.me(),
                    deed);
        });
    }

    @PostMapping("/loss")
    String lose(
            @ModelAttribute(binding = false) Sent sent,
            @RequestParam(defaultValue = "0") long reason,
            RedirectAttributes redirect) {
        return done(sent, "loss", "Closed lost.", redirect, (id, deed) -> {
            records.lose(id, reason, sent.text("note"), TypedClosing.day(sent.text("on")), sent.me(), deed);
        });
    }

    @PostMapping("/reopening")
    String reopen(@ModelAttribute(binding = false) Sent sent, RedirectAttributes redirect) {
        return done(sent, "reopening", "Reopened.", redirect, (id, deed) -> {
            records.reopen(id, sent.text("why"), sent.me(), deed);
        });
    }

    /** A line each: {@code partner}, {@code part} and {@code percent} with its number; empty ones are left out. */
    @PostMapping("/parts")
    String share(@ModelAttribute(binding = false) Sent sent, RedirectAttributes redirect) {
        return done(sent, "parts", "Saved.", redirect, (id, deed) -> {
            records.share(id, shares(sent.typed()), sent.me(), deed);
        });
    }

    private List<Share> shares(Map<String, String> parameters) {
        var shares = new ArrayList<Share>();
        for (var line = 0; parameters.containsKey("partner" + line); line++) {
            var name = parameters.getOrDefault("partner" + line, "").strip();
            if (name.isEmpty()) continue;
            var partner = partners.named(name)
                    .orElseThrow(() -> new Refused("shares", "There is no partner named “%s”.".formatted(name)));
            var percent = parameters.getOrDefault("percent" + line, "").strip();
            shares.add(new Share(
                    partner.id(),
                    "SOURCED".equals(parameters.get("part" + line)) ? Part.SOURCED : Part.INFLUENCED,
                    percent.isEmpty() ? null : percent(percent)));
        }
        return shares;
    }

    private static BigDecimal percent(String typed) {
        try {
            return new BigDecimal(typed.replace("%", "").replace(',', '.').strip());
        } catch (NumberFormatException notANumber) {
            throw new Refused("shares", "“%s” is no percentage.".formatted(typed));
        }
    }

    private String done(Sent sent, String form, String said, RedirectAttributes redirect, BiConsumer<Long, Deed> verb) {
        Refused problem;
        try {
            verb.accept(sent.deal().id(), records.now(sent.me()));
            Toast.say(redirect, sent.deal().words() + ": " + said);
            return "redirect:/deals/" + sent.deal().code().words();
        } catch (Refused refused) {
            problem = refused;
        } catch (OptimisticLockingFailureException | DataIntegrityViolationException sameMoment) {
            problem = new Refused(form, "Somebody changed this deal at the same moment; look again.");
        }
        sent.response().setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        sent.model()
                .addAttribute(
                        "page", pages.of(sent.deal().code().code(), sent.me()).orElseThrow());
        sent.model().addAttribute("problems", Problems.of(problem));
        sent.model().addAttribute("opened", form);
        sent.model().addAttribute("typed", sent.typed());
        return "deal/deal";
    }
}
