package app.touchline.browser;

import java.nio.file.Path;
import java.util.List;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import app.touchline.browser.Browser.Screen;
import app.touchline.testing.NeedsChromium;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Pictures of the pages that matter most, full, in {@code target/screenshots}; {@link FirstDayTests} takes the empty ones.
 * With {@code -Dreadme.pictures=true} those that the README shows are written to {@code src/screenshots} too.
 */
@NeedsChromium
@ExtendWith(RunningSample.Given.class)
class PicturesTests {

    private static final Path OF_THE_README = Path.of("src", "screenshots");

    @Test
    void thePagesThatMatterMostStandFullInLightInDarkAndOnAPhone(RunningSample sample) {
        var browser = sample.browser();
        var manager = sample.signedIn("dana");
        manager.navigate("/?who=mine");
        assertThat(manager.locator("[data-row]").first()).isVisible();
        browser.photograph(manager, "today-full");
        forTheReadme(browser, manager, "today", Screen.LIGHT, Screen.PHONE);

        manager.locator("[data-row] [data-open]").first().click();
        assertThat(manager.locator(".touch").first()).isVisible();
        browser.photograph(manager, "partner-full");
        // folded away, as a person may, so that the touches are in the picture
        for (var section : List.of("test", "deals", "intros"))
            manager.locator("#%s > summary".formatted(section)).click();
        forTheReadme(browser, manager, "partner", Screen.LIGHT);

        var lead = sample.signedIn("lead");
        lead.navigate("/weekly");
        assertThat(lead.locator(".coverage-card")).hasCount(3);
        browser.photograph(lead, "weekly-full");
        forTheReadme(browser, lead, "weekly", Screen.DARK);

        lead.navigate("/pipeline");
        assertThat(lead.locator(".deal-card").first()).isVisible();
        browser.photograph(lead, "pipeline-full");
        forTheReadme(browser, lead, "pipeline", Screen.LIGHT);

        var admin = sample.signedIn("admin");
        admin.navigate("/admin/mailboxes");
        browser.photograph(admin, "mailboxes-full");
        admin.locator("main .rows a").first().click();
        assertThat(admin.locator("main")).containsText("What became of the mail");
        browser.photograph(admin, "mailbox-full");
        browser.assertNoProblems();
    }

    private static void forTheReadme(Browser browser, Page page, String name, Screen... screens) {
        if (!Boolean.getBoolean("readme.pictures")) return;
        for (var screen : screens) browser.picture(page, screen, OF_THE_README.resolve(screen.fileName(name)));
        Screen.LIGHT.putOn(page);
    }
}
