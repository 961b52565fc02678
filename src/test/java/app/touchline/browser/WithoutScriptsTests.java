package app.touchline.browser;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import app.touchline.testing.NeedsChromium;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** The daily list and the weekly read in a browser that runs no scripts; each act is taken back at the end. */
@NeedsChromium
@ExtendWith(RunningSample.Given.class)
class WithoutScriptsTests {

    @Test
    void theDailyListIsWorkedByWholePageForms(RunningSample sample) {
        var page = sample.signIn(sample.browser().visitorWithoutScripts(sample.baseUrl()), "dana");
        page.navigate("/?who=mine");
        oneIsDone(page);
        oneIsPostponed(page);
        twoArePostponedTogether(page);
        aPartnerIsSnoozed(page);
        aReplyNeedsNone(page);
        theTypeNarrowsTheList(page);
        sample.browser().assertNoProblems();
    }

    private static void oneIsDone(Page page) {
        var row = "#" + Keys.idOf(page.locator("[data-row]:has([data-key='p'])").first());
        page.locator(row + " [data-key='d']").click();
        assertThat(page.locator("h1")).containsText("Done");
        page.locator("#step-outcome").fill("Spoke to them");
        press(page, "#step-form .btn-primary");
        assertThat(page.locator(row)).hasCount(0);
        takeBack(page);
        assertThat(page.locator(row)).hasCount(1);
    }

    private static void oneIsPostponed(Page page) {
        var row = "#" + Keys.idOf(page.locator("[data-row]:has([data-key='p'])").first());
        page.locator(row + " [data-key='p']").click();
        press(page, "#step-form .btn-primary");
        assertThat(page.locator(".toast-line")).containsText("postponed to");
        assertThat(page.locator(row)).hasCount(0);
        takeBack(page);
        assertThat(page.locator(row)).hasCount(1);
    }

    private static void twoArePostponedTogether(Page page) {
        var rows = page.locator("[data-row]:has([data-key='p'])");
        var first = "#" + Keys.idOf(rows.nth(0));
        var second = "#" + Keys.idOf(rows.nth(1));
        page.locator(first + " [data-pick]").check();
        page.locator(second + " [data-pick]").check();
        press(page, "#bulk [value=postpone]");
        assertThat(page.locator("h1")).hasText("Postpone");
        press(page, "#step-form .btn-primary");
        assertThat(page.locator(".toast-line")).containsText("2 postponed.");
        takeBack(page);
        assertThat(page.locator(first)).hasCount(1);
        assertThat(page.locator(second)).hasCount(1);
    }

    private static void aPartnerIsSnoozed(Page page) {
        var row = page.locator("#part-SLIPPED")
                .locator("xpath=ancestor::section")
                .locator("[data-row]")
                .first();
        var id = "#" + Keys.idOf(row);
        row.locator(".act-more summary").click();
        row.locator("[data-key='s']").click();
        press(page, "#step-form .btn-primary");
        assertThat(page.locator("#step-form")).containsText("Say why");
        page.locator("#step-reason").fill("On holiday");
        press(page, "#step-form .btn-primary");
        assertThat(page.locator(".toast-line")).containsText("snoozed until");
        assertThat(page.locator(id)).hasCount(0);
        takeBack(page);
        assertThat(page.locator(id)).hasCount(1);
    }

    private static void aReplyNeedsNone(Page page) {
        var row = "#" + Keys.idOf(page.locator("[data-row]:has([data-row-act])").first());
        press(page, row + " [data-row-act]");
        assertThat(page.locator(".toast-line")).containsText("No reply needed.");
        assertThat(page.locator(row)).hasCount(0);
        takeBack(page);
        assertThat(page.locator(row)).hasCount(1);
    }

    private static void theTypeNarrowsTheList(Page page) {
        page.getByLabel("Type of partner").selectOption(new SelectOption().setIndex(1));
        press(page, ".type-filter button");
        assertThat(page).hasURL(Pattern.compile(".*type=\\d+.*"));
        page.navigate("/?who=mine");
    }

    @Test
    void theWeeklyReadIsHeldByWholePageForms(RunningSample sample) {
        var page = sample.signIn(sample.browser().visitorWithoutScripts(sample.baseUrl()), "lead");
        page.navigate("/weekly");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Go on with the read"))
                .click();
        assertThat(page.locator("#slipped-head")).isVisible();
        var row = "#" + Keys.idOf(undecided(page).first());
        page.locator(row + " [data-key='s']").click();
        press(page, "#step-form .btn-primary");
        assertThat(page.locator("#step-form")).containsText("Say why");
        page.locator("#decision-reason").fill("On holiday");
        press(page, "#step-form .btn-primary");
        assertThat(page.locator(row + " .decision-made")).containsText("On holiday");
        press(page, row + " .decision-acts button");
        assertThat(page.locator(row + " .decision-made")).hasCount(0);
        severalAreAssignedAtOnce(page);

        for (var next : new String[] {"loose", "close"}) {
            press(page, ".read-foot form button");
            assertThat(page).hasURL(Pattern.compile(".*step=" + next));
        }
        press(page, ".read-close form .btn-primary");
        assertThat(page.locator(".read-close")).containsText("say why the read is closed without");
        page.locator("#because").fill("We meet them tomorrow");
        press(page, ".read-close form .btn-primary");
        assertThat(page.locator(".read-record")).containsText("We meet them tomorrow");
        press(page, ".read-record form button");
        assertThat(page.locator(".toast-line")).containsText("Open again.");
        assertThat(page.locator(".read-close")).isVisible();
        sample.theReadAsItWas();
        sample.browser().assertNoProblems();
    }

    private static void severalAreAssignedAtOnce(Page page) {
        var first = "#" + Keys.idOf(undecided(page).nth(0));
        var second = "#" + Keys.idOf(undecided(page).nth(1));
        page.locator(first + " [name=partner]").check();
        page.locator(second + " [name=partner]").check();
        press(page, "#bulk button");
        assertThat(page.locator(".toast-line")).containsText("2 recovery touches assigned.");
        assertThat(page.locator(first + " .decision-made")).containsText("Recovery touch");
        takeBack(page);
        assertThat(page.locator(second + " .decision-made")).hasCount(0);
    }

    private static Locator undecided(Page page) {
        return page.locator(".read-row:not(:has(.decision-made))");
    }

    private static void takeBack(Page page) {
        press(page, ".toast-undo");
        assertThat(page.locator("#toasts")).containsText("aken back");
    }

    private static void press(Page page, String what) {
        page.locator(what).first().click();
    }
}
