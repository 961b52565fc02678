package app.touchline.testing;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NeededProgramTests {

    @Test
    void aTestRunsWhereItsProgramIs() {
        assertThat(NeededProgram.DOVECOT.evaluate(true, true).isDisabled()).isFalse();
    }

    @Test
    void aTestIsLeftOutWhereItsProgramIsMissingAndSaysHowToGetIt() {
        var result = NeededProgram.CHROMIUM.evaluate(false, false);
        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason())
                .hasValueSatisfying(reason -> assertThat(reason)
                        .contains("Chromium is not on this machine")
                        .contains("apt-get install chromium"));
    }

    @Test
    void leavingOutIsAFailureWhereAllTestsAreRequired() {
        assertThatThrownBy(() -> NeededProgram.DOVECOT.evaluate(false, true))
                .hasMessageContaining("Dovecot is missing")
                .hasMessageContaining("apt-get install dovecot-imapd");
    }
}
