package app.touchline.web;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

@TouchlineTest
class FrameTests {

    @Autowired
    MockMvcTester mvc;

    @Test
    void everyPageStandsInTheFrameOnceWithHashedStaticFiles() {
        assertThat(mvc.get().uri("/admin").with(As.a(Role.ADMIN)))
                .hasStatusOk()
                .bodyText()
                .containsOnlyOnce("<main")
                .containsOnlyOnce("<html")
                .containsPattern("/app-[0-9a-f]{32}\\.css")
                .containsPattern("/webjars/tabler__core/1\\.4\\.0/dist/css/tabler\\.min-[0-9a-f]{32}\\.css")
                .containsPattern("/icons-[0-9a-f]{32}\\.svg#settings")
                .contains("aria-current=\"page\"")
                .doesNotContain("<script>");
    }

    @Test
    void theStyleSheetNamesTablerByItsHashToo() {
        assertThat(mvc.get().uri("/assets/app.css"))
                .hasStatusOk()
                .bodyText()
                .containsPattern("/webjars/tabler__core/1\\.4\\.0/dist/css/tabler\\.min-[0-9a-f]{32}\\.css");
    }
}
