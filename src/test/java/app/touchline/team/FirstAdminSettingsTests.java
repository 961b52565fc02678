package app.touchline.team;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FirstAdminSettingsTests {

    @Test
    void bothOrNeitherIsSet() {
        assertThat(new FirstAdminSettings(null, "").email()).isNull();
        assertThat(new FirstAdminSettings("ada@ours.test", "a long enough password").email())
                .isEqualTo("ada@ours.test");
        assertThatThrownBy(() -> new FirstAdminSettings("ada@ours.test", null))
                .hasMessage("Set both TOUCHLINE_ADMIN_EMAIL and TOUCHLINE_ADMIN_PASSWORD, or neither.");
    }

    @Test
    void aWrongValueIsSaidInASentence() {
        assertThatThrownBy(() -> new FirstAdminSettings("ada", "a long enough password"))
                .hasMessageContaining("TOUCHLINE_ADMIN_EMAIL: “ada” is not an email address");
        assertThatThrownBy(() -> new FirstAdminSettings("ada@ours.test", "short"))
                .hasMessageContaining("TOUCHLINE_ADMIN_PASSWORD: This has 5 characters");
    }

    @Test
    void thePasswordIsNotInItsWords() {
        assertThat(new FirstAdminSettings("ada@ours.test", "a long enough password").toString())
                .doesNotContain("enough");
    }
}
