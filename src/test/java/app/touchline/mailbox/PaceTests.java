package app.touchline.mailbox;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTests {

    private final Pace pace = new Pace();

    @Test
    void pagesGrowAsLongAsTheyAreTakenInWithinAMoment() {
        assertThat(pace.most()).isEqualTo(500);
        pace.took(500, Duration.ofMillis(20));
        assertThat(pace.most()).isEqualTo(1_000);
        pace.took(1_000, Duration.ofMillis(40));
        assertThat(pace.most()).isEqualTo(2_000);
        pace.took(2_000, Duration.ofMillis(400));
        assertThat(pace.most()).isEqualTo(1_000);
    }

    @Test
    void howeverLongTheyTakeFiveHundredAreTakenAtOnce() {
        pace.took(500, Duration.ofSeconds(40));
        assertThat(pace.most()).isEqualTo(500);
        pace.took(0, Duration.ZERO);
        assertThat(pace.most()).isEqualTo(500);
    }
}
