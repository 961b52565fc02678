package app.touchline.mailbox;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BackfillTests {

    @Test
    void aHundredPercentMeansAll() {
        assertThat(new Backfill(1, 1000, null).percent()).isEqualTo(99);
        assertThat(new Backfill(0, 1000, null).percent()).isEqualTo(100);
    }

    @Test
    void nothingKnownYetIsNotAHundredPercent() {
        assertThat(new Backfill(0, 0, null).percent()).isZero();
    }

    @Test
    void moreCannotBeLeftThanThereWas() {
        assertThatThrownBy(() -> new Backfill(2, 1, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTimeLeftIsSaidInWords() {
        assertThat(new Backfill(1, 2, Duration.ofSeconds(59)).words()).isEqualTo("less than a minute left");
        assertThat(new Backfill(1, 2, Duration.ofSeconds(61)).words()).isEqualTo("about 1 minute left");
        assertThat(new Backfill(1, 2, Duration.ofMinutes(89)).words()).isEqualTo("about 89 minutes left");
        assertThat(new Backfill(1, 2, Duration.ofMinutes(170)).words()).isEqualTo("about 3 hours left");
        assertThat(new Backfill(1, 2, null).words()).isEqualTo("time left not known yet");
    }
}
