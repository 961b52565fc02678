package app.touchline.hours;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;

import org.springframework.stereotype.Component;

import app.touchline.alert.AlertWatch;
import app.touchline.settings.SettingsReader;

/** Public holidays are taken year by year: in December a programme that has days off this year is asked for the next. */
@Component
class NextYearsDaysOff implements AlertWatch {

    private final WorkingTimeReader reader;
    private final SettingsReader settings;
    private final Clock clock;

    NextYearsDaysOff(WorkingTimeReader reader, SettingsReader settings, Clock clock) {
        this.reader = reader;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "days-off";
    }

    @Override
    public List<Standing> standing() {
        var today = LocalDate.ofInstant(clock.instant(), settings.zone());
        int next = today.getYear() + 1;
        if (today.getMonth() != Month.DECEMBER || !hasDaysOff(today.getYear()) || hasDaysOff(next)) return List.of();
        return List.of(new Standing(
                "year " + next,
                "No day off is entered for " + next,
                "Response times and deadlines in working days would count public holidays as worked. Take next year's.",
                "/admin/hours"));
    }

    private boolean hasDaysOff(int year) {
        return reader.daysOff().stream().anyMatch(off -> off.day().getYear() == year);
    }
}
