package app.touchline.today;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

import app.touchline.answers.Answers;
import app.touchline.deal.DealsOfTheDay;
import app.touchline.mailbox.MailboxHealthReader;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/** The first page of the day. */
@Controller
class TodayController {

    /** Rows of a section that are shown at first; nobody works through more in a day. */
    private static final int FIRST = 25;

    /** Rows of a section that was asked for by itself. */
    private static final int MOST = 500;

    /** A touch is written a moment before others can see it. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final TodayReader reader;
    private final Answers answers;
    private final TodayFilters filters;
    private final DealsOfTheDay deals;
    private final MailboxHealthReader mailboxes;
    private final SettingsReader settings;
    private final Clock clock;

    TodayController(
            TodayReader reader,
            Answers answers,
            TodayFilters filters,
            DealsOfTheDay deals,
            MailboxHealthReader mailboxes,
            SettingsReader settings,
            Clock clock) {
        this.reader = reader;
        this.answers = answers;
        this.filters = filters;
        this.deals = deals;
        this.mailboxes = mailboxes;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/")
    String today(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(required = false) @Nullable String who,
            @RequestParam(required = false) @Nullable Long tier,
            @RequestParam(required = false) @Nullable Long type,
            @RequestParam(required = false) @Nullable String section,
            Model model) {
        var only = Section.of(section).orElse(null);
        var remembered = filters.of(me.id());
        var before = remembered.orElse(TodayFilter.first(me));
        var asked = who != null || tier != null || type != null;
        if (!asked && !before.equals(TodayFilter.first(me))) return "redirect:" + before.address("/", only);
        var mine = who == null ? before.mine() : !who.equals("all");
        var filter = new TodayFilter(mine, tier, type);
        if (asked && !remembered.equals(Optional.of(filter))) filters.remember(me.id(), filter);
        model.addAttribute("today", page(me, filter, only));
        return "today/today";
    }

    private Today page(SignedIn me, TodayFilter filter, @Nullable Section only) {
        var minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        var found = find(minute, me, filter, only);
        return new Today(
                clock.instant(),
                me.zone(),
                filter,
                only,
                answers.to("tiers to choose from", reader::tiers),
                answers.to("types to choose from", reader::types),
                found.rows(),
                found.counts(),
                answers.to("any partners", reader::anyPartners),
                answers.to(
                        new DealsAsked(me, filter),
                        minute,
                        () -> deals.of(me, filter.mine(), filter.tierId(), filter.typeId(), minute, FIRST)),
                mailboxes.freshness(),
                me);
    }

    /** @param memberId whose list; null: everybody's, which is the same for all */
    private record Asked(
            @Nullable Long memberId,
            TodayFilter filter,
            @Nullable Section only) {}

    private record DealsAsked(SignedIn me, TodayFilter filter) {}

    /** Within a minute the list stays as it is, unless something changes. */
    private TodayReader.Found find(Instant minute, SignedIn me, TodayFilter filter, @Nullable Section only) {
        var most = only == null ? FIRST : MOST;
        return answers.to(new Asked(filter.mine() ? me.id() : null, filter, only), minute, () -> {
            var day = LocalDate.ofInstant(minute, settings.zone());
            return reader.find(minute, day, me.id(), filter, only, most);
        });
    }

    /**
     * What changed on an open page since it was made: the rows whose partners wrote or were written to, each part of a
     * row by its id, nothing that a person may be typing into.
     *
     * @param row each row on the page as its key and its partner: {@code a12-5}, {@code r9p5-5}
     */
    @GetMapping("/today/news")
    String news(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(required = false) @Nullable List<String> row,
            @RequestParam Instant opened,
            Model model) {
        var keys = new HashMap<Long, List<String>>();
        for (var shown : row == null ? List.<String>of() : row) {
            var parts = shown.split("-", 2);
            if (parts.length == 2
                    && parts[0].matches("[apt]\\d{1,18}|r\\d{1,18}p\\d{1,18}")
                    && parts[1].matches("\\d{1,18}"))
                keys.computeIfAbsent(Long.valueOf(parts[1]), partner -> new ArrayList<>())
                        .add(parts[0]);
        }
        var captured = reader.captured(
                keys.keySet(), opened.minus(OVERLAP), settings.current().today(clock));
        model.addAttribute("keys", keys);
        model.addAttribute("captured", captured);
        model.addAttribute("today", LocalDate.ofInstant(clock.instant(), me.zone()));
        model.addAttribute("zone", me.zone());
        model.addAttribute("freshness", mailboxes.freshness());
        return "today/_news";
    }
}
