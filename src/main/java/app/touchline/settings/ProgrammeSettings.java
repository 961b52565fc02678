package app.touchline.settings;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The programme's settings as they are now.
 *
 * @param zone the programme's zone; a touch's date, "today" and every window are days in it
 * @param knownSince the first day from which touches are known; set by an admin, else as proposed from the mailboxes,
 *     else the day the programme was set up
 * @param knownSinceConfirmed whether an admin set it
 * @param touchCounts in force today
 * @param ownDomains our domains, lower case ASCII; their subdomains are ours too
 * @param ownAddresses our addresses on other domains, lower case, each with the member it belongs to, if any
 * @param retentionMonths for how many months touches are kept; null for good
 */
public record ProgrammeSettings(
        String name,
        ZoneId zone,
        LocalDate knownSince,
        boolean knownSinceConfirmed,
        TouchCounts touchCounts,
        Set<String> ownDomains,
        Map<String, OwnAddress> ownAddresses,
        @Nullable String baseUrl,
        boolean storeSubjects,
        @Nullable Integer retentionMonths) {

    public record OwnAddress(String address, @Nullable Long memberId) {}

    /** The first day of which touches are kept; null keeps all. */
    public @Nullable LocalDate keptFrom(LocalDate today) {
        return retentionMonths == null ? null : today.minusMonths(retentionMonths);
    }

    public LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), zone);
    }
}
