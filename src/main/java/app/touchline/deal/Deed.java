package app.touchline.deal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

import app.touchline.audit.AuditLog.Who;

/**
 * Who does something to a deal, and when.
 *
 * @param day the instant's in the programme's zone
 */
public record Deed(Who by, Instant at, LocalDate day) {

    public Deed {
        at = at.truncatedTo(ChronoUnit.MICROS); // as the database keeps it
    }

    public static Deed of(Who by, Instant at, ZoneId programme) {
        return new Deed(by, at, LocalDate.ofInstant(at, programme));
    }
}
