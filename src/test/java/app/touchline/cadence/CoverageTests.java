package app.touchline.cadence;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CoverageTests {

    @Test
    void fortySixOfFiftyAre92Percent() {
        assertThat(new Coverage(46, 50).percent()).hasValue(92);
    }

    @Test
    void aHundredPercentMeansAll() {
        assertThat(new Coverage(999, 1000).percent()).hasValue(99);
        assertThat(new Coverage(1000, 1000).percent()).hasValue(100);
    }

    @Test
    void noneOfNoneIsNeitherZeroNorAHundred() {
        assertThat(new Coverage(0, 0).percent()).isEmpty();
    }

    @Test
    void fiftyOneOfFiftyAreRefused() {
        assertThatThrownBy(() -> new Coverage(51, 50)).hasMessage("51 inside, of 50 in cadence");
    }

    @Test
    void inWordsItSaysOfHowManyAndNoneOfNone() {
        assertThat(new Coverage(46, 50).words()).isEqualTo("46 of 50 = 92%");
        assertThat(new Coverage(0, 0).words()).isEqualTo("none");
    }
}
