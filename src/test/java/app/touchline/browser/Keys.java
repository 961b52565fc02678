package app.touchline.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** Somebody who moves about a page by keyboard alone. */
final class Keys {

    private static final int MOST = 400;

    private Keys() {}

    static void signIn(Page page, String who) {
        page.navigate("/sign-in");
        tabTo(page, "#email");
        page.keyboard().type(who + "@sample.test");
        tabTo(page, "#password");
        page.keyboard().type("sample");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Today");
        page.waitForLoadState();
    }

    /** A key that a script listens to, which is there when the page is loaded: it is seen before. */
    static void press(Page page, String key) {
        page.waitForLoadState();
        page.keyboard().press(key);
    }

    static void signOut(Page page) {
        tabTo(page, "[aria-label='Sign out']");
        page.keyboard().press("Enter");
        assertThat(page.locator("#email")).isVisible();
    }

    static void tabTo(Page page, String what) {
        for (int tabs = 0; tabs < MOST && !isFocused(page.locator(what)); tabs++)
            page.keyboard().press("Tab");
        assertThat(page.locator(what)).isFocused();
    }

    /** @param row the id of one of the rows that {@code j} and {@code k} move along */
    static void moveTo(Page page, String row) {
        for (int moved = 0; moved < MOST && page.locator("#" + row + ":focus").count() == 0; moved++)
            page.keyboard().press(moved < MOST / 2 ? "k" : "j");
        assertThat(page.locator("#" + row)).isFocused();
    }

    static String idOf(Locator row) {
        return String.valueOf(row.getAttribute("id"));
    }

    private static boolean isFocused(Locator what) {
        return (boolean) what.evaluate("element => element === document.activeElement");
    }
}
