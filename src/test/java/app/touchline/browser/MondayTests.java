package app.touchline.browser;

import java.time.Instant;
import java.util.regex.Pattern;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import app.touchline.testing.NeedsChromium;
import app.touchline.testing.Patience;

import static app.touchline.browser.Keys.idOf;
import static app.touchline.browser.Keys.moveTo;
import static app.touchline.browser.Keys.tabTo;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A partner manager's Monday, from the sign-in to the sign-out, by keyboard alone; at its end the list is as it was. */
@NeedsChromium
@ExtendWith(RunningSample.Given.class)
class MondayTests {

    @Test
    void isWorkedWithoutAMouse(RunningSample sample) {
        var page = sample.browser().visitor(sample.baseUrl());
        Keys.signIn(page, "dana");
        var rows = page.locator("[data-row]");
        assertThat(rows.nth(2)).isVisible();
        var first = idOf(rows.first());
        doneAndBack(page, first);
        postponedTogetherAndBack(page);
        Keys.press(page, "j");
        handOverAndLeave(page);
        recoveryAndBack(page);
        snoozedAndBack(page);
        replyDismissedAndBack(page);
        openThePartner(page);
        Keys.signOut(page);
        sample.browser().assertNoProblems();
    }

    private static void doneAndBack(Page page, String row) {
        Keys.press(page, "j");
        assertThat(page.locator("#" + row)).isFocused();
        Keys.press(page, "d");
        assertThat(page.locator("#step-outcome")).isFocused();
        page.keyboard().type("Spoke to them, all agreed");
        page.keyboard().press("Enter");
        assertThat(page.locator(".toast-undo")).isVisible();
        assertThat(page.locator("#" + row)).hasCount(0);
        assertThat(page.locator("[data-row]:focus")).hasCount(1);
        Keys.press(page, "u");
        assertThat(page.locator("#" + row)).isFocused();
    }

    /** One stays where one was: at the row after those that left. */
    private static void postponedTogetherAndBack(Page page) {
        var steps = page.locator("[data-row]:has([data-key='p'])");
        var one = idOf(steps.nth(1));
        var two = idOf(steps.nth(2));
        var after = idOf(steps.nth(3));
        moveTo(page, one);
        Keys.press(page, "x");
        moveTo(page, two);
        Keys.press(page, "x");
        assertThat(page.locator("[data-picked]")).hasText("2 rows selected");
        Keys.press(page, "p");
        assertThat(page.locator("#bulk-slot #step-due")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator(".toast-line")).containsText("2 postponed.");
        assertThat(page.locator("#" + one)).hasCount(0);
        assertThat(page.locator("#" + two)).hasCount(0);
        assertThat(page.locator("#" + after)).isFocused();
        Keys.press(page, "u");
        assertThat(page.locator("#" + one)).hasCount(1);
        assertThat(page.locator("#" + two)).hasCount(1);
        assertThat(page.locator(".toast-line")).containsText("Taken back: 2.");
    }

    private static void handOverAndLeave(Page page) {
        Keys.press(page, "a");
        assertThat(page.locator("#step-form")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("#step-form")).hasCount(0);
        assertThat(page.locator("[data-row]:focus")).hasCount(1);
    }

    private static void recoveryAndBack(Page page) {
        Keys.press(page, "r");
        assertThat(page.locator("#step-type")).isFocused();
        assertThat(page.locator("#step-type")).hasValue("RECOVERY_TOUCH");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator(".toast-undo")).isVisible();
        Keys.press(page, "u");
        assertThat(page.locator(".toast-line")).containsText("Taken back");
    }

    private static void snoozedAndBack(Page page) {
        var row = idOf(page.locator("section:has(#part-SLIPPED) [data-row]").first());
        moveTo(page, row);
        Keys.press(page, "s");
        assertThat(page.locator("#step-until")).isFocused();
        page.locator("#step-reason").focus();
        page.keyboard().type("They are on holiday");
        page.keyboard().press("Enter");
        assertThat(page.locator(".toast-line")).containsText("snoozed until");
        assertThat(page.locator("#" + row)).hasCount(0);
        assertThat(page.locator("[data-row]:focus")).hasCount(1);
        Keys.press(page, "u");
        assertThat(page.locator("#" + row)).isFocused();
    }

    private static void replyDismissedAndBack(Page page) {
        var row = idOf(page.locator("[data-row]:has([data-row-act])").first());
        moveTo(page, row);
        Keys.press(page, "d");
        assertThat(page.locator(".toast-line")).containsText("No reply needed");
        assertThat(page.locator("#" + row)).hasCount(0);
        Keys.press(page, "u");
        assertThat(page.locator("#" + row)).isFocused();
    }

    private static void openThePartner(Page page) {
        Keys.press(page, "k");
        var name = page.locator("[data-row]:focus [data-open]").textContent();
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile(".*/partners/\\d+.*"));
        assertThat(page.locator("h1")).containsText(name);
        tabTo(page, ".bar-nav a.bar-line >> nth=0");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Today");
    }

    @Test
    void mailThatIsWrittenMeanwhileShowsOnItsRowAndTheDaysAreReset(RunningSample sample) throws Exception {
        var page = sample.signedIn("jonas");
        page.navigate("/?who=mine");
        var row = page.locator("section:has(#part-SLIPPED) [data-row]:has([data-key='m'])")
                .last();
        var id = idOf(row);
        var address = row.locator("[data-key='m']").getAttribute("href").replace("mailto:", "");
        page.evaluate("window.sameDocument = true");
        assertThat(page.locator("#" + id + " .captured time")).hasCount(0);
        sample.send("jonas@sample.test", address, Instant.now());
        Patience.until("the row tells of the mail", () -> {
            page.waitForResponse("**/today/news*", () -> page.evaluate("htmx.trigger('#news', 'news')"));
            return page.locator("#" + id + " .captured time").count() == 1;
        });
        assertThat(page.locator("#" + id + " .captured")).containsText(Pattern.compile("captured \\d\\d:\\d\\d"));
        assertThat(page.locator("#" + id + " .today-days")).containsText("0");
        assertThat(page.evaluate("window.sameDocument"))
                .as("nothing was loaded anew")
                .isEqualTo(true);
        page.reload();
        assertThat(page.locator("#" + id)).hasCount(0);
        sample.browser().assertNoProblems();
    }
}
