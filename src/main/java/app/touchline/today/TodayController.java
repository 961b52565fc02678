package app.touchline.today;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

import app.touchline.mailbox.MailboxHealthReader;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Role;
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
    private final MailboxHealthReader mailboxes;
    private final SettingsReader settings;
    private final Clock clock;

    TodayController(TodayReader reader, MailboxHealthReader mailboxes, SettingsReader settings, Clock clock) {
        this.reader = reader;
        this.mailboxes = mailboxes;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/")
    String today(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(required = false) @Nullable String who,
            @RequestParam(required = false) @Nullable Long tier,
            @RequestParam(required = false) @Nullable String section,
            @CookieValue(name = "today", required = false) @Nullable String remembered,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (who != null) remember(who, request, response);
        var mine = isMine(who != null ? who : remembered, me);
        model.addAttribute("today", page(me, mine, tier, Section.of(section).orElse(null)));
        return "today/today";
    }

    private Today page(SignedIn me, boolean mine, @Nullable Long tier, @Nullable Section only) {
        var now = clock.instant();
        var day = settings.current().today(clock);
        var found = reader.find(now, day, mine ? me.id() : null, tier, only == null ? FIRST : MOST);
        return new Today(
                now,
                me.zone(),
                mine,
                tier,
                only,
                reader.tiers(),
                found.rows(),
                found.counts(),
                reader.partners(),
                mailboxes.freshness(),
                me.worksWithPartners());
    }

    /** Who has no partners of their own begins with everybody's. */
    private static boolean isMine(@Nullable String who, SignedIn me) {
        return who == null ? me.is(Role.PARTNER_MANAGER) : !who.equals("all");
    }

    private static void remember(String who, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from("today", who.equals("all") ? "all" : "mine")
                        .path("/")
                        .maxAge(Duration.ofDays(365))
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .build()
                        .toString());
    }

    /**
     * What changed on an open page since it was made: the rows whose partners wrote or were written to, each part of a
     * row by its id, nothing that a person may be typing into.
     *
     * @param row each row on the page as its key and its partner: {@code a12-5}
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
            if (parts.length == 2 && parts[0].matches("[ap]\\d{1,18}") && parts[1].matches("\\d{1,18}"))
                keys.computeIfAbsent(Long.valueOf(parts[1]), partner -> new ArrayList<>())
                        .add(parts[0]);
        }
        var captured = reader.captured(
                keys.keySet(), opened.minus(OVERLAP), settings.current().today(clock));
        model.addAttribute("keys", keys);
        model.addAttribute("captured", captured);
        model.addAttribute("now", clock.instant());
        model.addAttribute("zone", me.zone());
        model.addAttribute("freshness", mailboxes.freshness());
        return "today/_news";
    }
}
