package app.touchline.browser;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import app.touchline.testing.NeedsChromium;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** A partner manager's Monday, from the sign-in to the sign-out, by keyboard alone; at its end the list is as it was. */
@NeedsChromium
@ExtendWith(RunningSample.Given.class)
class MondayTests {

    @Test
    void isWorkedWithoutAMouse(RunningSample sample) {
        var page = sample.browser().visitor(sample.baseUrl());
        signIn(page);
        var rows = page.locator("[data-row]");
        assertThat(rows.nth(2)).isVisible();
        var first = keyOf(rows.first());
        doneAndBack(page, first);
        postponedTogetherAndBack(page);
        page.keyboard().press("j");
        handOverAndLeave(page);
        recoveryAndBack(page);
        openThePartner(page);
        signOut(page);
        sample.browser().assertNoProblems();
    }

    private static void signIn(Page page) {
        page.navigate("/sign-in");
        tabTo(page, "#email");
        page.keyboard().type("dana@sample.test");
        tabTo(page, "#password");
        page.keyboard().type("sample");
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile(".*/(\\?.*)?$"));
    }

    private static void doneAndBack(Page page, String row) {
        page.keyboard().press("j");
        assertThat(page.locator("#" + row)).isFocused();
        page.keyboard().press("d");
        assertThat(page.locator("#step-outcome")).isFocused();
        page.keyboard().type("Spoke to them, all agreed");
        page.keyboard().press("Enter");
        assertThat(page.locator(".toast-undo")).isVisible();
        assertThat(page.locator("#" + row)).hasCount(0);
        assertThat(page.locator("[data-row]:focus")).hasCount(1);
        page.keyboard().press("u");
        assertThat(page.locator("#" + row)).isFocused();
    }

    private static void postponedTogetherAndBack(Page page) {
        var steps = page.locator("[data-row]:has([data-key='p'])");
        var one = keyOf(steps.nth(0));
        var two = keyOf(steps.nth(1));
        moveTo(page, one);
        page.keyboard().press("x");
        moveTo(page, two);
        page.keyboard().press("x");
        assertThat(page.locator("[data-picked]")).hasText("2 rows selected");
        page.keyboard().press("p");
        assertThat(page.locator("#bulk-slot #step-due")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator(".toast-line")).containsText("2 postponed.");
        assertThat(page.locator("#" + one)).hasCount(0);
        assertThat(page.locator("#" + two)).hasCount(0);
        page.keyboard().press("u");
        assertThat(page.locator("#" + one)).hasCount(1);
        assertThat(page.locator("#" + two)).hasCount(1);
        assertThat(page.locator(".toast-line")).containsText("Taken back: 2.");
    }

    private static void handOverAndLeave(Page page) {
        page.keyboard().press("a");
        assertThat(page.locator("#step-form")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("#step-form")).hasCount(0);
        assertThat(page.locator("[data-row]:focus")).hasCount(1);
    }

    private static void recoveryAndBack(Page page) {
        page.keyboard().press("r");
        assertThat(page.locator("#step-type")).isFocused();
        assertThat(page.locator("#step-type")).hasValue("RECOVERY_TOUCH");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator(".toast-undo")).isVisible();
        page.keyboard().press("u");
        assertThat(page.locator(".toast-line")).containsText("Taken back");
    }

    private static void openThePartner(Page page) {
        page.keyboard().press("k");
        var name = page.locator("[data-row]:focus [data-open]").textContent();
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile(".*/partners/\\d+.*"));
        assertThat(page.locator("h1")).containsText(name);
        tabTo(page, ".bar-nav a.bar-line >> nth=0");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Today");
    }

    private static void signOut(Page page) {
        tabTo(page, "[aria-label='Sign out']");
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile(".*/sign-in.*"));
    }

    private static void moveTo(Page page, String row) {
        for (int moved = 0; moved < 100 && page.locator("#" + row + ":focus").count() == 0; moved++)
            page.keyboard().press(moved < 50 ? "k" : "j");
        assertThat(page.locator("#" + row)).isFocused();
    }

    private static void tabTo(Page page, String what) {
        for (int tabs = 0; tabs < 400 && !isFocused(page.locator(what)); tabs++)
            page.keyboard().press("Tab");
        assertThat(page.locator(what)).isFocused();
    }

    private static boolean isFocused(Locator what) {
        return (boolean) what.evaluate("element => element === document.activeElement");
    }

    private static String keyOf(Locator row) {
        return String.valueOf(row.getAttribute("id"));
    }
}
