package app.touchline.hours;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.hours.WorkingTime.Stretch;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchlineTest;
import app.touchline.web.EditForm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Each test is rolled back: there is one programme, and other tests live in it. */
@TouchlineTest
@Transactional
@RecordApplicationEvents
class HoursPagesTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    WorkingTimeReader reader;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEvents events;

    @Autowired
    NextYearsDaysOff nextYears;

    @Autowired
    TestClock clock;

    @Test
    void inDecemberAnAdminIsAskedForTheDaysOffOfTheNextYear() {
        jdbc.sql("delete from day_off").update();
        clock.set(Instant.parse("2026-12-01T12:00:00Z"));
        assertThat(nextYears.standing()).as("this programme keeps none").isEmpty();
        jdbc.sql("insert into day_off (day, name) values ('2026-12-25', 'Christmas')")
                .update();
        assertThat(nextYears.standing())
                .singleElement()
                .satisfies(alert -> assertThat(alert.title()).endsWith("2027"));
        clock.set(Instant.parse("2026-11-30T12:00:00Z"));
        assertThat(nextYears.standing()).isEmpty();
        clock.set(Instant.parse("2026-12-31T12:00:00Z"));
        jdbc.sql("insert into day_off (day, name) values ('2027-01-01', 'New Year')")
                .update();
        assertThat(nextYears.standing()).isEmpty();
    }

    @Test
    void atFirstTheProgrammeWorksFromNineToFiveOnWeekdays() {
        var time = reader.current();
        assertThat(time.week().get(DayOfWeek.FRIDAY)).containsExactly(new Stretch(540, 1020));
        assertThat(time.isWorkingDay(LocalDate.of(2026, 11, 21))).isFalse();
        assertThat(time.between(Instant.parse("2026-11-16T00:00:00Z"), Instant.parse("2026-11-23T00:00:00Z")))
                .isEqualTo(Duration.ofHours(40));
    }

    @Test
    void anotherWeekIsSavedShownAgainAudited_andToldToWhoeverComputesWithIt() {
        assertThat(save(Map.of(
                        "friday-1-to", "12:00",
                        "friday-2-from", "12:30",
                        "friday-2-to", "15:00",
                        "monday-1-from", "",
                        "monday-1-to", "",
                        "saturday-1-from", "22:00",
                        "saturday-1-to", "00:00")))
                .hasRedirectedUrl("/admin/hours");
        assertThat(reader.current().week())
                .containsEntry(DayOfWeek.FRIDAY, List.of(new Stretch(540, 720), new Stretch(750, 900)))
                .containsEntry(DayOfWeek.MONDAY, List.of())
                .containsEntry(DayOfWeek.SATURDAY, List.of(new Stretch(1320, 1440)));
        assertThat(get("/admin/hours")).hasStatusOk().bodyText().contains("value=\"12:30\"", "value=\"22:00\"");
        assertThat(events.stream(WorkingTimeChanged.class)).hasSize(1);
        assertThat(jdbc.sql(
                                "select detail ->> 'to' from audit_entry where about = 'working hours' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .contains("Friday 09:00–12:00 and 12:30–15:00", "Saturday 22:00–00:00")
                .doesNotContain("Monday");
    }

    @Test
    void savingWhatIsThereChangesNothing() {
        assertThat(save(Map.of())).hasRedirectedUrl("/admin/hours");
        assertThat(events.stream(WorkingTimeChanged.class)).isEmpty();
    }

    @Test
    void eachMistakeInTheWeekHasASentence() {
        assertThat(save(Map.of(
                        "monday-1-from", "nine",
                        "tuesday-1-to", "08:00",
                        "wednesday-1-to", "",
                        "thursday-2-from", "16:00",
                        "thursday-2-to", "18:00")))
                .hasStatus(422)
                .bodyText()
                .contains("“nine” is not a time; write it like 09:00.")
                .contains("Tuesday ends before it begins.")
                .contains("Wednesday has an opening but no end.")
                .contains("Thursday&#39;s second stretch must begin after the first one ended, at 17:00.");
        var nothing = new LinkedHashMap<String, String>();
        WeekForm.NAMES.names().keySet().forEach(field -> nothing.put(field, ""));
        assertThat(save(nothing)).hasStatus(422).bodyText().contains("Enter at least one stretch");
    }

    @Test
    void whatSomebodyElseSavedMeanwhileStaysOrIsTold() {
        var opened = WeekForm.opened(reader.week());
        save(Map.of("monday-1-from", "08:00"));
        assertThat(send(opened, Map.of("tuesday-1-from", "10:00"))).hasRedirectedUrl("/admin/hours");
        assertThat(reader.week())
                .containsEntry(DayOfWeek.MONDAY, List.of(new Stretch(480, 1020)))
                .containsEntry(DayOfWeek.TUESDAY, List.of(new Stretch(600, 1020)));
        assertThat(send(opened, Map.of("monday-1-from", "07:00")))
                .hasStatus(422)
                .bodyText()
                .contains("The opening of Monday changed meanwhile.", "Theirs: 08:00.", "value=\"07:00\"");
    }

    @Test
    void aDayOffIsAddedOnceAndRemoved() {
        assertThat(post("/admin/hours/days-off", "day", "2027-07-02", "name", "Company outing"))
                .hasRedirectedUrl("/admin/hours");
        assertThat(get("/admin/hours")).bodyText().contains("Friday 2 July 2027", "Company outing");
        assertThat(reader.current().isWorkingDay(LocalDate.of(2027, 7, 2))).isFalse();
        assertThat(post("/admin/hours/days-off", "day", "2027-07-02", "name", "Again"))
                .hasStatus(422)
                .bodyText()
                .contains("This day is off already: Company outing.");
        assertThat(post("/admin/hours/days-off/removal", "day", "2027-07-02")).hasRedirectedUrl("/admin/hours");
        assertThat(reader.current().isWorkingDay(LocalDate.of(2027, 7, 2))).isTrue();
    }

    @Test
    void aDayOffThatIsNoneSaysWhy() {
        assertThat(post("/admin/hours/days-off", "day", "2.7.2027", "name", " "))
                .hasStatus(422)
                .bodyText()
                .contains("“2.7.2027” is not a day", "Say what day it is");
    }

    @Test
    void publicHolidaysAreShownByRegionAndTakenAndTakenBack() {
        assertThat(get("/admin/hours/holidays?country=de&region=de/by&year=2027"))
                .hasStatusOk()
                .bodyText()
                .contains("Germany, Bavaria, 2027", "Thursday 6 May 2027", "Corpus Christi");
        assertThat(get("/admin/hours/holidays?country=de&region=de/be&year=2027"))
                .bodyText()
                .doesNotContain("Corpus Christi");
        post("/admin/hours/days-off", "day", "2027-05-06", "name", "Ours already");
        assertThat(post("/admin/hours/holidays", "calendar", "de/by", "year", "2027"))
                .hasRedirectedUrl("/admin/hours");
        assertThat(reader.daysOff())
                .contains(new WorkingTimeReader.DayOff(LocalDate.of(2027, 5, 6), "Ours already", null))
                .contains(new WorkingTimeReader.DayOff(LocalDate.of(2027, 5, 27), "Corpus Christi", "de/by"));
        assertThat(get("/admin/hours/holidays?country=de&region=de/by&year=2027"))
                .bodyText()
                .contains("Off already");
        post("/admin/hours/holidays/removal", "calendar", "de/by", "year", "2027");
        assertThat(reader.daysOff()).extracting(WorkingTimeReader.DayOff::name).containsExactly("Ours already");
    }

    @Test
    void aHolidayThatIsKeptOnAnotherDayIsThatDay() {
        post("/admin/hours/holidays", "calendar", "us", "year", "2027");
        assertThat(reader.daysOff())
                .extracting(off -> off.day().toString())
                .contains("2027-07-05", "2027-12-24")
                .doesNotContain("2027-07-04", "2027-12-25");
    }

    @Test
    void aCountryThatNobodyKeepsIsNone() {
        assertThat(get("/admin/hours/holidays?country=zz")).hasStatusOk();
        assertThat(post("/admin/hours/holidays", "calendar", "zz", "year", "2027"))
                .hasStatus(404);
    }

    private MvcTestResult save(Map<String, String> typed) {
        return send(WeekForm.opened(reader.week()), typed);
    }

    private MvcTestResult send(EditForm opened, Map<String, String> typed) {
        var fields = new LinkedHashMap<>(opened.typed());
        fields.putAll(typed);
        var request = mvc.post().uri("/admin/hours").with(As.a(Role.ADMIN)).with(csrf());
        for (var field : fields.entrySet()) request = request.param(field.getKey(), field.getValue());
        for (var was : opened.was().entrySet()) request = request.param(EditForm.WAS + was.getKey(), was.getValue());
        return request.exchange();
    }

    private MvcTestResult post(String path, String... fields) {
        var request = mvc.post().uri(path).with(As.a(Role.ADMIN)).with(csrf());
        for (var i = 0; i < fields.length; i += 2) request = request.param(fields[i], fields[i + 1]);
        return request.exchange();
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).with(As.a(Role.ADMIN)).exchange();
    }
}
