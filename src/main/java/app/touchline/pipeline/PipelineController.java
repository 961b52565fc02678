package app.touchline.pipeline;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

import app.touchline.answers.Answers;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/** Deals by stage on a board, as a list, as a file, and what is expected of them by month. */
@Controller
class PipelineController {

    private final PipelineReader reader;
    private final ForecastReader forecasts;
    private final Answers answers;
    private final PipelineFile file;
    private final SettingsReader settings;
    private final Clock clock;

    PipelineController(
            PipelineReader reader,
            ForecastReader forecasts,
            Answers answers,
            PipelineFile file,
            SettingsReader settings,
            Clock clock) {
        this.reader = reader;
        this.forecasts = forecasts;
        this.answers = answers;
        this.file = file;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/pipeline")
    String board(@RequestParam Map<String, String> asked, @AuthenticationPrincipal SignedIn me, Model model) {
        var question = PipelineQuestion.of(asked);
        var today = today();
        model.addAttribute("board", answers.to(List.of("board", question, today), () -> reader.board(question, today)));
        model.addAttribute("choices", choices(question));
        model.addAttribute("mayWork", me.worksWithPartners());
        return "pipeline/board";
    }

    @GetMapping("/pipeline/list")
    String list(@RequestParam Map<String, String> asked, @AuthenticationPrincipal SignedIn me, Model model) {
        var question = PipelineQuestion.of(asked);
        var today = today();
        model.addAttribute("list", answers.to(List.of("deals", question, today), () -> reader.list(question, today)));
        model.addAttribute("choices", choices(question));
        model.addAttribute("mayWork", me.worksWithPartners());
        return "pipeline/list";
    }

    @GetMapping("/pipeline/list.csv")
    void csv(@RequestParam Map<String, String> asked, HttpServletResponse response) {
        file.csv(PipelineQuestion.of(asked), today(), response);
    }

    @GetMapping("/pipeline/list.xlsx")
    void xlsx(@RequestParam Map<String, String> asked, HttpServletResponse response) {
        file.xlsx(PipelineQuestion.of(asked), today(), response);
    }

    @GetMapping("/pipeline/forecast")
    String forecast(@RequestParam Map<String, String> asked, Model model) {
        var question = PipelineQuestion.of(asked);
        var today = today();
        model.addAttribute(
                "forecast", answers.to(List.of("forecast", question, today), () -> forecasts.of(question, today)));
        model.addAttribute("choices", choices(question));
        return "pipeline/forecast";
    }

    private Choices choices(PipelineQuestion question) {
        return answers.to(
                List.of("choices of deals", String.valueOf(question.partner())), () -> reader.choices(question));
    }

    private LocalDate today() {
        return settings.current().today(clock);
    }
}
