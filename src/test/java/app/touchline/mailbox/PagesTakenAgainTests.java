package app.touchline.mailbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.testing.TouchlineTest;

import static app.touchline.mailbox.Mail.NOON;
import static app.touchline.mailbox.Mail.mail;
import static org.assertj.core.api.Assertions.assertThat;

/** Pages of mail that come again, come too late or hold what cannot be kept; and what is known of people meanwhile. */
@TouchlineTest
class PagesTakenAgainTests {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    MailIntake intake;

    @Autowired
    JdbcClient jdbc;

    IntakeWorld world;

    @BeforeEach
    void aWorldOfItsOwn() {
        world = new IntakeWorld(jdbc, "again" + COUNT.incrementAndGet());
    }

    @Test
    void aFencedPageWritesNothing() {
        var acme = world.partner("acme");
        var dana = world.mailboxOf("dana");
        var message =
                mail(world.ours("dana"), world.contact(acme, "anna")).id("1").message();
        var outcome = intake.take(new MailPage(dana, List.of(message), List.of(), () -> false, false));

        assertThat(outcome).isInstanceOf(Intake.Fenced.class);
        assertThat(world.touches(acme)).isEmpty();
        assertThat(world.counter(dana, "read")).isZero();
    }

    @Test
    void aPageReadTwiceChangesNothing() {
        var acme = world.partner("acme");
        var dana = world.mailboxOf("dana");
        var message =
                mail(world.ours("dana"), world.contact(acme, "anna")).id("1").message();
        take(dana, message);
        var before = world.everything();
        reread(dana, message);
        take(dana, message);

        assertThat(world.everything()).isEqualTo(before);
        assertThat(world.counter(dana, "matched")).isEqualTo(1);
    }

    @Test
    void aContactThatIsAddedLaterGivesTheSameTouches() {
        var dana = world.mailboxOf("dana");
        var address = "anna@acme-" + world.name() + ".test";
        var message = mail(world.ours("dana"), address).id("1").message();
        take(dana, message);
        assertThat(world.counter(dana, "strangers")).isEqualTo(1);

        var acme = world.partner("acme");
        world.contact(acme, "anna");
        reread(dana, message);

        assertThat(world.touches(acme)).containsExactly("SENT HUMAN ALWAYS 2026-11-02T12:00:00Z");
        assertThat(world.counter(dana, "strangers")).isZero();
        assertThat(world.counter(dana, "matched")).isEqualTo(1);
        assertThat(world.counter(dana, "read")).isEqualTo(1);
    }

    @Test
    void aContactWhoMovesTakesLaterTouchesAlongAndLeavesEarlierOnes() {
        var acme = world.partner("acme");
        var beta = world.partner("beta");
        var anna = world.contact(acme, "anna");
        var dana = world.mailboxOf("dana");
        Message[] messages = {
            mail(world.ours("dana"), anna)
                    .at(NOON.minus(Duration.ofDays(5)))
                    .id("1")
                    .in("1/Sent:1"),
            mail(world.ours("dana"), anna).at(NOON).id("2").in("1/Sent:2")
        };
        take(dana, messages);
        assertThat(world.touches(acme)).hasSize(2);

        world.move(anna, beta, "2026-10-31");
        reread(dana, messages);

        assertThat(world.touches(acme)).containsExactly("SENT HUMAN ALWAYS 2026-10-28T12:00:00Z");
        assertThat(world.touches(beta)).containsExactly("SENT HUMAN ALWAYS 2026-11-02T12:00:00Z");
        assertThat(world.lastTouch(acme)).startsWith("2026-10-28T12:00:00Z");
        assertThat(world.lastTouch(beta)).startsWith("2026-11-02T12:00:00Z");
    }

    @Test
    void aTouchGoesWhenNobodyOnItIsKnownAnyMoreAndADiscardOutlivesIt() {
        var acme = world.partner("acme");
        world.domain(acme, "acme-" + world.name() + ".test");
        var dana = world.mailboxOf("dana");
        var message = mail(world.ours("dana"), "new@acme-" + world.name() + ".test")
                .id("1")
                .message();
        take(dana, message);
        assertThat(world.touches(acme)).hasSize(1);
        jdbc.sql("update touch set discarded_at = now() where id = :id")
                .param("id", world.touchIds(acme).getFirst())
                .update();

        world.noDomains(acme);
        reread(dana, message);
        assertThat(world.touches(acme)).isEmpty();
        assertThat(world.lastTouch(acme)).isEqualTo("null null");
        assertThat(world.counter(dana, "matched")).isZero();

        world.domain(acme, "acme-" + world.name() + ".test");
        reread(dana, message);
        assertThat(world.touches(acme)).containsExactly("SENT HUMAN NO 2026-11-02T12:00:00Z");
    }

    @Test
    void oneMessageThatCannotBeStoredIsQuarantinedAndTheOthersAreTaken() {
        var acme = world.partner("acme");
        var anna = world.contact(acme, "anna");
        var dana = world.mailboxOf("dana");
        var good = mail(world.ours("dana"), anna).id("1").in("1/Sent:1");
        var poison = withAuthor(
                new Message.Participant("da\0na@ours-" + world.name() + ".test", ""),
                mail(world.ours("dana"), anna).id("2").in("1/Sent:2"));
        var outcome = intake.take(new MailPage(
                dana, List.of(good, poison), List.of(new Unreadable("1/Sent:3", "Truncated")), () -> true, false));

        assertThat(outcome).isEqualTo(new Intake.Taken(2, 1, 2));
        assertThat(world.touches(acme)).hasSize(1);
        assertThat(world.counter(dana, "read")).isEqualTo(2);
    }

    @Test
    void aNameThatCannotBeKeptIsQuarantinedToo() {
        var acme = world.partner("acme");
        var dana = world.mailboxOf("dana");
        var theirs = "hr-" + world.name() + ".test";
        world.domain(acme, theirs);
        var good = mail("Lee <lee@" + theirs + ">", world.ours("dana")).id("1").in("1/INBOX:1");
        var poison = withAuthor(
                new Message.Participant("kim@" + theirs, "K\0m"),
                mail("kim@" + theirs, world.ours("dana")).id("2").in("1/INBOX:2"));

        assertThat(intake.take(page(dana, poison, good))).isEqualTo(new Intake.Taken(2, 2, 1));
        assertThat(world.touches(acme)).hasSize(2);
        assertThat(jdbc.sql("select name from address_name where address = :lee")
                        .param("lee", "lee@" + theirs)
                        .query(String.class)
                        .single())
                .isEqualTo("Lee");
    }

    private void take(long mailbox, Message... messages) {
        assertThat(intake.take(page(mailbox, messages))).isInstanceOf(Intake.Taken.class);
    }

    private void reread(long mailbox, Message... messages) {
        assertThat(intake.take(new MailPage(mailbox, Arrays.asList(messages), List.of(), () -> true, true)))
                .isInstanceOf(Intake.Taken.class);
    }

    /** As no parser gives it. */
    private static Message withAuthor(Message.Participant author, Message message) {
        return new Message(
                message.providerId(),
                message.receivedAt(),
                message.messageId(),
                message.inReplyTo(),
                message.references(),
                List.of(author),
                null,
                message.to(),
                message.cc(),
                message.bcc(),
                message.subject(),
                message.sentAt(),
                message.headers(),
                null,
                null);
    }

    private static MailPage page(long mailbox, Message... messages) {
        return new MailPage(mailbox, Arrays.asList(messages), List.of(), () -> true, false);
    }
}
