package app.touchline.mailbox.graph;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.microsoft.graph.models.Attendee;
import com.microsoft.graph.models.AttendeeType;
import com.microsoft.graph.models.DateTimeTimeZone;
import com.microsoft.graph.models.Event;
import com.microsoft.graph.models.EventCollectionResponse;
import com.microsoft.graph.models.EventType;
import com.microsoft.graph.models.FreeBusyStatus;
import com.microsoft.graph.models.Recipient;
import com.microsoft.graph.models.ResponseStatus;
import com.microsoft.graph.models.ResponseType;
import com.microsoft.kiota.RequestHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import app.touchline.mailbox.Calendars;
import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Meeting;
import app.touchline.mailbox.Tenant;
import app.touchline.mailbox.Trouble;
import app.touchline.settings.Domains;

/** The default calendars of a tenant's mailboxes. Neither subject nor place nor text is ever asked for. */
@Component
class GraphCalendars implements Calendars {

    private static final String[] FIELDS = {
        "id",
        "iCalUId",
        "start",
        "end",
        "isCancelled",
        "isAllDay",
        "showAs",
        "responseStatus",
        "type",
        "organizer",
        "attendees"
    };

    private static final int AT_ONCE = 250;
    private static final int MOST_PAGES = 400;

    private final GraphSource source;

    GraphCalendars(GraphSource source) {
        this.source = source;
    }

    @Override
    public List<Meeting> between(Tenant.Mailbox mailbox, Instant from, Instant to) throws MailTrouble {
        var client = source.client(mailbox.tenant());
        try {
            return between(client, mailbox.address(), from, to);
        } catch (MailTrouble e) {
            if (!(e.trouble() instanceof Trouble.Unconsented)) throw e;
            throw new MailTrouble(
                    new Trouble.AccessDenied("Microsoft 365 does not let the app read this calendar: that needs"
                            + " Calendars.ReadBasic.All or Calendars.Read, or the role for it in Exchange. Mail is read all the"
                            + " same."),
                    e);
        }
    }

    private static List<Meeting> between(TenantClient client, String user, Instant from, Instant to)
            throws MailTrouble {
        var links = new Links(client, user);
        var asked = new HashSet<String>();
        var meetings = new ArrayList<Meeting>();
        var page = first(client, user, from, to);
        for (int pages = 1; ; pages++) {
            if (page.getValue() != null)
                for (var event : page.getValue())
                    read(event)
                            .filter(each ->
                                    !each.start().isBefore(from) && each.start().isBefore(to))
                            .ifPresent(meetings::add);
            var next = page.getOdataNextLink();
            if (next == null) return meetings;
            var link = links.followed(next, "calendarView").orElse(null);
            if (link == null || !asked.add(next) || pages > MOST_PAGES)
                throw new MailTrouble(new Trouble.Transient("Microsoft 365 lists the calendar without an end."));
            page = client.ask(() -> client.graph()
                    .users()
                    .byUserId(user)
                    .calendarView()
                    .withUrl(link)
                    .get(request -> prefer(request.headers)));
        }
    }

    private static EventCollectionResponse first(TenantClient client, String user, Instant from, Instant to)
            throws MailTrouble {
        return client.ask(() -> client.graph()
                .users()
                .byUserId(user)
                .calendarView()
                .get(request -> {
                    if (request.queryParameters != null) {
                        request.queryParameters.startDateTime = ListLane.written(from);
                        request.queryParameters.endDateTime = ListLane.written(to.plusSeconds(1));
                        request.queryParameters.select = FIELDS;
                        request.queryParameters.top = AT_ONCE;
                    }
                    prefer(request.headers);
                }));
    }

    private static void prefer(RequestHeaders headers) {
        Preferences.of(headers);
        headers.add("Prefer", "outlook.timezone=\"UTC\"");
    }

    /** Empty where it does not say when it is, or which it is. */
    private static Optional<Meeting> read(Event event) {
        var start = instant(event.getStart());
        var end = instant(event.getEnd());
        if (start == null || end == null || event.getICalUId() == null) return Optional.empty();
        return Optional.of(new Meeting(
                event.getICalUId(),
                start,
                end,
                Boolean.TRUE.equals(event.getIsCancelled()),
                Boolean.TRUE.equals(event.getIsAllDay()),
                event.getShowAs() == FreeBusyStatus.Oof,
                isDeclined(event.getResponseStatus()),
                event.getResponseStatus() != null && event.getResponseStatus().getResponse() == ResponseType.Organizer,
                event.getType() == EventType.SingleInstance,
                address(event.getOrganizer()),
                attendees(event.getAttendees())));
    }

    private static List<Meeting.Attendee> attendees(@Nullable List<Attendee> invited) {
        var attendees = new ArrayList<Meeting.Attendee>();
        if (invited == null) return attendees;
        for (var each : invited) {
            var address = address(each);
            if (address.isEmpty() || each.getType() == AttendeeType.Resource) continue;
            attendees.add(new Meeting.Attendee(
                    address, each.getType() == AttendeeType.Optional, isDeclined(each.getStatus())));
        }
        return attendees;
    }

    private static boolean isDeclined(@Nullable ResponseStatus said) {
        return said != null && said.getResponse() == ResponseType.Declined;
    }

    /** As addresses on mail are written; empty for one of Exchange's own, which nobody outside has. */
    private static String address(@Nullable Recipient recipient) {
        var who = recipient == null ? null : recipient.getEmailAddress();
        var address = who == null ? null : who.getAddress();
        if (address == null || address.indexOf('@') < 1) return "";
        var at = address.lastIndexOf('@');
        return Domains.ascii(address.substring(at + 1))
                .map(domain -> address.substring(0, at).toLowerCase(Locale.ROOT) + "@" + domain)
                .orElse("");
    }

    private static @Nullable Instant instant(@Nullable DateTimeTimeZone at) {
        if (at == null || at.getDateTime() == null) return null;
        try {
            var zone = at.getTimeZone() == null ? "UTC" : at.getTimeZone();
            return LocalDateTime.parse(at.getDateTime()).atZone(ZoneId.of(zone)).toInstant();
        } catch (DateTimeException notATime) {
            return null;
        }
    }
}
