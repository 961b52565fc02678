package app.touchline.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BackTests {

    @Test
    void leadsToAPathWithinTheApplication() {
        assertThat(Back.to("/partners/5?page=2").redirect()).isEqualTo("redirect:/partners/5?page=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.test",
                "https://evil.test",
                "/\\evil.test",
                "/{id}",
                "/a\r\nSet-Cookie: x",
                "javascript:alert(1)",
                ""
            })
    void leadsNowhereElse(String asked) {
        assertThat(Back.to(asked).path()).isEqualTo("/");
    }
}
