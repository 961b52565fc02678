package app.touchline.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import app.touchline.testing.NeedsChromium;
import app.touchline.testing.Patience;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** The partner's record, views and the import in a browser that runs no scripts: whole pages, and nothing is missing. */
@NeedsChromium
@ExtendWith(RunningSample.Given.class)
class RecordWithoutScriptsTests {

    @Test
    void aFileIsImportedAndUndone(RunningSample sample) {
        var page = signedIn(sample, "admin");
        page.navigate("/admin/import");
        page.setInputFiles(
                "#file",
                new FilePayload(
                        "plain.csv",
                        "text/csv",
                        "Company;Level;Why\nPlain Partner;T1;\nPlain Passed;;Too small\nNo level;;\n"
                                .getBytes(StandardCharsets.UTF_8)));
        press(page, "Go on");
        assertThat(page.locator("h1")).hasText("What the columns hold");
        page.getByLabel("Level goes to").selectOption("tier");
        page.getByLabel("Why goes to").selectOption("polite_pass");
        press(page, "Show what would happen");
        assertThat(page.locator("h1")).hasText("What the values mean");
        page.getByLabel("Tier: T1 is").selectOption("Tier 1");
        press(page, "Show what would happen");
        arrived(page);
        assertThat(page.locator("main")).containsText("the row needs a tier");
        press(page, "Import 2 rows, leave out 1");
        arrived(page);
        assertThat(page.locator("h1")).hasText("Imported");
        page.getByText("changing something").click();
        assertThat(page.locator("main")).containsText("polite pass on");
        assertThat(page.locator("main")).containsText("Too small");

        page.getByText("Undo all of it").click();
        assertThat(page.locator("main")).containsText("all of it can be put back");
        press(page, "Undo all of it");
        assertThat(page.locator("h1")).hasText("Undone");
        assertThat(page.locator("main")).containsText("2 records are as they were before");
        sample.browser().assertNoProblems();
    }

    @Test
    void aViewIsBuiltSavedSharedAndTakenAway(RunningSample sample) throws IOException {
        var page = signedIn(sample, "dana");
        page.navigate("/partners");
        var builder = page.locator("details.view-builder");
        if (builder.getAttribute("open") == null) builder.locator("summary").click();
        page.getByLabel("Field 1").selectOption("tier");
        page.getByLabel("Condition 1").selectOption("is");
        page.getByLabel("Value 1").fill("Tier 1");
        page.getByLabel("Column 2").selectOption("blockers");
        page.getByLabel("Ordered by").selectOption("partner");
        page.getByLabel("Direction").selectOption("yes");
        press(page, "Show");
        assertThat(page.locator("table.view-table th").nth(1)).hasText("Blockers");
        if (builder.getAttribute("open") == null) builder.locator("summary").click();
        page.getByLabel("Name of the view").fill("Mine without scripts");
        page.getByText("for everybody").click();
        press(page, "Save");
        assertThat(page.locator("nav[aria-label=Views]")).containsText("Mine without scripts");
        var file = page.waitForDownload(() -> page.locator("a.btn", new Page.LocatorOptions().setHasText("CSV"))
                .click());
        assertThat(page.locator("h1")).hasText("Mine without scripts");
        org.assertj.core.api.Assertions.assertThat(Files.readString(file.path()))
                .startsWith("Partner,Blockers");

        var other = signedIn(sample, "jonas");
        other.navigate("/partners");
        other.getByText("Mine without scripts").click();
        assertThat(other.locator("table.view-table th").nth(1)).hasText("Blockers");
        assertThat(other.getByText("Remove this view")).hasCount(0);

        if (builder.getAttribute("open") == null) builder.locator("summary").click();
        press(page, "Remove this view");
        assertThat(page.locator("nav[aria-label=Views]")).not().containsText("Mine without scripts");
        sample.browser().assertNoProblems();
    }

    @Test
    void aCompanyIsPassedOnAndASectionIsEdited(RunningSample sample) {
        var page = signedIn(sample, "dana");
        page.navigate("/qualification/new");
        page.getByLabel("Company").fill("Scriptless Ltd");
        page.locator("[name=icpMatch][value=no]").check();
        page.locator("#accounts").fill("Globex\nInitech");
        page.locator("[name=economics][value=yes]").check();
        press(page, "Decide");
        assertThat(page.locator("h1")).hasText("Scriptless Ltd: polite pass");
        assertThat(page.locator("#letter")).containsText("too different");
        press(page, "Reopen it");
        assertThat(page.locator("#accounts")).hasValue("Globex\nInitech");

        page.navigate("/partners?q=Scriptless");
        page.getByText("Scriptless Ltd").first().click();
        page.locator("#edit-identification").click();
        page.getByLabel("Region").fill("Nordics");
        page.getByLabel("CRM link").fill("no address");
        press(page, "Save");
        assertThat(page.locator("#crmLink-problem")).isVisible();
        assertThat(page.getByLabel("Region")).hasValue("Nordics");
        page.getByLabel("CRM link").fill("https://crm.example/9");
        press(page, "Save");
        assertThat(page.locator("#identification")).containsText("Nordics");
        sample.browser().assertNoProblems();
    }

    private static Page signedIn(RunningSample sample, String who) {
        return sample.signIn(sample.browser().visitorWithoutScripts(sample.baseUrl()), who);
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    /** A busy machine takes longer than a request waits: then one asks again. */
    private static void arrived(Page page) {
        Patience.until("the import is no longer under way", () -> {
            page.waitForLoadState();
            if (page.locator("#import-working").count() == 0) return true;
            page.getByText("How far is it now?").click();
            return false;
        });
    }
}
