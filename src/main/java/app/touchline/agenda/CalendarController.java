package app.touchline.agenda;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.server.ResponseStatusException;

import app.touchline.action.NextStepReader;
import app.touchline.deal.DealsOfTheDay;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Members;

/** A person's calendar, for the program that knows its address; without a session. */
@Controller
class CalendarController {

    private final CalendarAddresses addresses;
    private final NextStepReader steps;
    private final DealsOfTheDay deals;
    private final Members members;
    private final SettingsReader settings;
    private final Clock clock;

    CalendarController(
            CalendarAddresses addresses,
            NextStepReader steps,
            DealsOfTheDay deals,
            Members members,
            SettingsReader settings,
            Clock clock) {
        this.addresses = addresses;
        this.steps = steps;
        this.deals = deals;
        this.members = members;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/calendar/{name}")
    @Nullable
    ResponseEntity<String> calendar(@PathVariable String name, WebRequest request, HttpServletResponse response) {
        var member = addresses.memberOf(name);
        if (member.isEmpty()) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        var programme = settings.current();
        var me = members.findById(member.getAsLong()).orElseThrow().signedIn();
        var text = ActionCalendar.of(
                programme.name(), steps.assignedTo(me.id()), deals.ahead(me, clock.instant()), programme.baseUrl());
        addresses.wasRead(member.getAsLong());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        if (request.checkNotModified(HexFormat.of().formatHex(CalendarAddresses.hash(text)))) return null;
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "calendar", StandardCharsets.UTF_8))
                .body(text);
    }
}
