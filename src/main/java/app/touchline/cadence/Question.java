package app.touchline.cadence;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

import app.touchline.settings.SettingsReader;
import app.touchline.settings.TouchCounts;

/**
 * How all partners stand on a day, as the text of a statement that ends in the common table {@code cadence}.
 *
 * @param endOfDay the first moment after the day in the programme's zone
 * @param past before today in the programme's zone
 */
record Question(
        String text,
        TouchCounts counts,
        LocalDate day,
        boolean past,
        Instant endOfDay,
        ZoneId zone,
        LocalDate knownSince) {

    /** The statement that asks it; {@code rest} follows the common tables. */
    StatementSpec select(JdbcClient jdbc, String rest) {
        return jdbc.sql(text + rest)
                .param("day", day)
                .param("endOfDay", Timestamp.from(endOfDay))
                .param("zone", zone.getId())
                .param("knownSince", knownSince);
    }

    /** Puts the question for a day as the settings are. */
    @Component
    static class Asked {

        private final SettingsReader settings;
        private final Clock clock;

        Asked(SettingsReader settings, Clock clock) {
            this.settings = settings;
            this.clock = clock;
        }

        Question on(LocalDate day) {
            var programme = settings.current();
            var counts = settings.touchCountsOn(day);
            var past = day.isBefore(programme.today(clock));
            return new Question(
                    past ? CadenceText.onAPastDay(counts) : CadenceText.now(counts),
                    counts,
                    day,
                    past,
                    day.plusDays(1).atStartOfDay(programme.zone()).toInstant(),
                    programme.zone(),
                    programme.knownSince());
        }
    }
}
