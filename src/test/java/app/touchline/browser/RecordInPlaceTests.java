package app.touchline.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import app.touchline.testing.NeedsChromium;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** The partner's record as a person works on it: forms in sections, sections that fold, and what is shown before it is saved. */
@NeedsChromium
@ExtendWith(RunningSample.Given.class)
class RecordInPlaceTests {

    @Test
    void theSecondOfTwoInOneSectionIsToldInPlaceAndLosesNothing(RunningSample sample) {
        var first = sample.signedIn("admin");
        var second = sample.signedIn("lead");
        for (var page : new Page[] {first, second}) {
            page.navigate("/partners/2");
            page.locator("#edit-identification").click();
            assertThat(page.locator("#typeId")).isFocused();
        }
        first.getByLabel("Region").fill("Patagonia");
        save(first);
        assertThat(first.locator("#identification")).containsText("Patagonia");
        assertThat(first.locator("#edit-identification")).isFocused();

        second.getByLabel("Region").fill("Lapland");
        second.getByLabel("CRM link").fill("https://crm.example/2");
        save(second);
        assertThat(second.locator("#region-problem")).containsText("Patagonia");
        assertThat(second.getByLabel("Region")).hasValue("Lapland");
        sample.browser().look(second, "a section changed by two");
        second.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Take theirs"))
                .click();
        save(second);
        assertThat(second.locator("#identification")).containsText("Patagonia");
        assertThat(second.locator("#identification")).containsText("https://crm.example/2");
        sample.browser().assertNoProblems();
    }

    @Test
    void aSectionStaysAsItWasFolded(RunningSample sample) {
        var page = sample.signedIn("dana");
        page.navigate("/partners/3");
        assertThat(page.locator("#figures[open]")).hasCount(1);
        page.locator("#figures > summary").focus();
        page.keyboard().press("Enter");
        page.locator("#changes > summary").click();
        page.navigate("/partners/4");
        assertThat(page.locator("#figures:not([open])")).hasCount(1);
        assertThat(page.locator("#changes[open]")).hasCount(1);
        page.locator("#figures > summary").click();
        page.locator("#changes > summary").click();
        sample.browser().assertNoProblems();
    }

    @Test
    void aCompanyIsQualifiedByKeyboardAloneAndEnters(RunningSample sample) {
        var page = sample.signedIn("dana");
        page.navigate("/qualification/new");
        sample.browser().look(page, "four questions");
        assertThat(page.getByLabel("Company")).isFocused();
        var keys = page.keyboard();
        keys.type("Keyboard Works");
        for (var text : new String[] {"keyboard-works.example", "", "", "Ada Key", "ada@keyboard-works.example"}) {
            keys.press("Tab");
            keys.type(text);
        }
        keys.press("Tab");
        keys.press("Space");
        keys.press("Tab");
        for (var account : new String[] {"Globex", "Initech", "Hooli"}) {
            keys.type(account);
            keys.press("Enter");
        }
        keys.press("Tab");
        keys.type("At their quarterly reviews");
        keys.press("Tab");
        keys.press("Space");
        keys.press("Enter");
        assertThat(page.locator("h1")).containsText("Keyboard Works passes");
        sample.browser().look(page, "a company that passed");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Let it enter"))
                .press("Enter");
        assertThat(page.locator("h1")).containsText("Testing");
        assertThat(page.locator("#row-step")).containsText("Intro call with partner manager");
        assertThat(page.locator("#test")).containsText("0 of 3 intros");
        sample.browser().assertNoProblems();
    }

    @Test
    void anotherWindowIsShownByNameBeforeItHolds(RunningSample sample) {
        var page = sample.signedIn("admin");
        page.navigate("/admin/tiers");
        var form = page.locator("form[action$='/admin/tiers/3']");
        form.locator("[name=days]").fill("12");
        form.locator("button").first().click();
        assertThat(page.locator("h1")).containsText("12 instead of 30 days");
        assertThat(page.locator("main")).containsText("would become slipped");
        sample.browser().look(page, "another window");
        page.getByText("Leave it as it is").click();
        assertThat(form.locator("[name=days]")).hasValue("30");
        sample.browser().assertNoProblems();
    }

    private static void save(Page page) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Save").setExact(true))
                .click();
    }
}
