package app.touchline.team;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The time zones that a form offers, and what was typed as one. */
public final class Zones {

    private static final List<String> OFFERED = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> zone.contains("/") && !zone.startsWith("Etc/") && !zone.startsWith("SystemV/"))
            .sorted()
            .toList();

    /** As a new installation has it; pages call it UTC. */
    private static final ZoneId UTC = ZoneId.of("Etc/UTC");

    private Zones() {}

    public static List<String> offered() {
        return OFFERED;
    }

    /** A region such as Europe/Berlin, or UTC; a bare offset is none, since it knows no daylight saving. */
    public static Optional<ZoneId> parse(String typed) {
        try {
            var zone = typed.strip().equalsIgnoreCase("UTC") ? UTC : ZoneId.of(typed.strip());
            return ZoneId.getAvailableZoneIds().contains(zone.getId()) ? Optional.of(zone) : Optional.empty();
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    /** What to say to somebody who typed something else. */
    public static String problem(String typed) {
        return typed.isBlank()
                ? "Choose a time zone, such as Europe/Berlin."
                : "“%s” is not a time zone. Choose one such as Europe/Berlin or America/New_York."
                        .formatted(typed.strip());
    }
}
