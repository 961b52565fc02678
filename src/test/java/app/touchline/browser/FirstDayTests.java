package app.touchline.browser;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Properties;
import java.util.regex.Pattern;

import jakarta.mail.Flags;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import app.touchline.Touchline;
import app.touchline.testing.NeedsChromium;
import app.touchline.testing.Patience;
import app.touchline.testing.TestDatabase;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The first day, in a browser, from the set-up link to the first finished action and a number of the past. */
@NeedsChromium
@ExtendWith(OutputCaptureExtension.class)
class FirstDayTests {

    private static final String PASSWORD = "correct horse battery";
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private String baseUrl = "";

    @Test
    void fromTheSetUpLinkToTheFirstNumbers(CapturedOutput log) throws Exception {
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        mail.start();
        deliverTo(mail);
        var database = TestDatabase.fresh();
        try (var application = new SpringApplicationBuilder(Touchline.class).run(database.arguments());
                var browser = new Browser()) {
            baseUrl = "http://localhost:" + application.getEnvironment().getProperty("local.server.port");
            var page = browser.visitor(baseUrl);
            setUp(page, log, browser);
            signIn(page, browser);
            browser.look(page, "empty Today");
            browser.photograph(page, "today-empty");
            lookAtEmptyPages(page, browser);
            importPartners(page, browser);
            lookAtAPartnerNobodyWroteTo(page, browser);
            connectTheMailbox(page, browser, mail.getImap().getPort());
            readItToTheEnd(page, browser);
            lookAtThePartner(page, browser);
            finishAnActionByKeyboard(page, browser);
            coverageOfAPastDate(page, browser);
            signOut(page);
            browser.assertNoProblems();
        } finally {
            mail.stop();
        }
    }

    private void setUp(Page page, CapturedOutput log, Browser browser) {
        var link = Pattern.compile("/set-up/[A-Za-z0-9_-]+").matcher(log.getAll());
        assertThat(link.find()).as("the log tells the set-up link").isTrue();
        page.navigate(link.group());
        browser.look(page, "set-up");
        page.getByLabel("What is your partner programme called?").fill("Ours & Friends");
        page.getByLabel("Time zone").fill(BERLIN.getId());
        page.getByLabel("Your own email domain").fill("ours.test");
        page.getByLabel("Your name").fill("Mia Lang");
        page.getByLabel("Your email").fill("mia@ours.test");
        for (var field : page.locator("input[type=password]").all()) field.fill(PASSWORD);
        page.getByRole(AriaRole.BUTTON, named("Set up")).click();
        page.navigate(link.group());
        assertThat(page.locator("main")).not().containsText("What is your partner programme called?");
    }

    private void signIn(Page page, Browser browser) {
        page.navigate("/");
        assertThat(page).hasURL(Pattern.compile(".*/sign-in.*"));
        browser.look(page, "sign-in");
        page.getByLabel("Email").fill("mia@ours.test");
        page.getByLabel("Password").fill("wrong wrong wrong");
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        page.getByLabel("Email").fill("mia@ours.test");
        page.getByLabel("Password").fill(PASSWORD);
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
        assertThat(page.getByRole(AriaRole.HEADING, heading("Today"))).isVisible();
    }

    private static void lookAtEmptyPages(Page page, Browser browser) {
        for (var path : new String[] {
            "/partners",
            "/partners/new",
            "/me",
            "/admin",
            "/admin/people",
            "/admin/settings",
            "/admin/tiers",
            "/admin/import",
            "/admin/review",
            "/admin/audit"
        }) {
            page.navigate(path);
            browser.look(page, "empty " + path);
        }
        page.navigate("/weekly");
        browser.look(page, "empty weekly read");
        browser.photograph(page, "weekly-empty");
        page.navigate("/admin/mailboxes");
        browser.look(page, "empty mailboxes");
        browser.photograph(page, "mailboxes-empty");
    }

    private void importPartners(Page page, Browser browser) {
        page.navigate("/admin/import");
        page.getByLabel("File")
                .setInputFiles(new FilePayload("partners.csv", "text/csv", """
                        partner,tier,owner,status,partner_since,domains,contact_name,contact_email,key_contact
                        Acme Robotics,Tier 1,mia@ours.test,Active,2024-03-01,acme.test,Dana Ruiz,dana@acme.test,yes
                        Northwind Data,Tier 2,mia@ours.test,Active,2024-05-01,northwind.test,Priya Nair,priya@northwind.test,yes
                        Halden & Co,Tier 3,mia@ours.test,Prospect,,halden.test,,,
                        """.getBytes(StandardCharsets.UTF_8)));
        page.getByRole(AriaRole.BUTTON, named("Go on")).click();
        browser.look(page, "import-columns");
        page.getByRole(AriaRole.BUTTON, named("Show what would happen")).click();
        page.getByText("Choose another file").waitFor();
        browser.look(page, "import-dry-run");
        page.getByRole(AriaRole.BUTTON, named("Import all of it")).click();
        page.getByText("Undo all of it").waitFor();
        page.navigate("/partners");
        assertThat(page.locator("main")).containsText("Acme Robotics");
        assertThat(page.locator("main")).containsText("Northwind Data");
    }

    private static void lookAtAPartnerNobodyWroteTo(Page page, Browser browser) {
        page.getByRole(AriaRole.LINK, named("Acme Robotics")).first().click();
        assertThat(page.locator("main")).containsText("Nothing was seen yet");
        browser.look(page, "empty partner");
        browser.photograph(page, "partner-empty");
    }

    private void connectTheMailbox(Page page, Browser browser, int port) {
        page.navigate("/admin/mailboxes/new");
        page.getByLabel("Email address").fill("mia@ours.test");
        page.getByLabel("Mail server").fill("127.0.0.1");
        page.getByLabel("Port").fill(String.valueOf(port));
        page.getByLabel("Protection").selectOption("NONE");
        page.getByLabel("User", exactly()).fill("mia@ours.test");
        page.getByLabel("Password").fill("not the password");
        page.getByLabel("Whose mailbox").selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
        page.getByRole(AriaRole.BUTTON, named("Test the connection")).click();
        assertThat(page.locator("#answer")).not().containsText("Signed in");
        assertThat(page.locator("#answer")).containsText("password");
        browser.look(page, "mailbox-wrong-password");
        page.getByLabel("Password").fill("secret");
        page.getByRole(AriaRole.BUTTON, named("Test the connection")).click();
        assertThat(page.locator("#answer")).containsText("Signed in");
        page.getByRole(AriaRole.BUTTON, named("Connect")).click();
        assertThat(page.locator("main")).containsText("Reading starts when");
        browser.look(page, "empty mailbox");
        browser.photograph(page, "mailbox-empty");
        page.getByRole(AriaRole.BUTTON, named("Notice was given")).click();
    }

    private static void readItToTheEnd(Page page, Browser browser) throws Exception {
        Patience.until("the mail is read to its end", () -> {
            page.navigate("/");
            return page.locator("main").textContent().contains("Mail read to");
        });
        browser.look(page, "today");
        assertThat(page.locator("main")).containsText("Acme Robotics");
        page.navigate("/admin/mailboxes");
        browser.look(page, "mailboxes");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("mia@ours.test"))
                .first()
                .click();
        browser.look(page, "mailbox-health");
    }

    private void lookAtThePartner(Page page, Browser browser) {
        page.navigate("/partners");
        browser.look(page, "partners");
        page.locator("main")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Acme Robotics"))
                .first()
                .click();
        assertThat(page.locator("main")).containsText("matched by");
        assertThat(page.locator("main")).containsText("Not counted");
        browser.look(page, "partner");
    }

    /** Acme slipped without a next step: a sets one for today, d finishes it, u takes that back, all without a mouse. */
    private void finishAnActionByKeyboard(Page page, Browser browser) {
        page.navigate("/?who=all");
        page.keyboard().press("j");
        assertThat(page.locator("[data-row]:focus")).containsText("Acme Robotics");
        page.keyboard().press("a");
        assertThat(page.locator("#step-type")).isFocused(); // htmx focuses it a moment after it stands there
        page.locator("#step-note").focus();
        page.keyboard().type("Call about renewal scope");
        page.locator("#step-due").fill(today().toString());
        page.locator("#step-note").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).containsText("Due today");
        page.locator("[data-row]", new Page.LocatorOptions().setHasText("Call about renewal scope"))
                .focus();
        page.keyboard().press("d");
        assertThat(page.locator("#step-outcome")).isFocused();
        browser.look(page, "today-done-form");
        page.locator("#step-outcome").focus();
        page.keyboard().type("Called Dana, scope agreed");
        page.keyboard().press("Enter");
        assertThat(page.locator(".toast-undo")).isVisible();
        assertThat(page.locator("[data-row]", new Page.LocatorOptions().setHasText("Call about renewal scope")))
                .hasCount(0);
        page.keyboard().press("u");
        assertThat(page.locator("[data-row]", new Page.LocatorOptions().setHasText("Call about renewal scope")))
                .hasCount(1);
        assertThat(page.locator("[data-row]:focus")).containsText("Call about renewal scope");
        page.keyboard().press("d");
        assertThat(page.locator("#step-outcome")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("[data-row]:focus")).containsText("Call about renewal scope");
    }

    private void coverageOfAPastDate(Page page, Browser browser) {
        page.navigate("/weekly");
        browser.look(page, "weekly");
        assertThat(page.locator(".coverage-card").first()).containsText("0%");
        page.navigate("/weekly?date=" + today().minusDays(20));
        assertThat(page.locator(".coverage-card").first()).containsText("100%");
        browser.look(page, "weekly-past");
    }

    /** Asked whenever it is needed: midnight may be in between. */
    private static LocalDate today() {
        return LocalDate.now(BERLIN);
    }

    private static void signOut(Page page) {
        page.getByRole(AriaRole.BUTTON, named("Sign out")).click();
        page.navigate("/weekly");
        assertThat(page).hasURL(Pattern.compile(".*/sign-in.*"));
    }

    /** Acme was last written to 24 days ago (its window is 7), Northwind yesterday; one out-of-office, some strangers. */
    private void deliverTo(GreenMail mail) throws Exception {
        var mailbox = mail.setUser("mia@ours.test", "mia@ours.test", "secret");
        var inbox = mail.getManagers().getImapHostManager().getInbox(mailbox);
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String[][] letters = {
            {"60", "mia@ours.test", "dana@acme.test", ""},
            {"24", "mia@ours.test", "dana@acme.test", ""},
            {"23", "dana@acme.test", "mia@ours.test", "Auto-Submitted: auto-replied"},
            {"5", "dana@acme.test", "mia@ours.test", ""},
            {"30", "mia@ours.test", "priya@northwind.test", ""},
            {"1", "mia@ours.test", "priya@northwind.test", ""},
            {"3", "mia@ours.test", "friend@elsewhere.test", ""},
        };
        for (var n = 0; n < letters.length; n++) {
            var at = Date.from(now.minus(Long.parseLong(letters[n][0]), ChronoUnit.DAYS));
            var message = new MimeMessage(Session.getInstance(new Properties()));
            message.setFrom(letters[n][1]);
            message.setRecipients(RecipientType.TO, letters[n][2]);
            message.setSubject("About our plans");
            message.setSentDate(at);
            if (!letters[n][3].isEmpty()) message.addHeaderLine(letters[n][3]);
            message.setText("Hello");
            message.saveChanges();
            message.setHeader("Message-ID", "<first-day-" + n + "@mail.test>");
            inbox.appendMessage(message, new Flags(), at);
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.GetByRoleOptions heading(String name) {
        return new Page.GetByRoleOptions().setName(name).setLevel(1);
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }
}
