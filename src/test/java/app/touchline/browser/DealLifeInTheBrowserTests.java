package app.touchline.browser;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import app.touchline.testing.NeedsChromium;
import app.touchline.testing.Patience;

import static org.assertj.core.api.Assertions.assertThat;

/** A deal's life as people live it: registered by keyboard, in conflict, decided, extended, closed, reopened. */
@NeedsChromium
@ExtendWith(RunningSample.Given.class)
class DealLifeInTheBrowserTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void registeredInConflictDecidedExtendedClosedAndReopened(RunningSample sample) {
        var dana = sample.signedIn("dana");
        var partner = partnerOf(dana);
        dana.navigate("/deals/new");
        // by keyboard alone, from the first field on
        dana.focus("#partner");
        type(dana, partner);
        type(dana, null);
        type(dana, "Wexford Ports Limited");
        type(dana, "wexfordports.example");
        dana.getByText("will be a conflict").waitFor();
        dana.focus("#customerContact");
        type(dana, "Ada Moore, operations");
        type(dana, "44k");
        type(dana, "EUR");
        dana.fill("#expectedClose", LocalDate.now(BERLIN).plusMonths(6).toString());
        dana.focus("#products");
        type(dana, "Platform");
        type(dana, "They want to plan their quays with it");
        dana.focus(".form-end .btn-primary");
        dana.keyboard().press("Enter");
        dana.getByText("In conflict with").first().waitFor();
        sample.browser().look(dana, "deal in conflict");
        sample.browser().photograph(dana, "deal");
        var deal = java.net.URI.create(dana.url()).getPath();

        var lead = sample.signedIn("lead");
        lead.navigate(deal);
        lead.getByText("Approve").first().click();
        lead.getByText("Decide its conflict with").first().waitFor();
        lead.navigate(deal);
        lead.getByText("Look at both").first().click();
        lead.getByLabel(partner).check();
        lead.fill("#why", "The earlier deal is for another site of theirs");
        sample.browser().look(lead, "conflict to decide");
        sample.browser().photograph(lead, "conflict");
        lead.getByText("Decide", new Page.GetByTextOptions().setExact(true))
                .last()
                .click();
        lead.getByText("Not by a rule of version").waitFor();
        lead.navigate(deal);
        lead.getByText("Approve").first().click();
        lead.getByText("Protected until").first().waitFor();

        dana.navigate(deal);
        dana.getByText("Extend by 30 days").click();
        dana.fill("#evidence", "Workshop held");
        dana.keyboard().press("Enter");
        dana.getByText("extended once").waitFor();
        dana.getByText("Qualified", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        dana.getByText("Closed won").first().click();
        dana.fill("#win-value", "41,500.50");
        dana.getByText("Close as won").click();
        dana.getByText("Won for 41,500.50 EUR").waitFor();
        dana.getByText("Reopen", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        dana.fill("#reopen-why", "They cancelled within the two weeks");
        dana.keyboard().press("Enter");
        dana.getByText("Closed won → Qualified").waitFor();
        sample.browser().look(dana, "deal reopened");
        assertThat(dana.content()).contains("They cancelled within the two weeks", "Workshop held");
        lead.navigate("/?who=all");
        lead.getByText("Decide Castor Rail AG").waitFor();
        sample.browser().look(lead, "Today with deals");
        sample.browser().photograph(lead, "today-with-deals");
        lead.navigate("/deals");
        sample.browser().look(lead, "deals");
        sample.browser().photograph(lead, "deals");
        lead.navigate("/search?q=castor");
        lead.getByText("Castor Rail AG").waitFor();
        dana.navigate("/deals/new");
        sample.browser().photograph(dana, "deal-form");
        lapsed(dana);
        sample.browser().assertNoProblems();
    }

    /** From the file of another system to its undoing; one row is for a customer whom another partner has registered. */
    @Test
    void aFileOfDealsIsBroughtLookedAtDecidedImportedAndUndone(RunningSample sample) {
        var admin = sample.signedIn("admin");
        var partner = partnerOf(admin);
        admin.navigate("/admin/import");
        admin.getByLabel("Deals", new Page.GetByLabelOptions().setExact(true)).check();
        admin.setInputFiles("#file", new FilePayload("opportunities.csv", "text/csv", """
                Opportunity ID,Account Name,Partner Account,Amount,Currency,Close Date,Stage,Loss Reason,Created Date,Colour
                OPP-1,Zephyr Cold Stores,%1$s,"12,500.50",EUR,03/31/2026,Closed Won,,01/15/2026,teal
                OPP-2,Eiger Funiculars AG,%1$s,"8,000.00",EUR,12/31/2027,Contract sent,,10/02/2026,
                OPP-3,Castor Rail Ltd,%1$s,"31,000",EUR,12/31/2027,Qualified,,10/02/2026,
                OPP-4,Nimbus Kites,%1$s,12k,EUR,12/31/2027,Qualified,,10/02/2026,
                """.formatted(partner)
                .getBytes(StandardCharsets.UTF_8)));
        admin.getByText("Go on").click();
        admin.getByText("What the columns hold").waitFor();
        seen(sample, admin, "import-deals-columns");
        press(admin, "Show what would happen");
        admin.getByLabel("Stage: Contract sent is").selectOption("negotiating");
        press(admin, "Show what would happen");
        admin.getByText("In conflict with").first().waitFor();
        seen(sample, admin, "import-deals-to-decide");
        admin.getByLabel("Castor Rail Ltd · %s is".formatted(partner)).selectOption("new");
        press(admin, "Decide");
        admin.getByText("“12k” is rounded").waitFor();
        admin.getByText("3 changing something").click();
        admin.getByText("new deal, 12,500.50 EUR").waitFor();
        press(admin, "Import 3 rows, leave out 1");
        admin.getByText("Undo all of it").waitFor();
        var imported = admin.url();
        seen(sample, admin, "import-deals-done");
        admin.getByText("See the deals").click();
        admin.getByText("Castor Rail Ltd").first().click();
        admin.getByText("In conflict with").first().waitFor();
        admin.getByText("opportunities.csv").first().waitFor();
        admin.navigate(imported);
        admin.getByText("Undo all of it").click();
        admin.getByText("Nothing of it was changed since").waitFor();
        press(admin, "Undo all of it");
        admin.getByText("records are as they were before").waitFor();
        admin.navigate("/deals?q=Castor Rail Ltd");
        admin.getByText("no customer's name has this in it").waitFor();
        certified(sample, admin);
        sample.browser().assertNoProblems();
    }

    /** What a partner is certified for, noted by who may place it. */
    private static void certified(RunningSample sample, Page page) {
        page.navigate("/partners?q=Aldermoor");
        page.locator("[data-open]:has-text('Aldermoor')").first().click();
        page.getByText("Certifications").first().click();
        page.fill("#product", "Platform");
        page.fill("#since", "2026-01-01");
        page.fill("#until", "2025-12-31");
        press(page, "Note it");
        seen(sample, page, "certifications-refused");
        page.fill("#until", "");
        press(page, "Note it");
        page.getByText("until further notice").waitFor();
        seen(sample, page, "certifications");
    }

    private static void seen(RunningSample sample, Page page, String name) {
        sample.browser().look(page, name);
        sample.browser().photograph(page, name);
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    /** The sample has a deal whose ninety days were over before it began: the round, every minute, finds it. */
    private static void lapsed(Page page) {
        Patience.until("its protection has lapsed by itself", () -> {
            page.navigate("/deals?q=Kestrel");
            page.getByText("Kestrel Insurance").first().click();
            page.getByText("What happened", new Page.GetByTextOptions().setExact(true))
                    .waitFor();
            return page.content().contains("Protection lapsed");
        });
    }

    /** The name of the first partner that is offered to her, which is one of hers. */
    private static String partnerOf(Page page) {
        page.navigate("/deals/new");
        return (String) page.evaluate("document.querySelector('#of-partner option').value");
    }

    /** Types and goes on to the next field. */
    private static void type(Page page, String text) {
        if (text != null) page.keyboard().insertText(text);
        page.keyboard().press("Tab");
    }
}
