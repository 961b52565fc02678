package app.touchline.pipeline;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.deal.Deal;
import app.touchline.deal.DealRecords;
import app.touchline.deal.Deals;
import app.touchline.deal.LostReasons;
import app.touchline.deal.RegistrationId;
import app.touchline.deal.Stage;
import app.touchline.deal.TypedClosing;
import app.touchline.partner.Problems;
import app.touchline.partner.Refused;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** Moves a deal to another stage, with what that stage asks for, and makes an action of one that is stalled. */
@Controller
@RequestMapping("/pipeline/deals/{code}")
class MoveController {

    private final Deals deals;
    private final DealRecords records;
    private final LostReasons reasons;
    private final StalledDeals stalled;
    private final SettingsReader settings;
    private final Clock clock;

    MoveController(
            Deals deals,
            DealRecords records,
            LostReasons reasons,
            StalledDeals stalled,
            SettingsReader settings,
            Clock clock) {
        this.deals = deals;
        this.records = records;
        this.reasons = reasons;
        this.stalled = stalled;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What a person typed, or what is proposed.
     *
     * @param to the stage asked for; null: the person chooses on the page
     */
    record MoveForm(@Nullable Stage to, String value, String on, long reason, String note, String back) {}

    @GetMapping("/move")
    String form(
            @PathVariable String code,
            @RequestParam Map<String, String> asked,
            @AuthenticationPrincipal SignedIn me,
            Model model) {
        var deal = deal(code);
        var form = new MoveForm(
                stage(asked.get("to")),
                deal.value().amount().toPlainString(),
                today().toString(),
                0,
                "",
                back(asked.get("back")));
        return show(deal, form, new Problems(), me, model);
    }

    @PostMapping("/move")
    String move(
            @PathVariable String code,
            @RequestParam Map<String, String> sent,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var deal = deal(code);
        var reason = sent.getOrDefault("reason", "");
        var form = new MoveForm(
                stage(sent.get("to")),
                sent.getOrDefault("value", ""),
                sent.getOrDefault("on", ""),
                reason.matches("\\d{1,18}") ? Long.parseLong(reason) : 0,
                sent.getOrDefault("note", ""),
                back(sent.get("back")));
        Refused problem;
        try {
            var from = deal.stage();
            var to = form.to();
            if (to == null) throw new Refused("to", "Choose to which stage it goes.");
            go(deal, to, form, me);
            say(deal, from, to, form.back(), redirect);
            return "redirect:" + form.back();
        } catch (Refused refused) {
            problem = refused;
        } catch (OptimisticLockingFailureException | DataIntegrityViolationException sameMoment) {
            problem = new Refused("to", "Somebody changed this deal at the same moment; look again.");
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(deal(code), form, Problems.of(problem), me, model);
    }

    private void go(Deal deal, Stage to, MoveForm form, SignedIn me) {
        var deed = records.now(me);
        switch (to) {
            case CLOSED_WON ->
                records.win(deal.id(), TypedClosing.value(form.value(), deal), TypedClosing.day(form.on()), me, deed);
            case CLOSED_LOST -> {
                if (form.reason() == 0) throw new Refused("reason", "Choose why it was lost.");
                records.lose(deal.id(), form.reason(), form.note(), TypedClosing.day(form.on()), me, deed);
            }
            case REGISTERED, QUALIFIED, PROPOSAL_SENT, NEGOTIATING -> records.moveTo(deal.id(), to, me, deed);
        }
    }

    private static void say(Deal deal, Stage from, Stage to, String back, RedirectAttributes redirect) {
        var said = "%s: %s.".formatted(deal.words(), to.words().toLowerCase(Locale.ROOT));
        if (!to.closed() && to.leadsTo(from))
            Toast.withUndo(
                    redirect,
                    said,
                    "/pipeline/deals/%s/move?to=%s&back=%s"
                            .formatted(
                                    deal.code().words(),
                                    from,
                                    java.net.URLEncoder.encode(back, java.nio.charset.StandardCharsets.UTF_8)));
        else Toast.say(redirect, said);
    }

    /** From a list of stalled deals, with one click. */
    @PostMapping("/action")
    String act(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String back,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        var deal = deal(code);
        try {
            Toast.say(redirect, deal.words() + ": " + stalled.act(deal.id(), me));
        } catch (Refused refused) {
            Toast.say(redirect, deal.words() + ": " + refused.sentence());
        }
        return "redirect:" + back(back);
    }

    private String show(Deal deal, MoveForm form, Problems problems, SignedIn me, Model model) {
        model.addAttribute("deal", deal);
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        model.addAttribute("reasons", reasons.offered());
        model.addAttribute("mayMove", records.mayWork(deal, me));
        model.addAttribute("winnable", deal.stage().leadsTo(Stage.CLOSED_WON));
        return "pipeline/move";
    }

    private Deal deal(String code) {
        return RegistrationId.read(code)
                .flatMap(id -> deals.findByCode(id.code()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static @Nullable Stage stage(@Nullable String name) {
        return Arrays.stream(Stage.values())
                .filter(stage -> stage.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    /** Where the person came from, inside these pages only. */
    static String back(@Nullable String asked) {
        return asked != null && asked.matches("/(pipeline|partners/\\d{1,18}|deals)([/?#][^\\s\\\\]*)?")
                ? asked
                : "/pipeline";
    }

    private LocalDate today() {
        return settings.current().today(clock);
    }
}
