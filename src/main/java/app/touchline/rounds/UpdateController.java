package app.touchline.rounds;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.action.ActionType;
import app.touchline.ninetyday.Verdict;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** The weekly update: leads, intros, verdicts and next actions of a book in one grid. */
@Controller
class UpdateController {

    private static final List<String> FIELDS = List.of("leads", "account", "verdict", "due", "type", "note");

    private final UpdateReader reader;
    private final WeeklyUpdate update;
    private final SettingsReader settings;
    private final Clock clock;

    UpdateController(UpdateReader reader, WeeklyUpdate update, SettingsReader settings, Clock clock) {
        this.reader = reader;
        this.update = update;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param next after which partner the next page begins; null on the last */
    record UpdatePage(
            List<UpdateRow> rows,
            List<UpdateReader.Owner> owners,
            long owner,
            @Nullable Long after,
            @Nullable Long next,
            UUID formKey,
            boolean maySave) {

        public ActionType[] types() {
            return ActionType.values();
        }

        public Verdict[] verdicts() {
            return Verdict.values();
        }

        public long wrong() {
            return rows.stream().filter(row -> row.problem() != null).count();
        }
    }

    @GetMapping("/update")
    String grid(
            @RequestParam(required = false) @Nullable Long owner,
            @RequestParam(required = false) @Nullable Long after,
            @AuthenticationPrincipal SignedIn me,
            Model model) {
        return show(owner == null ? ownBook(me) : owner, after, UUID.randomUUID(), Map.of(), Map.of(), me, model);
    }

    /** Their own; the first there is of who has none. */
    private long ownBook(SignedIn me) {
        var owners = reader.owners().stream().map(UpdateReader.Owner::id).toList();
        return owners.isEmpty() || owners.contains(me.id()) ? me.id() : owners.getFirst();
    }

    @PostMapping("/update")
    String save(
            @RequestParam long owner,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam UUID formKey,
            @RequestParam Map<String, String> sent,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var rows = reader.rows(owner, after, settings.current().today(clock));
        var typed = new HashMap<Long, Map<String, String>>();
        for (var row : rows) {
            var fields = new HashMap<String, String>();
            for (var field : FIELDS) {
                var value = sent.get(field + "-" + row.partnerId());
                if (value != null) fields.put(field, value);
            }
            if (!fields.isEmpty()) typed.put(row.partnerId(), fields);
        }
        var problems = update.save(rows, typed, formKey, me);
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(owner, after, formKey, typed, problems, me, model);
        }
        Toast.say(redirect, "The week is up to date.");
        return "redirect:/update?owner=" + owner + (after == null ? "" : "&after=" + after);
    }

    private String show(
            long owner,
            @Nullable Long after,
            UUID formKey,
            Map<Long, Map<String, String>> typed,
            Map<Long, String> problems,
            SignedIn me,
            Model model) {
        var rows = reader.rows(owner, after, settings.current().today(clock)).stream()
                .map(row -> row.with(typed.getOrDefault(row.partnerId(), Map.of()), problems.get(row.partnerId())))
                .toList();
        var more = rows.size() > UpdateReader.ROWS;
        var shown = more ? rows.subList(0, UpdateReader.ROWS) : rows;
        model.addAttribute(
                "page",
                new UpdatePage(
                        shown,
                        reader.owners(),
                        owner,
                        after,
                        more ? shown.getLast().partnerId() : null,
                        formKey,
                        me.worksWithPartners()));
        return "rounds/update";
    }
}
