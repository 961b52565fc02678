package app.touchline.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.Properties;

import jakarta.mail.Message;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.Touchline;
import app.touchline.audit.AuditLog.Who;
import app.touchline.database.Home;
import app.touchline.database.SampleRun;
import app.touchline.mailbox.ConnectionRecords;
import app.touchline.mailbox.GoogleAccount;
import app.touchline.mailbox.MailboxHealthReader;
import app.touchline.mailbox.graph.standin.StandIn;
import app.touchline.mailbox.graph.standin.Trusting;
import app.touchline.reading.HeldReads;
import app.touchline.testing.Patience;

/**
 * The sample programme, its mail read to the end, with a browser: one for the tests of a class, which may change it. Those of
 * other classes would find what they left, in another order on each machine.
 */
final class RunningSample implements AutoCloseable {

    private static final String PASSWORD = "sample";

    private final StandIn microsoft365 = new StandIn();
    private final Path home;
    private final ConfigurableApplicationContext application;
    private final Browser browser = new Browser();

    private RunningSample() throws Exception {
        home = Files.createTempDirectory("touchline-browser-");
        application = new SpringApplicationBuilder(Touchline.class)
                .run(
                        "--touchline.home=" + home,
                        "--touchline.mailbox.interval=5s",
                        "--touchline.microsoft365.ssl-bundle=stand-in",
                        "--server.port=0");
        connectATenant();
        Patience.until("the sample's mail is read to its end", this::isReadToTheEnd);
        var reads = application.getBean(HeldReads.class);
        Patience.until("its weekly reads are held", () -> reads.inProgress().isPresent());
        // What arrives by itself would change what tests look at while they do.
        application.getBean("sampleLife", SmartLifecycle.class).stop();
    }

    /** And what was on record before matched with partners anew. */
    private boolean isReadToTheEnd() {
        var freshness = application.getBean(MailboxHealthReader.class).freshness();
        return freshness.readTo() != null
                && freshness.behind().isEmpty()
                && freshness.backfill() == null
                && application
                        .getBean(JdbcClient.class)
                        .sql("""
                        select not exists (select from directory_change where reattribution_id is null)
                           and not exists (select from reattribution where matched_at is null)
                        """)
                        .query(Boolean.class)
                        .single();
    }

    /** The sample has none; its pages are looked at all the same. */
    private void connectATenant() {
        Trusting.standIns(application.getBean(SslBundles.class));
        microsoft365.user("dana.weber@example.test", "Dana Weber");
        var connections = application.getBean(ConnectionRecords.class);
        var id = connections.add("Example Ltd", microsoft365.tenant(), null, Who.TOUCHLINE);
        connections.readMeetings(id, true, Who.TOUCHLINE);
        connections.beTold(id, true, Who.TOUCHLINE);
        var google = new GoogleAccount(
                0,
                "touchline@example.iam.gserviceaccount.com",
                "key",
                "-----BEGIN PRIVATE KEY-----",
                URI.create("https://oauth2.googleapis.com/token"));
        connections.add("Example Workspace", google, "{}", Who.TOUCHLINE);
    }

    /** This week's read is in progress, at those who slipped, with the two decisions it had. */
    void theReadAsItWas() {
        write("delete from weekly_read_reopening where read_id = (select max(id) from weekly_read)");
        write("""
                update weekly_read
                set closed_at = null, closed_by = null, record = null, undecided_because = '', step = 'SLIPPED'
                where id = (select max(id) from weekly_read)
                """);
        write("""
                update weekly_decision set taken_back_at = now(), taken_back_by = decided_by
                where read_id = (select max(id) from weekly_read) and taken_back_at is null
                  and id not in (select id from weekly_decision where read_id = (select max(id) from weekly_read)
                                 order by id limit 2)
                """);
        write("delete from action where id in (select action_id from weekly_decision where taken_back_at is not null)");
    }

    /** A mail that one of the sample's people writes now, as it lies in their mailbox afterwards. */
    void send(String from, String to, Instant at) throws Exception {
        var start = new Properties();
        try (var file = Files.newBufferedReader(SampleRun.whole(new Home(home)))) {
            start.load(file);
        }
        var session = Session.getInstance(new Properties());
        var message = new MimeMessage(session);
        message.setFrom(from);
        message.setRecipients(RecipientType.TO, to);
        message.setSubject("How are you?");
        message.setSentDate(Date.from(at));
        message.setText("Hello");
        message.saveChanges();
        try (var store = session.getStore("imap")) {
            store.connect(
                    "127.0.0.1", Integer.parseInt(start.getProperty("port")), from, start.getProperty("password"));
            store.getFolder("Sent").appendMessages(new Message[] {message});
        }
    }

    /** What no page can undo, so that other tests find the sample as it was. */
    void write(String sql) {
        application.getBean(JdbcClient.class).sql(sql).update();
    }

    Browser browser() {
        return browser;
    }

    String baseUrl() {
        return "http://localhost:" + application.getEnvironment().getProperty("local.server.port");
    }

    /** A page on which this person of the sample has signed in, such as {@code dana}. */
    Page signedIn(String who) {
        return signIn(browser.visitor(baseUrl()), who);
    }

    /** Signs in on this page, which then shows Today, as this person last narrowed it. */
    Page signIn(Page page, String who) {
        page.navigate("/sign-in");
        page.getByLabel("Email").fill(who + "@sample.test");
        page.getByLabel("Password").fill(PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.waitForURL(url -> URI.create(url).getPath().equals("/"));
        return page;
    }

    @Override
    public void close() throws IOException {
        browser.close();
        application.close();
        microsoft365.close();
        try (var files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    static final class Given implements ParameterResolver, AfterEachCallback {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RunningSample.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return store(context).computeIfAbsent(RunningSample.class, key -> start(), RunningSample.class);
        }

        @Override
        public void afterEach(ExtensionContext context) {
            var sample = store(context).get(RunningSample.class, RunningSample.class);
            if (sample != null) sample.browser.leave();
        }

        private static ExtensionContext.Store store(ExtensionContext context) {
            var ofItsClass = context.getTestMethod()
                    .flatMap(method -> context.getParent())
                    .orElse(context);
            return ofItsClass.getStore(ExtensionContext.Namespace.create(RunningSample.class));
        }

        private static RunningSample start() {
            try {
                return new RunningSample();
            } catch (Exception e) {
                throw new IllegalStateException("The sample did not start", e);
            }
        }
    }
}
