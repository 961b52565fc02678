package app.touchline;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

@TouchlineTest
class StartTests {

    @Autowired
    MockMvcTester mvc;

    @Test
    void theHealthEndpointNeedsNoSignIn() {
        assertThat(mvc.get().uri("/actuator/health")).hasStatusOk();
    }
}
