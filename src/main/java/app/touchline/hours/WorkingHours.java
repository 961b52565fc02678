package app.touchline.hours;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;
import app.touchline.hours.HolidayCalendars.Holiday;
import app.touchline.hours.WorkingTime.Stretch;
import app.touchline.web.EditForm;

/** Everything that changes when the programme works; each change is audited, and told to whoever computes with it. */
@Service
class WorkingHours {

    private static final About HOURS = new About("working hours", null, "Working hours");

    private final JdbcClient jdbc;
    private final WorkingTimeReader reader;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;

    WorkingHours(JdbcClient jdbc, WorkingTimeReader reader, AuditLog audit, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.audit = audit;
        this.events = events;
    }

    /**
     * Saves the weekly hours; a field nobody touched on this form keeps what somebody else saved meanwhile.
     *
     * @return what is wrong, by field; nothing is saved then
     * @throws app.touchline.web.ChangedMeanwhile where both changed a field
     */
    @Transactional
    public Map<String, String> save(EditForm form, Who by) {
        jdbc.sql("lock table working_stretch in share row exclusive mode").update();
        var now = reader.week();
        var check = new WeekForm();
        var week = check.week(WeekForm.NAMES.merged(form, WeekForm.opened(now)));
        if (week.isEmpty()) return check.problems();
        if (!week.get().equals(now)) replace(week.get(), WeekForm.words(now), by);
        return Map.of();
    }

    private void replace(Map<DayOfWeek, List<Stretch>> week, String before, Who by) {
        jdbc.sql("delete from working_stretch").update();
        week.forEach((weekday, stretches) -> stretches.forEach(stretch -> jdbc.sql("""
                insert into working_stretch (weekday, from_minute, to_minute) values (:weekday, :from, :to)
                """)
                .param("weekday", weekday.getValue())
                .param("from", stretch.from())
                .param("to", stretch.to())
                .update()));
        changed("changed", Map.of("from", before, "to", WeekForm.words(week)), by);
    }

    /** The name of the day off that there is already, if so; then nothing is changed. */
    @Transactional
    public Optional<String> addDayOff(LocalDate day, String name, Who by) {
        if (!insert(day, name, "")) return Optional.of(nameOf(day));
        changed("added a day off to", Map.of("day", day.toString(), "name", name), by);
        return Optional.empty();
    }

    private String nameOf(LocalDate day) {
        return jdbc.sql("select name from day_off where day = :day")
                .param("day", day)
                .query(String.class)
                .single();
    }

    @Transactional
    public void removeDayOff(LocalDate day, Who by) {
        if (jdbc.sql("delete from day_off where day = :day").param("day", day).update() == 1)
            changed("removed a day off from", Map.of("day", day.toString()), by);
    }

    /** Adds those that are not there yet. How many that were. */
    @Transactional
    public int take(String calendar, Year year, List<Holiday> holidays, Who by) {
        int added = 0;
        for (var holiday : holidays) if (insert(holiday.day(), holiday.name(), calendar)) added++;
        if (added > 0)
            changed(
                    "added public holidays to",
                    Map.of("calendar", calendar, "year", year.toString(), "days", added),
                    by);
        return added;
    }

    /** Takes away a year's days off that were taken from a calendar. How many that were. */
    @Transactional
    public int takeBack(String calendar, Year year, Who by) {
        int removed = jdbc.sql("delete from day_off where calendar = :calendar and day between :first and :last")
                .param("calendar", calendar)
                .param("first", year.atDay(1))
                .param("last", year.atDay(1).plusYears(1).minusDays(1))
                .update();
        if (removed > 0)
            changed(
                    "removed public holidays from",
                    Map.of("calendar", calendar, "year", year.toString(), "days", removed),
                    by);
        return removed;
    }

    /** @param calendar empty for none */
    private boolean insert(LocalDate day, String name, String calendar) {
        return jdbc.sql("""
                insert into day_off (day, name, calendar) values (:day, :name, nullif(:calendar, ''))
                on conflict do nothing
                """)
                        .param("day", day)
                        .param("name", name)
                        .param("calendar", calendar)
                        .update()
                == 1;
    }

    private void changed(String what, Map<String, ?> detail, Who by) {
        audit.note(by, what, HOURS, detail);
        events.publishEvent(new WorkingTimeChanged());
    }
}
