package app.touchline.weekly;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Locale;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

import app.touchline.cadence.CadenceReader;
import app.touchline.cadence.CoverageReader;
import app.touchline.cadence.PartnerCadence;
import app.touchline.cadence.TierCoverage;
import app.touchline.mailbox.MailboxHealthReader;
import app.touchline.settings.SettingsReader;
import app.touchline.web.Csv;

/** The two exports whose columns are a contract; both of any day up to today, sorted by their first column. */
@Controller
class ExportController {

    private final CadenceReader cadence;
    private final CoverageReader coverage;
    private final MailboxHealthReader mailboxes;
    private final SettingsReader settings;
    private final Clock clock;

    ExportController(
            CadenceReader cadence,
            CoverageReader coverage,
            MailboxHealthReader mailboxes,
            SettingsReader settings,
            Clock clock) {
        this.cadence = cadence;
        this.coverage = coverage;
        this.mailboxes = mailboxes;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/weekly.csv")
    void weekly(@RequestParam(required = false) @Nullable String date, HttpServletResponse response)
            throws IOException {
        switch (ChosenDay.of(date, settings.current().today(clock))) {
            case ChosenDay.Refused(var why) -> Csv.refuse(why, response);
            case ChosenDay.Day(var day) -> weekly(day, response);
        }
    }

    @GetMapping("/partners.csv")
    void partners(@RequestParam(required = false) @Nullable String date, HttpServletResponse response)
            throws IOException {
        switch (ChosenDay.of(date, settings.current().today(clock))) {
            case ChosenDay.Refused(var why) -> Csv.refuse(why, response);
            case ChosenDay.Day(var day) -> partners(day, response);
        }
    }

    private void weekly(LocalDate day, HttpServletResponse response) {
        var tiers = coverage.perTier(day);
        try (var csv =
                Csv.file(named("weekly", day), response, "tier", "window_days", "in_cadence", "inside", "percent")) {
            tiers.stream()
                    .sorted(Comparator.comparing(coverage -> coverage.tier().name(), Csv.CODE_POINTS))
                    .forEach(coverage -> csv.row(
                            Csv.text(coverage.tier().name()),
                            Integer.toString(coverage.tier().windowDays()),
                            Integer.toString(coverage.inCadence()),
                            inside(coverage),
                            Csv.number(coverage.percent())));
        }
    }

    /** The columns are a contract, so the name says whether mail is behind. */
    private String named(String what, LocalDate day) {
        return mailboxes.freshness().named(what + "-" + day) + ".csv";
    }

    private static String inside(TierCoverage coverage) {
        return switch (coverage) {
            case TierCoverage.Known known -> Integer.toString(known.coverage().inside());
            case TierCoverage.NotKnown _ -> "";
        };
    }

    private void partners(LocalDate day, HttpServletResponse response) {
        try (var csv = Csv.file(
                named("partners", day),
                response,
                "name",
                "tier",
                "owner",
                "status",
                "last_touch",
                "days_since_touch",
                "due",
                "cadence")) {
            cadence.each(day, partner -> csv.row(row(partner)));
        }
    }

    private static String[] row(PartnerCadence partner) {
        return new String[] {
            Csv.text(partner.name()),
            Csv.text(partner.tierName()),
            Csv.text(partner.ownerName()),
            partner.status().name().toLowerCase(Locale.ROOT),
            Csv.date(partner.lastTouch()),
            Csv.number(partner.daysSinceTouch()),
            Csv.date(partner.due()),
            partner.cadence().code()
        };
    }
}
