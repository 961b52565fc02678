package app.touchline.browser;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import app.touchline.testing.NeedsChromium;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The weekly read in the browser: by keyboard alone, and by two people at once. */
@NeedsChromium
@ExtendWith(RunningSample.Given.class)
class WeeklyReadTests {

    private static final Pattern A_PAGE = Pattern.compile("/Type\\s*/Page[^s]");

    private @Nullable RunningSample given;

    /** The sample's read is in progress for other tests. */
    @AfterEach
    void asItWas() {
        if (given == null) return;
        given.write("update weekly_read set closed_at = null, closed_by = null, record = null, undecided_because = '',"
                + " step = 'SLIPPED'");
        if (given == null) return;
        given.write(
                "update weekly_decision set taken_back_at = now(), taken_back_by = decided_by where id > 2 and taken_back_at is null");
    }

    private static String undecided(Page page, int nth) {
        return (String) page.evaluate(
                "n => [...document.querySelectorAll('.read-row')].filter(row => !row.querySelector('.decision-made'))[n].id",
                nth);
    }

    private static void goTo(Page page, String row) {
        for (int moves = 0; moves < 200; moves++) {
            if (row.equals(page.evaluate("document.activeElement.id"))) return;
            page.keyboard().press("j");
        }
        throw new AssertionError("the keys do not lead to " + row);
    }

    @Test
    void theLeadDecidesAndClosesByKeyboardAlone(RunningSample sample) {
        given = sample;
        var page = sample.signedIn("lead");
        page.navigate("/weekly");
        page.keyboard().press("g");
        page.waitForSelector("#slipped-head");
        sample.browser().photograph(page, "weekly-read");

        var first = undecided(page, 0);
        goTo(page, first);
        page.keyboard().press("r");
        page.waitForSelector("#step-form");
        page.keyboard().type("Call their new manager");
        page.keyboard().press("Enter");
        assertThat(page.locator("#" + first + " .decision-made")).containsText("Recovery touch");

        var second = undecided(page, 0);
        goTo(page, second);
        page.keyboard().press("s");
        page.waitForSelector("#step-form");
        page.keyboard().type("On holiday");
        page.keyboard().press("Enter");
        assertThat(page.locator("#" + second + " .decision-made")).containsText("On holiday");
        page.keyboard().press("u");
        assertThat(page.locator("#" + second + " .decision-made")).hasCount(0);

        page.keyboard().press("n");
        page.waitForURL("**step=loose");
        page.keyboard().press("n");
        page.waitForURL("**step=close");
        page.keyboard().press("Tab");
        for (int tabs = 0; tabs < 60 && !"because".equals(page.evaluate("document.activeElement.id")); tabs++)
            page.keyboard().press("Tab");
        page.keyboard().type("We meet them tomorrow");
        page.keyboard().press("Enter");
        page.waitForSelector(".read-record");
        assertThat(page.locator(".read-record")).containsText("We meet them tomorrow");
        sample.browser().photograph(page, "weekly-record");
        sample.browser().look(page, "the record of a read");
        var pages = A_PAGE.matcher(new String(page.pdf(), StandardCharsets.ISO_8859_1))
                .results()
                .count();
        assertThat(pages).as("printed pages").isBetween(1L, 2L);
        sample.browser().assertNoProblems();
    }

    @Test
    void twoInOneReadSeeEachOthersDecisionsAndTheSecondIsTold(RunningSample sample) {
        given = sample;
        var lead = sample.signedIn("lead");
        var admin = sample.signedIn("admin");
        for (var page : new Page[] {lead, admin}) page.navigate("/weekly/reads/1?step=slipped");
        var row = undecided(lead, 1);
        admin.locator("#" + row + " [data-key=s]").click();
        admin.locator("#decision-reason").fill("They asked");

        lead.locator("#" + row + " [data-key=r]").click();
        lead.locator("#step-form").getByRole(AriaRole.BUTTON).first().click();
        assertThat(lead.locator("#" + row + " .decision-made")).containsText("Recovery touch");
        assertThat(admin.locator("#" + row + " .decision-made")).containsText("Recovery touch");
        assertThat(admin.locator("#decision-reason")).hasValue("They asked");

        admin.locator("#step-form").getByRole(AriaRole.BUTTON).first().click();
        assertThat(admin.locator("#toasts")).containsText("has decided about");
        assertThat(admin.locator("#" + row + " .decision-made")).containsText("Recovery touch");
        sample.browser().assertNoProblems();
    }
}
