package app.touchline.browser;

import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import app.touchline.testing.NeedsChromium;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** The board of deals by keyboard, by dragging, and without scripts; at its end each deal stands where it stood. */
@NeedsChromium
@ExtendWith(RunningSample.Given.class)
class PipelineBoardTests {

    private static final String CARD = ".deal-card:has-text('Umbra Optics')";
    private static final String CARD_IN_FOCUS = ".deal-card:focus:has-text('Umbra Optics')";

    @Test
    void aDealGoesFromStageToStageByKeyboardAndByDragging(RunningSample sample) {
        var page = sample.signedIn("lead");
        page.navigate("/pipeline");
        page.keyboard().press("j");
        assertThat(page.locator(".deal-card:focus")).hasCount(1);
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("[data-stage='QUALIFIED'] .deal-card:focus")).hasCount(1);
        for (int cards = page.locator("[data-stage='QUALIFIED'] .deal-card").count();
                cards > 0 && page.locator(CARD_IN_FOCUS).count() == 0;
                cards--) page.keyboard().press("ArrowDown");
        page.keyboard().press("Shift+ArrowRight");
        isIn(page, "PROPOSAL_SENT");
        assertThat(page.locator(CARD)).isFocused();
        assertThat(page.locator(".toast-line")).containsText("proposal sent");
        page.keyboard().press("Shift+ArrowLeft");
        isIn(page, "QUALIFIED");
        assertThat(page.locator(CARD)).isFocused();

        page.setViewportSize(2_000, 1_600); // the whole board: a page that scrolls under the pointer drags another card
        page.locator(CARD).dragTo(page.locator("[data-stage='PROPOSAL_SENT']"));
        isIn(page, "PROPOSAL_SENT");
        page.locator(".toast-undo").click();
        isIn(page, "QUALIFIED");

        page.locator(CARD).dragTo(page.locator("[data-stage='CLOSED_LOST']"));
        page.waitForURL(Pattern.compile(".*/move\\?to=CLOSED_LOST.*"));
        assertThat(page.locator("#lost-reason")).isFocused();
        page.getByText("Leave it where it is").click();
        isIn(page, "QUALIFIED");
        sample.browser().assertNoProblems();
    }

    @Test
    void withoutScriptsItIsMovedByAForm(RunningSample sample) {
        var page = sample.signIn(sample.browser().visitorWithoutScripts(sample.baseUrl()), "lead");
        page.navigate("/pipeline");
        for (var stage : List.of("NEGOTIATING", "PROPOSAL_SENT", "QUALIFIED")) {
            page.locator(".deal-card:has-text('Tamsin')").getByText("Move").click();
            page.locator("button[name='to'][value='%s']".formatted(stage)).click();
            assertThat(page.locator("[data-stage='%s'] .deal-card:has-text('Tamsin')".formatted(stage)))
                    .hasCount(1);
        }
        sample.browser().assertNoProblems();
    }

    private static void isIn(Page page, String stage) {
        assertThat(page.locator("[data-stage='%s'] %s".formatted(stage, CARD))).hasCount(1);
    }
}
