package app.touchline.money;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.settings.SettingsReader;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.web.AdminEntry;
import app.touchline.web.AdminEntry.Section;
import app.touchline.web.Toast;

/** An admin's page for the programme's currency and the rates into it. */
@Controller
@RequestMapping(MoneyController.PATH)
class MoneyController {

    static final String PATH = "/admin/money";

    private final MoneyReader reader;
    private final MoneyRecords records;
    private final SettingsReader settings;
    private final Clock clock;

    MoneyController(MoneyReader reader, MoneyRecords records, SettingsReader settings, Clock clock) {
        this.reader = reader;
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    @Bean
    static AdminEntry moneyUnderAdmin() {
        return new AdminEntry(
                Section.DEALS,
                26,
                "Currencies",
                PATH,
                "arrows-sort",
                "In which currency the programme adds up, and what others are worth.",
                Set.of(Role.ADMIN.name()));
    }

    @GetMapping
    String page(Model model) {
        return show(Map.of(), Map.of(), model);
    }

    @PostMapping("/currency")
    String addUpIn(
            @RequestParam(defaultValue = "") String programme,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var currency = Amount.currency(programme);
        if (currency.isEmpty())
            return again(Map.of("programme", notACurrency(programme)), Map.of("programme", programme), response, model);
        records.addUpIn(currency.get(), me.who());
        Toast.say(redirect, "Sums are in %s now.".formatted(currency.get().getCurrencyCode()));
        return "redirect:" + PATH;
    }

    @PostMapping("/rates")
    String rate(
            @RequestParam Map<String, String> typed,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var problems = new LinkedHashMap<String, String>();
        var currency = Amount.currency(typed.getOrDefault("currency", ""));
        if (currency.isEmpty()) problems.put("currency", notACurrency(typed.getOrDefault("currency", "")));
        else if (currency.get().equals(reader.programme()))
            problems.put("currency", "That is the programme's own currency; it needs no rate.");
        var rate = rate(typed.getOrDefault("rate", ""));
        if (rate.signum() <= 0) problems.put("rate", "Write how much one unit is worth, such as 0.92.");
        var since = typed.getOrDefault("since", "");
        if (!since.matches("\\d{4}-\\d{2}-\\d{2}") || !isADay(since))
            problems.put("since", "Say from which day on, such as 2026-01-01.");
        if (!problems.isEmpty()) return again(problems, typed, response, model);
        records.rate(currency.orElseThrow(), LocalDate.parse(since), rate, me.who());
        Toast.say(redirect, "Saved.");
        return "redirect:" + PATH;
    }

    private static boolean isADay(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException notADay) {
            return false;
        }
    }

    private static BigDecimal rate(String typed) {
        var text = typed.strip().replace(',', '.');
        return text.matches("\\d{1,9}(\\.\\d{1,12})?") ? new BigDecimal(text) : BigDecimal.ZERO;
    }

    @PostMapping("/rates/removal")
    String remove(
            @RequestParam String currency,
            @RequestParam LocalDate since,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        Amount.currency(currency).ifPresent(known -> records.removeRate(known, since, me.who()));
        Toast.say(redirect, "Removed.");
        return "redirect:" + PATH;
    }

    private static String notACurrency(String typed) {
        return "“%s” is no currency; write its three letters, such as EUR.".formatted(typed.strip());
    }

    private String again(
            Map<String, String> problems, Map<String, String> typed, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(problems, typed, model);
    }

    private String show(Map<String, String> problems, Map<String, String> typed, Model model) {
        model.addAttribute("programme", reader.programme().getCurrencyCode());
        model.addAttribute("lines", reader.lines());
        model.addAttribute(
                "currencies",
                Amount.currencies().stream().map(Currency::getCurrencyCode).toList());
        model.addAttribute("problems", problems);
        model.addAttribute("typed", typed);
        model.addAttribute("today", settings.current().today(clock).toString());
        return "money/money";
    }
}
