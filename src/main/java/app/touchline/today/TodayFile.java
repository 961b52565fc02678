package app.touchline.today;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

import app.touchline.deal.DealDuty;
import app.touchline.deal.DealsOfTheDay;
import app.touchline.mailbox.MailboxHealthReader;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.web.Csv;

/** The daily list as a file: all of it, in its order. */
@Controller
class TodayFile {

    private final TodayReader reader;
    private final DealsOfTheDay deals;
    private final MailboxHealthReader mailboxes;
    private final SettingsReader settings;
    private final Clock clock;

    TodayFile(
            TodayReader reader,
            DealsOfTheDay deals,
            MailboxHealthReader mailboxes,
            SettingsReader settings,
            Clock clock) {
        this.reader = reader;
        this.deals = deals;
        this.mailboxes = mailboxes;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/today.csv")
    void file(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(required = false) @Nullable String who,
            @RequestParam(required = false) @Nullable Long tier,
            @RequestParam(required = false) @Nullable Long type,
            HttpServletResponse response) {
        var filter = new TodayFilter(who == null ? TodayFilter.first(me).mine() : !who.equals("all"), tier, type);
        var day = settings.current().today(clock);
        var found = reader.find(clock.instant(), day, me.id(), filter, null, Integer.MAX_VALUE);
        try (var csv = Csv.file(
                mailboxes.freshness().named("today-" + me.today(clock)) + ".csv",
                response,
                "reason",
                "partner",
                "tier",
                "owner",
                "what",
                "who",
                "due",
                "days_late",
                "days_since_touch",
                "window_days",
                "blockers")) {
            var waiting = deals.of(me, filter.mine(), tier, type, clock.instant(), Integer.MAX_VALUE);
            for (var duty : waiting.first()) csv.row(cells(duty, day));
            for (var section : Section.values())
                for (var row : found.rows()) if (row.section() == section) csv.row(cells(row));
        }
    }

    private static String[] cells(DealDuty duty, LocalDate day) {
        return new String[] {
            duty.kind().name().toLowerCase(Locale.ROOT),
            Csv.text(duty.partner()),
            Csv.text(duty.tier()),
            Csv.text(duty.owner()),
            Csv.text(duty.what()),
            "",
            Csv.date(duty.due()),
            Long.toString(Math.max(0, ChronoUnit.DAYS.between(duty.due(), day))),
            "",
            "",
            ""
        };
    }

    private static String[] cells(TodayRow row) {
        var step = row.step();
        var cadence = row.cadence();
        return new String[] {
            row.section().name().toLowerCase(Locale.ROOT),
            Csv.text(cadence.name()),
            Csv.text(cadence.tierName()),
            Csv.text(cadence.ownerName()),
            Csv.text(row.what()),
            step == null ? "" : Csv.text(step.assignee()),
            Csv.date(step == null ? cadence.due() : step.due()),
            step == null ? Integer.toString(cadence.daysLate()) : Long.toString(step.daysLate()),
            Csv.number(cadence.daysSinceTouch()),
            Integer.toString(cadence.windowDays()),
            Csv.text(row.blockers())
        };
    }
}
