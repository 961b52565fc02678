package app.touchline.mailbox.graph.standin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.node.ObjectNode;

/** What stands in a user's main calendar between two times: both are required, entries that only touch the span are shown too. */
final class CalendarView {

    private static final int USUAL_PAGE = 10;
    private static final Set<String> PERMISSIONS = Set.of("Calendars.Read", "Calendars.ReadBasic.All");

    private static final Set<String> EVENT = Set.of(
            "id",
            "iCalUId",
            "start",
            "end",
            "isCancelled",
            "isAllDay",
            "showAs",
            "responseStatus",
            "organizer",
            "attendees",
            "isOrganizer",
            "type",
            "seriesMasterId",
            "subject");

    private static final DateTimeFormatter SEVEN_DIGITS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.'0000000'");

    private final StandIn tenant;

    CalendarView(StandIn tenant) {
        this.tenant = tenant;
    }

    Answer answer(Request request, StandInMailbox user) {
        var scope = tenant.scope;
        if (tenant.permissions.stream().noneMatch(PERMISSIONS::contains)
                || (scope != null && !scope.contains(user.address)))
            throw new Refused(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
        if (!user.enabled)
            throw new Refused(404, "MailboxNotEnabledForRESTAPI", "The mailbox is either inactive or on-premise.");
        var query =
                new Query(request, "startDateTime", "endDateTime", "$select", "$top", "$skip", "$orderby", "$count");
        var from = time(query, "startDateTime");
        var to = time(query, "endDateTime");
        var select = select(query);
        int top = query.number("$top", USUAL_PAGE, 1_000);
        int skip = query.number("$skip", 0, 1_000_000);
        var found = new ArrayList<StandInEvent>();
        synchronized (user) {
            for (var event : user.calendar) if (event.start.isBefore(to) && event.end.isAfter(from)) found.add(event);
        }
        found.sort(Comparator.comparing((StandInEvent event) -> event.id));
        return page(request, found, skip, top, select);
    }

    private static Instant time(Query query, String name) {
        if (!query.has(name))
            throw new Refused(
                    400,
                    "ErrorInvalidParameter",
                    "This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.");
        try {
            return OffsetDateTime.parse(query.get(name)).toInstant();
        } catch (DateTimeException withoutOffset) {
            try {
                return LocalDateTime.parse(query.get(name)).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException notATime) {
                throw new Refused(400, "ErrorInvalidParameter", "The value of " + name + " is no time.");
            }
        }
    }

    private static List<String> select(Query query) {
        if (!query.has("$select")) return List.copyOf(EVENT);
        var names = List.of(query.get("$select").split(","));
        for (var name : names)
            if (!EVENT.contains(name))
                throw new Refused(
                        400,
                        "RequestBroker--ParseUri",
                        "Could not find a property named '" + name + "' on type 'microsoft.graph.event'.");
        return names;
    }

    private Answer page(Request request, List<StandInEvent> found, int from, int size, List<String> select) {
        var json = Answer.JSON.createObjectNode();
        json.put("@odata.context", tenant.graphUrl() + "/$metadata#users('x')/calendarView");
        var value = json.putArray("value");
        found.stream().skip(from).limit(size).forEach(each -> value.add(shown(each, select)));
        if (from + size < found.size()) {
            var options = new LinkedHashMap<>(request.query());
            options.put("$skip", String.valueOf(from + size));
            json.put(
                    "@odata.nextLink",
                    tenant.root() + request.uri().getRawPath() + "?"
                            + options.entrySet().stream()
                                    .map(each -> each.getKey() + "="
                                            + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                                    .collect(Collectors.joining("&")));
        }
        return Answer.json(json);
    }

    private static ObjectNode shown(StandInEvent event, List<String> select) {
        var json = Answer.JSON.createObjectNode();
        json.put("@odata.etag", "W/\"" + event.id + "\"").put("id", event.id);
        for (var name : select) {
            switch (name) {
                case "iCalUId" -> json.put(name, event.iCalUId);
                case "start" -> time(json, name, event.start);
                case "end" -> time(json, name, event.end);
                case "isCancelled" -> json.put(name, event.cancelled);
                case "isAllDay" -> json.put(name, event.allDay);
                case "showAs" -> json.put(name, event.showAs);
                case "responseStatus" ->
                    json.putObject(name).put("response", event.response).put("time", "0001-01-01T00:00:00Z");
                case "type" -> json.put(name, event.type);
                case "organizer" -> json.putObject(name).set("emailAddress", who(event.organizer));
                case "attendees" -> {
                    var list = json.putArray(name);
                    for (var each : event.attendees) {
                        var one = list.addObject().put("type", each.type());
                        one.putObject("status").put("response", each.response()).put("time", "0001-01-01T00:00:00Z");
                        one.set("emailAddress", who(each.address()));
                    }
                }
                case "subject" -> json.put(name, "a canary in a calendar");
                default -> {}
            }
        }
        return json;
    }

    private static ObjectNode who(String address) {
        return Answer.JSON.createObjectNode().put("name", address).put("address", address);
    }

    private static void time(ObjectNode json, String name, Instant at) {
        json.putObject(name)
                .put("dateTime", SEVEN_DIGITS.format(at.atOffset(ZoneOffset.UTC)))
                .put("timeZone", "UTC");
    }
}
