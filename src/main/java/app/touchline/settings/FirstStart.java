package app.touchline.settings;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

import jakarta.annotation.PostConstruct;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes the programme's one row when there is none yet; several nodes may start at once. */
@Component
class FirstStart {

    private final JdbcClient jdbc;
    private final Clock clock;

    FirstStart(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @PostConstruct
    void makeTheProgramme() {
        var zone = ZoneId.systemDefault();
        jdbc.sql("""
                insert into programme (name, zone, created_on) values ('Partner programme', :zone, :today)
                on conflict do nothing
                """)
                .param("zone", zone.getId())
                .param("today", LocalDate.ofInstant(clock.instant(), zone))
                .update();
        jdbc.sql("insert into touch_counts_history (since, touch_counts) values (null, 'SENT') on conflict do nothing")
                .update();
    }
}
