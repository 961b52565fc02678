package app.touchline.browser;

import java.util.regex.Pattern;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import app.touchline.testing.NeedsChromium;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** An admin lets somebody from the leadership in, who looks at the numbers, at what is behind them and at past reads. */
@NeedsChromium
@ExtendWith(RunningSample.Given.class)
class LeadersLookTests {

    private static final String PASSWORD = "a quiet look at numbers";

    @Test
    void fromTheInvitationToTheNumbersOfLastWeek(RunningSample sample) {
        var link = invited(sample.signedIn("admin"));
        var page = sample.browser().visitor(sample.baseUrl());
        page.navigate(link);
        page.getByLabel("New password").fill(PASSWORD);
        page.getByLabel("The same again").fill(PASSWORD);
        page.getByRole(AriaRole.BUTTON, named("Set the password")).click();
        page.getByLabel("Email").fill("vera@sample.test");
        page.getByLabel("Password").fill(PASSWORD);
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
        assertThat(page.locator("h1")).hasText("Today");
        assertThat(page.locator("[data-row]").first()).isVisible();
        assertThat(page.locator(".today-acts")).hasCount(0);

        theNumbersAndTheRowsBehindThem(page);
        aWeekEarlierAndAPastRead(page, sample);
        theReadInProgressWithoutAWordInIt(page);
        page.getByRole(AriaRole.BUTTON, named("Sign out")).click();
        assertThat(page.getByLabel("Email")).isVisible();
        sample.browser().assertNoProblems();
    }

    private static String invited(Page admin) {
        admin.navigate("/admin/people/new");
        admin.getByLabel("Name").fill("Vera Viewer");
        admin.getByLabel("Email").fill("vera@sample.test");
        admin.getByLabel("Time zone").fill("Europe/Berlin");
        admin.locator("input[name=roles][value=PARTNER_MANAGER]").uncheck();
        admin.locator("input[name=roles][value=VIEWER]").check();
        admin.getByRole(AriaRole.BUTTON, named("Add, and make a link")).click();
        return admin.getByLabel("With this link they set a password").inputValue();
    }

    private static void theNumbersAndTheRowsBehindThem(Page page) {
        page.locator(".bar-nav").getByText("Weekly read").click();
        var tierOne = page.locator(".coverage-card").first();
        assertThat(tierOne.locator(".coverage-number")).hasText(Pattern.compile("\\d+%"));
        page.locator(".coverage-card .explain").first().click();
        assertThat(page.locator(".explanation").first()).containsText("Rounded down, so that 100% means all");
        page.keyboard().press("Escape");
        var slipped = tierOne.locator("a.late");
        var number = slipped.textContent().replaceAll("\\D+", "");
        slipped.click();
        assertThat(page.locator("h1")).containsText(number + " partners");
        assertThat(page.locator("main tbody tr")).hasCount(Integer.parseInt(number));
    }

    private static void aWeekEarlierAndAPastRead(Page page, RunningSample sample) {
        page.navigate("/weekly");
        page.getByText("A week earlier").click();
        assertThat(page.locator(".page-sub")).containsText("as of the end of that day");
        page.navigate("/weekly");
        page.locator(".past-reads a").first().click();
        var record = page.locator(".read-record");
        assertThat(record).containsText("Same day, recomputed");
        assertThat(record).containsText("Recovery touch: ");
        assertThat(record).containsText("Last week’s recovery touches");
        assertThat(record).containsText("Done");
        assertThat(record).containsText("They are being bought");
        sample.browser().photograph(page, "weekly-past");
        page.getByText("As it was then").click();
        assertThat(page.locator(".read-record")).containsText("This no longer holds");
        assertThat(page.getByRole(AriaRole.BUTTON, named("Open again"))).hasCount(0);
    }

    private static void theReadInProgressWithoutAWordInIt(Page page) {
        page.navigate("/weekly");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Look at the read"))
                .click();
        assertThat(page.locator("#slipped-head")).isVisible();
        assertThat(page.locator(".decision-made")).hasCount(2);
        assertThat(page.locator(".decision-acts, .read-foot form, #bulk")).hasCount(0);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
