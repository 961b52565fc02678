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

import static app.touchline.browser.Keys.moveTo;
import static app.touchline.browser.Keys.tabTo;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The weekly read in the browser: the lead's whole job by keyboard alone, and the read held by two people at once. */
@NeedsChromium
@ExtendWith(RunningSample.Given.class)
class WeeklyReadTests {

    private static final Pattern A_PAGE = Pattern.compile("/Type\\s*/Page[^s]");

    private @Nullable RunningSample given;

    /** The sample's read is in progress for other tests. */
    @AfterEach
    void asItWas() {
        if (given != null) given.theReadAsItWas();
    }

    private static String undecided(Page page, int nth) {
        return Keys.idOf(page.locator(".read-row:not(:has(.decision-made))").nth(nth));
    }

    @Test
    void theLeadsWeekFromTheSignInToTheClosedReadByKeyboardAlone(RunningSample sample) {
        given = sample;
        var browser = sample.browser();
        var page = browser.visitor(sample.baseUrl());
        Keys.signIn(page, "lead");
        tabTo(page, ".bar-nav a[href='/weekly']");
        page.keyboard().press("Enter");
        assertThat(page.locator(".coverage-card")).hasCount(3);
        Keys.press(page, "g");
        assertThat(page.locator("#slipped-head")).isVisible();
        browser.photograph(page, "weekly-read");
        lookBackAtTheStepsBefore(page);

        var first = decidedAndKept(page);
        decidedAndTakenBack(page);
        Keys.press(page, "n");
        page.waitForURL("**step=loose");
        Keys.press(page, "n");
        page.waitForURL("**step=close");
        assertThat(page.locator(".decided-list")).containsText("Recovery touch");
        close(page, "We meet them tomorrow");
        assertThat(page.locator(".read-record")).containsText("We meet them tomorrow");
        browser.photograph(page, "weekly-record");
        browser.look(page, "the record of a read");
        assertThat(pagesOnPaper(page)).as("printed pages").isBetween(1L, 2L);

        Keys.press(page, "u");
        assertThat(page.locator("#close-head")).isVisible();
        tabTo(page, ".read-bar a >> nth=2");
        page.keyboard().press("Enter");
        assertThat(page.locator("#" + first + " .decision-made")).containsText("Recovery touch");
        Keys.signOut(page);
        browser.assertNoProblems();
    }

    private static void lookBackAtTheStepsBefore(Page page) {
        tabTo(page, ".read-bar a >> nth=0");
        page.keyboard().press("Enter");
        assertThat(page.locator(".read-books")).isVisible();
        tabTo(page, ".read-bar a >> nth=1");
        page.keyboard().press("Enter");
        assertThat(page.locator(".recovery-state").first()).isVisible();
        Keys.press(page, "n");
        assertThat(page.locator("#slipped-head")).isVisible();
    }

    private static String decidedAndKept(Page page) {
        var row = undecided(page, 0);
        moveTo(page, row);
        Keys.press(page, "r");
        assertThat(page.locator("#decision-note")).isFocused();
        page.keyboard().type("Call their new manager");
        page.keyboard().press("Enter");
        assertThat(page.locator("#" + row + " .decision-made")).containsText("Recovery touch");
        return row;
    }

    private static void decidedAndTakenBack(Page page) {
        var row = undecided(page, 0);
        moveTo(page, row);
        Keys.press(page, "s");
        assertThat(page.locator("#decision-reason")).isFocused();
        page.keyboard().type("On holiday");
        page.keyboard().press("Enter");
        assertThat(page.locator("#" + row + " .decision-made")).containsText("On holiday");
        Keys.press(page, "u");
        assertThat(page.locator("#" + row + " .decision-made")).hasCount(0);
    }

    private static void close(Page page, String because) {
        tabTo(page, "#because");
        page.keyboard().type(because);
        page.keyboard().press("Enter");
        assertThat(page.locator(".read-record")).isVisible();
    }

    private static long pagesOnPaper(Page page) {
        return A_PAGE.matcher(new String(page.pdf(), StandardCharsets.ISO_8859_1))
                .results()
                .count();
    }

    @Test
    void twoInOneReadSeeEachOthersDecisionsAndTheSecondIsTold(RunningSample sample) {
        given = sample;
        var lead = sample.signedIn("lead");
        var admin = sample.signedIn("admin");
        for (var page : new Page[] {lead, admin}) {
            page.navigate("/weekly");
            page.getByRole(AriaRole.LINK, named("Go on with the read")).click();
            assertThat(page.locator("#slipped-head")).isVisible();
            page.waitForLoadState();
        }
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
        oneClosesAndTheOtherIsTold(lead, admin);
        sample.browser().assertNoProblems();
    }

    private static void oneClosesAndTheOtherIsTold(Page lead, Page admin) {
        var row = undecided(admin, 0);
        admin.locator("#" + row + " [data-key=p]").click();
        assertThat(admin.locator("#step-form")).isVisible();
        for (var step : new String[] {"No next step, tests, quiet", "Close"})
            lead.getByRole(AriaRole.BUTTON, named("Go on: " + step)).click();
        lead.locator("#because").fill("The meeting is over");
        lead.getByRole(AriaRole.BUTTON, named("Close the read")).click();
        assertThat(lead.locator(".read-record")).containsText("The meeting is over");
        assertThat(admin.locator("#read-over")).containsText("closed this read");
        admin.locator("#step-form .btn-primary").click();
        assertThat(admin.locator("#toasts")).containsText("closed meanwhile");
        admin.navigate("/weekly");
        admin.getByRole(AriaRole.LINK, named("See what was decided")).click();
        assertThat(admin.locator(".read-record")).containsText("The meeting is over");
        admin.getByRole(AriaRole.BUTTON, named("Open again")).click();
        assertThat(admin.locator("#toasts")).containsText("Open again.");
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
