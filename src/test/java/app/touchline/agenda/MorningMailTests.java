package app.touchline.agenda;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MorningMailTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static MorningMail at(String time, DayOfWeek... days) {
        return new MorningMail(LocalTime.parse(time), Set.of(days));
    }

    private static Instant utc(String time) {
        return Instant.parse(time + "Z");
    }

    @Test
    void isDueFromItsTimeOnInThePersonsZoneAndForSixHours() {
        var mail = at("07:30", DayOfWeek.WEDNESDAY);
        var wednesday = LocalDate.of(2026, 11, 18);
        assertThat(mail.dueAt(utc("2026-11-18T06:29:59"), BERLIN)).isEmpty();
        assertThat(mail.dueAt(utc("2026-11-18T06:30:00"), BERLIN)).contains(wednesday);
        assertThat(mail.dueAt(utc("2026-11-18T12:29:59"), BERLIN)).contains(wednesday);
        assertThat(mail.dueAt(utc("2026-11-18T12:30:00"), BERLIN)).isEmpty();
        assertThat(mail.dueAt(utc("2026-11-18T06:30:00"), ZoneId.of("America/New_York")))
                .isEmpty();
        assertThat(mail.dueAt(utc("2026-11-18T12:30:00"), ZoneId.of("America/New_York")))
                .contains(wednesday);
        assertThat(mail.dueAt(utc("2026-11-19T06:30:00"), BERLIN))
                .as("Thursday")
                .isEmpty();
    }

    @Test
    void staysAtItsTimeWhenTheClocksChange() {
        var mail = at("07:30", DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        assertThat(mail.dueAt(utc("2026-03-28T06:29:59"), BERLIN)).isEmpty();
        assertThat(mail.dueAt(utc("2026-03-28T06:30:00"), BERLIN)).isPresent();
        assertThat(mail.dueAt(utc("2026-03-29T05:29:59"), BERLIN)).isEmpty();
        assertThat(mail.dueAt(utc("2026-03-29T05:30:00"), BERLIN)).isPresent();
    }

    @Test
    void aTimeThatTheClocksLeaveOutIsAsMuchLater() {
        var mail = at("02:30", DayOfWeek.SUNDAY);
        assertThat(mail.dueAt(utc("2026-03-29T01:29:59"), BERLIN)).isEmpty();
        assertThat(mail.dueAt(utc("2026-03-29T01:30:00"), BERLIN)).contains(LocalDate.of(2026, 3, 29));
    }

    @Test
    void aTimeThatComesTwiceIsDueTheFirstTime() {
        var mail = at("02:30", DayOfWeek.SUNDAY);
        assertThat(mail.dueAt(utc("2026-10-25T00:29:59"), BERLIN)).isEmpty();
        assertThat(mail.dueAt(utc("2026-10-25T00:30:00"), BERLIN)).contains(LocalDate.of(2026, 10, 25));
    }
}
