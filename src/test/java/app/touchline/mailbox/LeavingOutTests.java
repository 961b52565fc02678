package app.touchline.mailbox;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.testing.As;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchlineTest;

import static app.touchline.mailbox.Mail.NOON;
import static app.touchline.mailbox.Mail.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** A person sees what was captured from their mailbox and why, and decides what of it is kept. */
@TouchlineTest
class LeavingOutTests {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    MailIntake intake;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    IntakeWorld world;
    long acme;
    long dana;
    long lee;
    String anna;
    String bob;

    @BeforeEach
    void twoMailboxesAndAPartner() {
        world = new IntakeWorld(jdbc, "out" + COUNT.incrementAndGet());
        acme = world.partner("acme");
        anna = world.contact(acme, "anna");
        bob = world.contact(acme, "bob");
        dana = world.mailboxOf("dana");
        lee = world.mailboxOf("lee");
    }

    @Test
    void itsOwnerSeesWhatWasCapturedAndWhy_andNobodyElse() {
        read(dana, toAnna(1), fromBobAway(2));

        assertThat(page(owner("dana")))
                .hasStatusOk()
                .bodyText()
                .contains("acme " + world.name(), "matched by", "Not counted", "Email sent");
        assertThat(page(owner("lee"))).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(page(As.a(Role.ADMIN))).as("it is Dana's").hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post("exclusions", "what", anna, As.a(Role.ADMIN))).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post("purge", "x", "", owner("lee"))).hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void ofASharedMailboxAdminsDo() {
        var shared = world.sharedMailbox("partners");
        assertThat(mvc.get().uri("/me/mailboxes/" + shared).with(As.a(Role.ADMIN)))
                .hasStatusOk();
        assertThat(mvc.get().uri("/me/mailboxes/" + shared).with(As.a(Role.OPS_LEAD)))
                .hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void anAddressThatIsLeftOutIsForgottenAndNotKeptAgain() {
        read(dana, toAnna(1), toAnnaAndBob(2), toBob(3));
        read(lee, toAnnaAndBob(2));
        assertThat(world.touches(acme)).hasSize(3);

        assertThat(post("exclusions", "what", " " + anna.toUpperCase(Locale.ROOT) + " ", owner("dana")))
                .hasRedirectedUrl("/me/mailboxes/" + dana);

        assertThat(world.touches(acme)).as("Lee has the mail to both as well").hasSize(2);
        assertThat(world.sightings(acme)).isEqualTo(2);
        assertThat(world.counter(dana, "matched")).isEqualTo(1);
        assertThat(world.counter(dana, "strangers")).isEqualTo(2);
        var before = world.everything();
        reread(dana, toAnna(1), toAnnaAndBob(2), toBob(3));
        read(dana, toAnna(4));
        assertThat(world.everything()).isEqualTo(before);
        assertThat(page(owner("dana"))).bodyText().contains(anna);
        assertThat(audited()).contains("told to leave out an address or domain").noneMatch(line -> line.contains(anna));
    }

    @Test
    void aDomainIsLeftOutWithAllBelowIt_andTagsMakeNoDifference() {
        var host = anna.substring(anna.indexOf('@') + 1);
        var below = world.contactAt(acme, "carol@mail." + host);
        var other = world.contactAt(acme, "dora@other-" + host);
        read(dana, to(below, 1), to(anna.replace("@", "+tag@"), 2), to(other, 3));
        assertThat(world.touches(acme)).hasSize(3);

        post("exclusions", "what", host, owner("dana"));

        assertThat(world.touches(acme)).hasSize(1);
        reread(dana, to(below, 1), to(anna.replace("@", "+tag@"), 2), to(other, 3));
        assertThat(world.touches(acme)).hasSize(1);
    }

    @Test
    void ofMailThatIsLeftOutNeitherANameNorABounceIsKept() {
        var host = "left-" + anna.substring(anna.indexOf('@') + 1);
        world.domain(acme, host);
        var carol = "carol@" + host;
        var named = mail("Carol <" + carol + ">", world.ours("dana"))
                .at(NOON)
                .id("n" + carol)
                .in("1/INBOX:1");
        var back = mail("mailer-daemon@ours.test", world.ours("dana"))
                .with("X-Failed-Recipients", anna)
                .at(NOON)
                .id("b" + carol)
                .in("1/INBOX:2");
        read(dana, named, back);
        assertThat(named(carol)).isEqualTo(1);
        assertThat(bounced(anna)).isEqualTo(1);
        jdbc.sql("delete from address_name where address = :her")
                .param("her", carol)
                .update();
        jdbc.sql("delete from bounce where address = :her").param("her", anna).update();

        post("exclusions", "what", host, owner("dana"));
        post("exclusions", "what", "mailer-daemon@ours.test", owner("dana"));
        reread(dana, named, back);

        assertThat(named(carol)).isZero();
        assertThat(bounced(anna)).isZero();
    }

    private long named(String address) {
        return jdbc.sql("select count(*) from address_name where address = :her")
                .param("her", address)
                .query(Long.class)
                .single();
    }

    private long bounced(String address) {
        return jdbc.sql("select count(*) from bounce where address = :her")
                .param("her", address)
                .query(Long.class)
                .single();
    }

    @Test
    void whatIsTakenInAgainIsReadAgain() {
        read(dana, toAnna(1));
        var before = world.everything();
        jdbc.sql(
                        "insert into mailbox_folder (mailbox_id, name, title, reread_version) values (:id, 'INBOX', 'Inbox', 1000000)")
                .param("id", dana)
                .update();
        post("exclusions", "what", anna, owner("dana"));
        assertThat(world.touches(acme)).isEmpty();

        post("exclusions/removal", "what", anna, owner("dana"));

        assertThat(jdbc.sql("select reread_version from mailbox_folder where mailbox_id = :id")
                        .param("id", dana)
                        .query(Long.class)
                        .single())
                .isZero();
        reread(dana, toAnna(1));
        assertThat(world.everything()).isEqualTo(before);
    }

    @Test
    void whatIsNoNameIsRefusedBesideTheField() {
        assertThat(post("exclusions", "what", "not a name", owner("dana")))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .bodyText()
                .contains("Write an address like", "not a name");
    }

    @Test
    void aPurgeForgetsWhatOnlyThisMailboxHasAndItDoesNotComeBack() {
        read(dana, toAnna(1), toAnnaAndBob(2));
        read(lee, toAnnaAndBob(2));
        assertThat(mvc.get().uri("/me/mailboxes/%d/purge".formatted(dana)).with(owner("dana")))
                .bodyText()
                .contains("1 touch that only", "1 more are in colleagues");

        post("purge", "x", "", owner("dana"));

        assertThat(world.touches(acme)).hasSize(1);
        reread(dana, toAnna(1), toAnnaAndBob(2));
        assertThat(world.sightings(acme)).isEqualTo(1);
        read(
                dana,
                mail(world.ours("dana"), anna)
                        .id(id(9))
                        .at(TestClock.START.plusSeconds(60))
                        .in("1/INBOX:9"));
        assertThat(world.touches(acme)).as("mail from now on is kept").hasSize(2);
    }

    @Test
    void itsOwnerPausesItAndGoesOn() {
        post("pause", "x", "", owner("dana"));
        assertThat(paused()).isTrue();
        assertThat(page(owner("dana"))).bodyText().contains("It is paused");
        post("resumption", "x", "", owner("dana"));
        assertThat(paused()).isFalse();
    }

    private Message toAnna(int n) {
        return to(anna, n);
    }

    private Message toBob(int n) {
        return to(bob, n);
    }

    private Message to(String address, int n) {
        return mail(world.ours("dana"), address).id(id(n)).in("1/INBOX:" + n);
    }

    private Message toAnnaAndBob(int n) {
        return mail(world.ours("dana"), anna, bob).id(id(n)).in("1/INBOX:" + n);
    }

    private Message fromBobAway(int n) {
        return mail(bob, world.ours("dana"))
                .id(id(n))
                .with("Auto-Submitted", "auto-replied")
                .at(NOON.plusSeconds(60))
                .in("1/INBOX:" + n);
    }

    private String id(int n) {
        return n + "@" + world.name();
    }

    private void read(long mailbox, Message... messages) {
        take(mailbox, false, messages);
    }

    private void reread(long mailbox, Message... messages) {
        take(mailbox, true, messages);
    }

    private void take(long mailbox, boolean again, Message... messages) {
        assertThat(intake.take(new MailPage(mailbox, List.of(messages), List.of(), () -> true, again)))
                .isInstanceOf(Intake.Taken.class);
    }

    private RequestPostProcessor owner(String person) {
        var id = jdbc.sql("select id from member where email = :email")
                .param("email", world.ours(person))
                .query(Long.class)
                .single();
        return As.signedIn(
                new SignedIn(id, person, world.ours(person), ZoneId.of("UTC"), Set.of(Role.PARTNER_MANAGER), 0));
    }

    private MvcTestResult page(RequestPostProcessor who) {
        return mvc.get().uri("/me/mailboxes/" + dana).with(who).exchange();
    }

    private MvcTestResult post(String verb, String name, String value, RequestPostProcessor who) {
        return mvc.post()
                .uri("/me/mailboxes/%d/%s".formatted(dana, verb))
                .param(name, value)
                .with(who)
                .with(csrf())
                .exchange();
    }

    private boolean paused() {
        return jdbc.sql("select paused from mailbox where id = :id")
                .param("id", dana)
                .query(Boolean.class)
                .single();
    }

    private List<String> audited() {
        return jdbc
                .sql("select what || ' ' || detail from audit_entry where about = 'mailbox' and about_id = :id")
                .param("id", dana)
                .query((row, index) -> row.getString(1))
                .list()
                .stream()
                .map(line -> line.replaceAll(" [{].*", "") + (line.contains(anna) ? anna : ""))
                .toList();
    }
}
