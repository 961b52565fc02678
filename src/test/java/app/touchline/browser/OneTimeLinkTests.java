package app.touchline.browser;

import java.util.regex.Pattern;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import app.touchline.testing.NeedsChromium;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A person is added, the link is copied and handed over, and opens once. */
@NeedsChromium
@ExtendWith(RunningSample.Given.class)
class OneTimeLinkTests {

    private static final String PASSWORD = "correct horse battery";

    @Test
    void theLinkIsCopiedWithOneClickSetsAPasswordAndOpensNoMore(RunningSample sample) {
        var browser = sample.browser();
        var admin = sample.signedIn("admin");
        addAPerson(admin, "Nina New", "nina@sample.test");
        browser.look(admin, "one-time link");
        admin.getByRole(AriaRole.BUTTON, named("Copy")).click();
        assertThat(admin.locator("#toasts")).containsText("Copied");
        var link = admin.getByLabel("With this link they set a password").inputValue();
        assertThat((String) admin.evaluate("navigator.clipboard.readText()")).isEqualTo(link);

        var nina = browser.visitor(sample.baseUrl());
        nina.navigate(link);
        browser.look(nina, "password");
        setPassword(nina, PASSWORD, "something else");
        assertThat(nina.locator("main")).containsText("do not match");
        browser.look(nina, "password refused");
        setPassword(nina, PASSWORD, PASSWORD);
        assertThat(nina.locator("main")).containsText("The password is set");
        browser.look(nina, "sign-in after the password");
        nina.navigate(link);
        assertThat(nina.locator("main")).containsText("no longer opens");
        browser.look(nina, "link gone");
        browser.assertNoProblems();
    }

    @Test
    void withoutScriptsTheLinkStandsThereToBeSelected(RunningSample sample) {
        var admin = sample.signIn(sample.browser().visitorWithoutScripts(sample.baseUrl()), "admin");
        addAPerson(admin, "Nora Noscript", "nora@sample.test");

        assertThat(admin.getByLabel("With this link they set a password")).hasValue(Pattern.compile(".*/password/.+"));
        assertThat(admin.locator("[data-copy]")).isHidden();
        sample.browser().assertNoProblems();
    }

    private static void addAPerson(Page admin, String name, String email) {
        admin.navigate("/admin/people/new");
        admin.getByLabel("Name").fill(name);
        admin.getByLabel("Email").fill(email);
        admin.getByLabel("Time zone").fill("Europe/Berlin");
        admin.locator("input[name=roles][value=VIEWER]").check();
        admin.getByRole(AriaRole.BUTTON, named("Add, and make a link")).click();
    }

    private static void setPassword(Page page, String password, String again) {
        page.getByLabel("New password").fill(password);
        page.getByLabel("The same again").fill(again);
        page.getByRole(AriaRole.BUTTON, named("Set the password")).click();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
