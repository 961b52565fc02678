package app.touchline.browser;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import app.touchline.testing.NeedsChromium;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Forms that come back, and pages that say no: each says what happened and keeps what was typed. */
@NeedsChromium
@ExtendWith(RunningSample.Given.class)
class RefusedFormsTests {

    /** A form by its page, with what is typed wrongly by field, and what is said. */
    private record Refusal(String page, Map<String, String> typed, String said) {}

    private static final List<Refusal> REFUSALS = List.of(
            new Refusal(
                    "/partners/new", Map.of("name", "Yarrow Automation", "domains", "gmail.com"), "already a partner"),
            new Refusal(
                    "/partners/1/contacts/new",
                    Map.of("name", "Ada", "addresses", "not an address"),
                    "is not an email"),
            new Refusal("/partners/1/domains", Map.of("domain", "gmail.com"), "free-mail domain"),
            new Refusal(
                    "/admin/tiers", Map.of("name", "Tier 1", "rank", "2", "days", "x", "lead", "1"), "whole number"),
            new Refusal("/admin/people/new", Map.of("name", "", "email", "nobody", "zone", "Moon/Base"), "email"),
            new Refusal("/admin/settings", Map.of("zone", "Moon/Base", "ownDomains", "co.uk"), "cannot be ours"),
            new Refusal("/me", Map.of("zone", "Moon/Base"), "Moon/Base"));

    @Test
    void aRefusedFormSaysWhatIsWrongBesideTheField(RunningSample sample) {
        var page = sample.signedIn("admin");
        for (var refusal : REFUSALS) {
            page.navigate(refusal.page());
            var form = page.locator("main form[method=post]")
                    .filter(new Locator.FilterOptions()
                            .setHas(page.locator("[name='%s']"
                                    .formatted(
                                            refusal.typed().keySet().iterator().next()))))
                    .last();
            form.evaluate("form => { form.noValidate = true; }");
            refusal.typed()
                    .forEach((field, value) ->
                            form.locator("[name='%s']".formatted(field)).fill(value));
            form.locator("button").first().click();
            assertThat(page.locator("main")).containsText(refusal.said());
            sample.browser().look(page, "refused " + refusal.page());
        }
        assertThat(page.locator("[aria-invalid=true]").first()).isFocused();
        sample.browser().assertNoProblems();
    }

    @Test
    void anImportThatIsRefusedSaysWhyRowByRow(RunningSample sample) {
        var page = sample.signedIn("admin");
        page.navigate("/admin/import");
        page.getByLabel("File")
                .setInputFiles(new FilePayload("partners.csv", "text/csv", """
                        partner,tier,owner,status,domains,contact_email
                        Good One,Tier 1,,Active,good-one.test,
                        ,Tier 1,,Active,,
                        Bad Tier,Tier 9,,Active,,
                        Bad Owner,Tier 1,nobody@nowhere.test,Asleep,co.uk,not-an-address
                        """.getBytes(StandardCharsets.UTF_8)));
        for (var button : List.of("Go on", "Show what would happen"))
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                    .click();
        assertThat(page.locator("main")).containsText("Tier 9");
        sample.browser().look(page, "import with errors");
        sample.browser().assertNoProblems();
    }

    @Test
    void theSecondOfTwoSeesWhatTheFirstSavedAndMayTakeIt(RunningSample sample) {
        var first = sample.signedIn("admin");
        var second = sample.signedIn("lead");
        for (var page : List.of(first, second)) page.navigate("/partners/1/edit");
        first.getByLabel("Notes").fill("They asked for the roadmap.\nCall in May.");
        save(first);
        assertThat(first.locator("#toasts")).containsText("Saved.");
        second.getByLabel("Notes").fill("We owe them the roadmap.");
        save(second);

        assertThat(second.locator("#notes-problem")).containsText("They asked for the roadmap.");
        assertThat(second.getByLabel("Notes")).hasValue("We owe them the roadmap.");
        sample.browser().look(second, "changed by two");
        second.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Take theirs"))
                .click();
        assertThat(second.getByLabel("Notes")).hasValue("They asked for the roadmap.\nCall in May.");
        save(second);
        assertThat(second.locator("#toasts")).containsText("Saved.");
        sample.browser().assertNoProblems();
    }

    @Test
    void whatIsNotThereNotAllowedOrTooLargeHasAPageThatSaysSo(RunningSample sample) {
        var page = sample.signedIn("dana");
        look(sample, page, "/nowhere", 404, "There is nothing here");
        look(sample, page, "/partners/999999", 404, "There is nothing here");
        look(sample, page, "/admin/settings", 403, "This is not yours to do");
        look(sample, page, "/today/news", 400, "That did not work");

        page.navigate("/partners/1/edit");
        page.getByLabel("Notes").evaluate("field => { field.maxLength = 9e6; field.value = 'x'.repeat(3e6); }");
        save(page);
        assertThat(page.locator("main")).containsText("This is too large");
        sample.browser().look(page, "too large");
        sample.browser().assertNoProblems();
    }

    private static void look(RunningSample sample, Page page, String address, int status, String said) {
        var answer = page.navigate(address);
        assertThat(answer.status()).as(address).isEqualTo(status);
        assertThat(page.locator("main")).containsText(said);
        sample.browser().look(page, address);
    }

    private static void save(Page page) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                .click();
    }
}
