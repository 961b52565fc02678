package app.touchline.sample;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

import app.touchline.database.SampleRun;
import app.touchline.web.AdminEntry;
import app.touchline.web.AdminEntry.Section;

/** Where an admin makes the sample anew. */
@Controller
@Conditional(SampleRun.class)
class SampleController {

    private final SampleAnew anew;

    SampleController(SampleAnew anew) {
        this.anew = anew;
    }

    @Bean
    static AdminEntry sampleEntry() {
        return new AdminEntry(
                Section.RECORD,
                90,
                "Sample",
                "/admin/sample",
                "refresh",
                "Make the sample programme anew.",
                Set.of("ADMIN"));
    }

    @GetMapping("/admin/sample")
    String page() {
        return "sample/sample";
    }

    @PostMapping("/admin/sample/beginning")
    String makeAnew() {
        anew.begin();
        return "sample/beginning";
    }
}
