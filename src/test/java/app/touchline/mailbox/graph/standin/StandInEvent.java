package app.touchline.mailbox.graph.standin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An entry in a calendar of the stand-in; each occurrence of a series is one. */
public final class StandInEvent {

    /** Somebody invited. */
    public record Invited(String address, String type, String response) {}

    public final String id;
    public String iCalUId;
    public Instant start;
    public Instant end;
    public boolean cancelled;
    public boolean allDay;
    public String showAs = "busy";

    /** singleInstance, or occurrence or exception of a series. */
    public String type = "singleInstance";

    public String organizer;

    /** Of the calendar's own user. */
    public String response = "accepted";

    public final List<Invited> attendees = new ArrayList<>();

    public StandInEvent(String id, String iCalUId, Instant start, Instant end, String organizer) {
        this.id = id;
        this.iCalUId = iCalUId;
        this.start = start;
        this.end = end;
        this.organizer = organizer;
    }

    public StandInEvent with(String address) {
        return with(address, "required", "none");
    }

    public StandInEvent with(String address, String type, String itsResponse) {
        attendees.removeIf(each -> each.address().equals(address));
        attendees.add(new Invited(address, type, itsResponse));
        return this;
    }
}
