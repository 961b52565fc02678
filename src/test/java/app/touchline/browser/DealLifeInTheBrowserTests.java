package app.touchline.browser;

import java.time.LocalDate;
import java.time.ZoneId;

import com.microsoft.playwright.Page;
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
