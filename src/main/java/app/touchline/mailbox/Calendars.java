package app.touchline.mailbox;

import java.time.Instant;
import java.util.List;

/** Reads calendars, and never writes to them. */
public interface Calendars {

    /** All entries that begin within a span of time, cancelled ones too, each occurrence of a series by itself. */
    List<Meeting> between(Tenant.Mailbox mailbox, Instant from, Instant to) throws MailTrouble;
}
