package app.touchline.hours;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.answers.Answers;
import app.touchline.hours.WorkingTime.Stretch;
import app.touchline.settings.SettingsReader;

/** Reads when the programme works. */
@Component
public class WorkingTimeReader {

    private final JdbcClient jdbc;
    private final SettingsReader settings;
    private final Answers answers;

    WorkingTimeReader(JdbcClient jdbc, SettingsReader settings, Answers answers) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.answers = answers;
    }

    /** As set now, for past and future alike. */
    public WorkingTime current() {
        return answers.to("working time", this::read);
    }

    private WorkingTime read() {
        var daysOff = new HashSet<LocalDate>();
        for (var off : daysOff()) daysOff.add(off.day());
        return new WorkingTime(settings.zone(), week(), daysOff);
    }

    Map<DayOfWeek, List<Stretch>> week() {
        var week = new EnumMap<DayOfWeek, List<Stretch>>(DayOfWeek.class);
        jdbc.sql("select weekday, from_minute, to_minute from working_stretch order by weekday, from_minute")
                .query(row -> {
                    week.computeIfAbsent(DayOfWeek.of(row.getInt("weekday")), weekday -> new ArrayList<>())
                            .add(new Stretch(row.getInt("from_minute"), row.getInt("to_minute")));
                });
        return week;
    }

    /**
     * A day on which nobody works.
     *
     * @param calendar the public holidays that it was taken from; null where it was entered by hand
     */
    record DayOff(LocalDate day, String name, @Nullable String calendar) {}

    List<DayOff> daysOff() {
        return jdbc.sql("select day, name, calendar from day_off order by day")
                .query((row, index) -> new DayOff(
                        row.getObject("day", LocalDate.class), row.getString("name"), row.getString("calendar")))
                .list();
    }
}
