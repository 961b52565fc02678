package app.touchline.today;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.action.StepProposals;
import app.touchline.hours.WorkingTimeReader;
import app.touchline.team.Member;
import app.touchline.team.SignedIn;
import app.touchline.web.Back;
import app.touchline.web.Toast;

/** Many rows of the daily list at once. */
@Controller
class BulkController {

    private static final String TEMPLATE = "today/bulk";

    private final BulkActs acts;
    private final StepProposals proposals;
    private final WorkingTimeReader hours;
    private final JdbcClient jdbc;
    private final Clock clock;

    BulkController(BulkActs acts, StepProposals proposals, WorkingTimeReader hours, JdbcClient jdbc, Clock clock) {
        this.acts = acts;
        this.proposals = proposals;
        this.hours = hours;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What every request here carries. */
    record Asked(
            @Nullable String act,
            @Nullable List<String> pick,
            @Nullable String back) {

        BulkAct wanted() {
            return BulkAct.of(act).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        }
    }

    @GetMapping("/today/bulk")
    String form(
            @AuthenticationPrincipal SignedIn me,
            @ModelAttribute(name = "asked") Asked asked,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inPlace,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        if (PickedRow.of(asked.pick()).isEmpty()) return nothingPicked(asked, redirect);
        var nextDay = hours.current().nextWorkingDay(me.today(clock));
        var form = BulkForm.opened(nextDay, me.id(), UUID.randomUUID().toString());
        return show(me, asked, form, Map.of(), inPlace, response, model);
    }

    @PostMapping("/today/bulk")
    String go(
            @AuthenticationPrincipal SignedIn me,
            @ModelAttribute(name = "asked") Asked asked,
            @ModelAttribute(name = "form") BulkForm form,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inPlace,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var rows = PickedRow.of(asked.pick());
        if (rows.isEmpty()) return nothingPicked(asked, redirect);
        var act = asked.wanted();
        var people = proposals.people().stream().map(Member::id).collect(Collectors.toSet());
        var actions =
                rows.stream().filter(PickedRow::isAction).map(PickedRow::id).toList();
        var problems = form.problems(act, me.today(clock), people, proposals.anyRecovery(actions));
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            if (inPlace) {
                response.addHeader("HX-Retarget", "#step-form");
                response.addHeader("HX-Reswap", "outerHTML");
                response.addHeader("HX-Reselect", "#step-form");
            }
            return show(me, asked, form, problems, inPlace, response, model);
        }
        var back = Back.to(asked.back());
        var result = acts.go(me, act, rows, form, key(form));
        if (result.isEmpty()) Toast.say(redirect, "That was done already. Nothing was changed.");
        else {
            var left = result.get().left();
            var said = act.past(result.get().done()) + (left == 0 ? "." : ", " + left + " left as before.");
            Toast.withUndo(
                    redirect, said, back.undo("/today/bulk/" + result.get().id() + "/undo"));
        }
        return back.redirect();
    }

    @PostMapping("/today/bulk/{id}/undo")
    String undo(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String back,
            RedirectAttributes redirect) {
        var undone = acts.takeBack(me, id);
        Toast.say(
                redirect,
                undone.isEmpty()
                        ? "Nothing was changed: it was taken back already."
                        : "Taken back: " + undone.getAsInt() + ". What was changed since stays.");
        return Back.to(back).redirect();
    }

    private static UUID key(BulkForm form) {
        try {
            return form.formKey() == null ? UUID.randomUUID() : UUID.fromString(form.formKey());
        } catch (IllegalArgumentException noKey) {
            return UUID.randomUUID();
        }
    }

    private static String nothingPicked(Asked asked, RedirectAttributes redirect) {
        Toast.say(redirect, "Nothing is selected: select rows first.");
        return Back.to(asked.back()).redirect();
    }

    private String show(
            SignedIn me,
            Asked asked,
            BulkForm form,
            Map<String, String> problems,
            boolean inPlace,
            HttpServletResponse response,
            Model model) {
        var rows = PickedRow.of(asked.pick());
        var partners = jdbc.sql("select name from partner where id = any(:ids) order by lower(name)")
                .param("ids", rows.stream().map(PickedRow::partnerId).toArray(Long[]::new))
                .query((row, index) -> row.getString("name"))
                .list();
        response.addHeader("Vary", "HX-Request");
        model.addAttribute(
                "bulk",
                new BulkPage(
                        asked.wanted(),
                        rows,
                        partners,
                        form,
                        problems,
                        proposals.people(),
                        me.today(clock),
                        Back.to(asked.back()),
                        inPlace));
        return inPlace ? TEMPLATE + " :: form" : TEMPLATE;
    }
}
