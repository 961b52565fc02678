package app.touchline.mailbox.graph;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTests {

    private static final String NOW = "Wed, 18 Nov 2026 10:00:00 GMT";

    @Test
    void secondsAreSecondsAndAtLeastOne() {
        assertThat(RetryAfter.read("600", NOW)).isEqualTo(Duration.ofMinutes(10));
        assertThat(RetryAfter.read(" 5 ", null)).isEqualTo(Duration.ofSeconds(5));
        assertThat(RetryAfter.read("0", null)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aTimeIsMeasuredByTheServersOwnClock() {
        assertThat(RetryAfter.read("Wed, 18 Nov 2026 10:02:30 GMT", NOW)).isEqualTo(Duration.ofSeconds(150));
        assertThat(RetryAfter.read("Wed, 18 Nov 2026 09:00:00 GMT", NOW)).isEqualTo(Duration.ofSeconds(1));
        assertThat(RetryAfter.read("Wed, 18 Nov 2026 10:02:30 GMT", null)).isNull();
    }

    @Test
    void moreThanElevenDaysAreNotBelieved() {
        assertThat(RetryAfter.read("9".repeat(40), NOW)).isEqualTo(Duration.ofSeconds(999_999));
        assertThat(RetryAfter.read("Wed, 18 Nov 2099 10:00:00 GMT", NOW)).isEqualTo(Duration.ofSeconds(999_999));
    }

    @Test
    void whatIsNeitherIsNothing() {
        assertThat(RetryAfter.read(null, NOW)).isNull();
        assertThat(RetryAfter.read("soon", NOW)).isNull();
        assertThat(RetryAfter.read("-5", NOW)).isNull();
        assertThat(RetryAfter.read("", "")).isNull();
    }
}
