package app.touchline.certification;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * That a partner is certified for a product, from a day to a day (both inclusive).
 *
 * @param product as deals name it
 * @param until null: until further notice
 */
public record Certification(
        long id, String product, LocalDate since, @Nullable LocalDate until, Instant notedAt, String notedBy) {

    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(since) && (until == null || !day.isAfter(until));
    }

    /** Whether a deal's products name this one, as words of their own. */
    public boolean covers(String products) {
        return (" " + words(products) + " ").contains(" " + words(product) + " ");
    }

    private static String words(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    /** "Platform, 2026-01-01 to 2026-12-31". */
    public String words() {
        return until == null
                ? "%s, since %s".formatted(product, since)
                : "%s, %s to %s".formatted(product, since, until);
    }
}
