package app.touchline.mailbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.TouchlineTest;

import static app.touchline.mailbox.Mail.NOON;
import static app.touchline.mailbox.Mail.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** People on mail with partners who should be contacts, and contacts whose mail comes back. */
@TouchlineTest
@NullUnmarked
class TidyingTests {

    @Autowired
    MailIntake intake;

    @Autowired
    Reattributing reattributing;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    private static int worlds;

    private IntakeWorld world;
    private long dana;
    private long acme;
    private String domain;
    private final List<Message> inbox = new ArrayList<>();

    @BeforeEach
    void aPartnerWithADomain() {
        world = new IntakeWorld(jdbc, "tidying" + ++worlds);
        dana = world.mailboxOf("dana");
        acme = world.enteredPartner("acme");
        domain = "acme-" + world.name() + ".test";
        world.domain(acme, domain);
    }

    private Mail letter(String from, String... to) {
        return mail(from, to).at(NOON.plus(Duration.ofHours(inbox.size()))).id("t" + inbox.size() + world.name());
    }

    private void comes(Mail mail) {
        inbox.add(mail.in("1/INBOX:" + (inbox.size() + 1)));
    }

    private void read() {
        intake.take(new MailPage(dana, inbox, List.of(), () -> true, true));
    }

    private MvcTestResult page(String uri) {
        return mvc.get().uri(uri).with(As.a(Role.OPS_LEAD)).exchange();
    }

    private MvcTestResult post(String uri, String address) {
        return mvc.post()
                .uri(uri)
                .with(As.a(Role.PARTNER_MANAGER, Role.OPS_LEAD))
                .with(csrf())
                .param("address", address)
                .exchange();
    }

    @Test
    void whoeverWritesAndIsNoContactIsProposedByTheNameTheyUse() {
        comes(letter(world.ours("dana"), "\"Miss B\" <anna@" + domain + ">"));
        comes(letter("\"Bell, Anna\" <anna@" + domain + ">", world.ours("dana")));
        comes(letter(world.ours("dana"), "Annie <anna@" + domain + ">"));
        comes(letter("unnamed@" + domain, world.ours("dana")));
        comes(letter("No Reply <no-reply@" + domain + ">", world.ours("dana")));
        comes(letter("MAILER-DAEMON@" + domain, world.ours("dana")).with("Return-Path", "<>"));
        comes(letter("News <news@" + domain + ">", world.ours("dana")).with("List-Unsubscribe", "<mailto:x@y.test>"));
        Collections.shuffle(inbox, new java.util.Random(worlds));
        read();
        read();

        assertThat(page("/partners/" + acme)).bodyText().contains("Suggested contacts", "Bell, Anna", "3 touches");
        assertThat(page("/admin/contacts"))
                .bodyText()
                .contains("Bell, Anna", "anna@" + domain, "3 touches", "unnamed@" + domain)
                .doesNotContain("Annie", "Miss B", "no-reply@" + domain, "daemon@" + domain, "news@" + domain)
                .doesNotContain(world.ours("dana"));
    }

    @Test
    void oneClickEntersThemAndNothingIsReadAgain() {
        comes(letter("Anna Bell <anna@" + domain + ">", world.ours("dana")));
        read();
        jdbc.sql("delete from directory_change where reattribution_id is null").update();
        var version = version();

        assertThat(post("/partners/%d/suggestions/acceptance".formatted(acme), "anna@" + domain))
                .hasRedirectedUrl("/partners/" + acme);
        reattributing.run(Integer.MAX_VALUE);

        assertThat(jdbc.sql("""
                        select c.name from contact c join contact_address a on a.contact_id = c.id
                        join touch_party y on y.contact_id = c.id and y.matched_by = 'ADDRESS' where a.address = :address
                        """)
                        .param("address", "anna@" + domain)
                        .query(String.class)
                        .list())
                .as("her mail is a contact's now")
                .containsExactly("Anna Bell");
        assertThat(version()).isEqualTo(version);
        assertThat(page("/admin/contacts")).bodyText().doesNotContain("anna@" + domain);
        assertThat(post("/partners/%d/suggestions/acceptance".formatted(acme), "anna@" + domain))
                .as("twice")
                .hasStatus3xxRedirection();
        assertThat(post("/partners/%d/suggestions/acceptance".formatted(acme), "somebody@else.test"))
                .as("nobody who was proposed")
                .hasStatus3xxRedirection();
        assertThat(jdbc.sql("select count(*) from contact_place where partner_id = :acme")
                        .param("acme", acme)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whoIsLeftOutIsNotProposedUntilThatIsTakenBack() {
        comes(letter("anna@" + domain, world.ours("dana")));
        read();
        post("/partners/%d/suggestions/dismissal".formatted(acme), "anna@" + domain);
        read();
        assertThat(page("/partners/" + acme)).bodyText().doesNotContain("Suggested contacts");
        post("/partners/%d/suggestions/restoration".formatted(acme), "anna@" + domain);
        assertThat(page("/partners/" + acme)).bodyText().contains("Suggested contacts");
    }

    @Test
    void aContactWhoseMailComesBackIsProposedForCleanUpUntilTheyWrite() {
        var tom = world.contact(acme, "tom");
        comes(letter("Mail Delivery Subsystem <mailer-daemon@mail.test>", world.ours("dana"))
                .with("X-Failed-Recipients", tom + ", stranger@other.test")
                .with("Auto-Submitted", "auto-replied"));
        read();
        read();
        assertThat(page("/admin/contacts")).bodyText().contains(tom, "1 report").doesNotContain("stranger@other.test");
        assertThat(jdbc.sql("select count(*) from bounce where address like 'stranger%'")
                        .query(Long.class)
                        .single())
                .isZero();

        assertThat(post("/admin/contacts/bounces/dismissal", tom)).hasRedirectedUrl("/admin/contacts");
        assertThat(page("/admin/contacts")).bodyText().doesNotContain(tom);
        post("/admin/contacts/bounces/restoration", tom);
        assertThat(page("/admin/contacts")).bodyText().contains(tom);

        comes(letter(tom, world.ours("dana")));
        read();
        assertThat(page("/admin/contacts")).bodyText().doesNotContain(tom);
    }

    private long version() {
        return jdbc.sql("select version from directory_version")
                .query(Long.class)
                .single();
    }
}
