package app.touchline.sample;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/** When people of the sample write: on working days between half past eight and half past five, and never later than now. */
record WorkingTime(ZonedDateTime now) {

    ZoneId zone() {
        return now.getZone();
    }

    LocalDate today() {
        return now.toLocalDate();
    }

    static boolean isWorkday(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /** Some time on the day; on today some time before now. */
    ZonedDateTime on(LocalDate day, Random random) {
        var at = day.atTime(8, 30)
                .plusMinutes(random.nextInt(540))
                .plusSeconds(random.nextInt(60))
                .atZone(zone());
        if (at.isBefore(now.minusMinutes(5))) return at;
        var midnight = day.atStartOfDay(zone());
        var minutes = Math.max(1, Duration.between(midnight, now).toMinutes() - 5);
        return midnight.plusMinutes((long) (minutes * (0.5 + random.nextDouble() / 2)));
    }

    /** The day so many days ago, or the working day before it. */
    LocalDate workdayAgo(int days) {
        var day = today().minusDays(days);
        while (!isWorkday(day)) day = day.minusDays(1);
        return day;
    }

    /** A while after a letter, within working hours; null when that is still to come. */
    @Nullable
    ZonedDateTime after(ZonedDateTime letter, Random random) {
        var at = letter.plusMinutes(20L + random.nextInt(300));
        if (at.getHour() >= 18) at = at.plusDays(1).withHour(9).withMinute(random.nextInt(60));
        while (!isWorkday(at.toLocalDate())) at = at.plusDays(1);
        return at.isBefore(now.minusMinutes(1)) ? at : null;
    }
}
