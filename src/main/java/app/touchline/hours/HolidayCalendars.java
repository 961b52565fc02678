package app.touchline.hours;

import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import org.springframework.stereotype.Component;

/** The public holidays of countries and their regions, as Jollyday keeps them. */
@Component
class HolidayCalendars {

    private static final String BETWEEN = "/";

    /**
     * Whose holidays they are.
     *
     * @param key "de", "de/by", "de/by/ag"
     * @param name "Germany", "Bavaria", "Bavaria, Augsburg"
     */
    record Place(String key, String name) {}

    /** One day, with its name in English. */
    record Holiday(LocalDate day, String name) {}

    /** By name; stock exchanges and the like are none. */
    List<Place> countries() {
        return HolidayManager.getSupportedCalendarCodes().stream()
                .filter(code -> code.length() == 2)
                .map(code -> new Place(
                        code.toLowerCase(Locale.ROOT), Locale.of("", code).getDisplayCountry(Locale.ENGLISH)))
                .sorted(Comparator.comparing(Place::name))
                .toList();
    }

    /** The parts of a country that have holidays of their own, by name; none for a country that is not known. */
    List<Place> regions(String country) {
        var regions = new ArrayList<Place>();
        if (isCountry(country)) collect(manager(country).getCalendarHierarchy(), country, "", regions);
        regions.sort(Comparator.comparing(Place::name));
        return regions;
    }

    private static void collect(CalendarHierarchy of, String key, String name, List<Place> regions) {
        for (var child : of.getChildren().values()) {
            var place = new Place(
                    key + BETWEEN + child.getId().toLowerCase(Locale.ROOT),
                    (name.isEmpty() ? "" : name + ", ") + child.getDescription(Locale.ENGLISH));
            regions.add(place);
            collect(child, place.key(), place.name(), regions);
        }
    }

    /** "Germany, Bavaria", if there is such a calendar. */
    Optional<String> nameOf(String key) {
        var country = country(key);
        var name = countries().stream()
                .filter(place -> place.key().equals(country))
                .map(Place::name)
                .findFirst();
        if (key.equals(country)) return name;
        return name.flatMap(known -> regions(country).stream()
                .filter(place -> place.key().equals(key))
                .map(place -> known + ", " + place.name())
                .findFirst());
    }

    /**
     * The days on which a place rests, in order; where a holiday is kept on another day than its own, that one.
     *
     * @param key of a calendar that there is
     */
    List<Holiday> holidays(String key, Year year) {
        var days = new TreeMap<LocalDate, String>();
        var within = key.split(BETWEEN);
        var regions = Arrays.copyOfRange(within, 1, within.length);
        for (var holiday : manager(within[0]).getHolidays(year, HolidayType.PUBLIC_HOLIDAY, regions))
            days.merge(holiday.getDate(), holiday.getDescription(Locale.ENGLISH), (one, other) -> one + ", " + other);
        return days.entrySet().stream()
                .map(day -> new Holiday(day.getKey(), day.getValue()))
                .toList();
    }

    static String country(String key) {
        var end = key.indexOf(BETWEEN);
        return end < 0 ? key : key.substring(0, end);
    }

    private boolean isCountry(String key) {
        return countries().stream().anyMatch(place -> place.key().equals(key));
    }

    private static HolidayManager manager(String country) {
        return HolidayManager.getInstance(ManagerParameters.create(country));
    }
}
