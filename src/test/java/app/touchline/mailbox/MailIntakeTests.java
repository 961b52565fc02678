package app.touchline.mailbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.testing.TouchlineTest;

import static app.touchline.mailbox.Mail.NOON;
import static app.touchline.mailbox.Mail.mail;
import static org.assertj.core.api.Assertions.assertThat;

@TouchlineTest
class MailIntakeTests {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    MailIntake intake;

    @Autowired
    JdbcClient jdbc;

    IntakeWorld world;

    @BeforeEach
    void aWorldOfItsOwn() {
        world = new IntakeWorld(jdbc, "w" + COUNT.incrementAndGet());
    }

    @Test
    void mailToAContactIsOneTouchThatCounts() {
        var acme = world.partner("acme");
        var anna = world.contact(acme, "anna");
        var dana = world.mailboxOf("dana");
        take(dana, mail(world.ours("dana"), anna).id("1").message());

        assertThat(world.touches(acme)).containsExactly("SENT HUMAN ALWAYS 2026-11-02T12:00:00Z");
        assertThat(world.lastTouch(acme)).isEqualTo(NOON + " " + NOON);
        assertThat(world.credits(acme)).containsExactly("FROM dana");
        assertThat(world.counter(dana, "matched")).isEqualTo(1);
    }

    @Test
    void mailFromAContactCountsOnlyWhereEitherDirectionDoes() {
        var acme = world.partner("acme");
        var dana = world.mailboxOf("dana");
        take(dana, mail(world.contact(acme, "anna"), world.ours("dana")).id("1").message());

        assertThat(world.touches(acme)).containsExactly("RECEIVED HUMAN IF_EITHER 2026-11-02T12:00:00Z");
        assertThat(world.lastTouch(acme)).isEqualTo("null " + NOON);
        assertThat(world.credits(acme)).containsExactly("TO dana");
    }

    @Test
    void aPartnerWhoIsMerelyCopiedOnAnothersMailIsKeptAndNotCounted() {
        var acme = world.partner("acme");
        var beta = world.partner("beta");
        var dana = world.mailboxOf("dana");
        take(
                dana,
                mail(world.contact(acme, "anna"), world.contact(beta, "bob"))
                        .cc(world.ours("dana"))
                        .id("1")
                        .message());

        assertThat(world.touches(acme)).containsExactly("RECEIVED HUMAN IF_EITHER 2026-11-02T12:00:00Z");
        assertThat(world.touches(beta)).containsExactly("RECEIVED HUMAN NO 2026-11-02T12:00:00Z");
        assertThat(world.credits(acme)).containsExactly("CC dana");
    }

    @Test
    void aMailToContactsOfTwoPartnersIsOneTouchThatCountsForBoth() {
        var acme = world.partner("acme");
        var beta = world.partner("beta");
        take(
                world.mailboxOf("dana"),
                mail(world.ours("dana"), world.contact(acme, "anna"), world.contact(beta, "bob"))
                        .id("1")
                        .message());

        assertThat(world.touches(acme)).hasSize(1);
        assertThat(world.touches(beta)).containsExactly("SENT HUMAN ALWAYS 2026-11-02T12:00:00Z");
        assertThat(world.touchIds(acme)).isEqualTo(world.touchIds(beta));
    }

    @Test
    void mailAmongOurselvesAndWithStrangersLeavesOnlyCounters() {
        var dana = world.mailboxOf("dana");
        take(
                dana,
                mail(world.ours("dana"), world.ours("lee")).id("1").in("1/INBOX:1"),
                mail("someone@stranger-" + world.name() + ".test", world.ours("dana"))
                        .id("2")
                        .in("1/INBOX:2"));

        assertThat(world.counter(dana, "own")).isEqualTo(1);
        assertThat(world.counter(dana, "strangers")).isEqualTo(1);
        assertThat(world.counter(dana, "read")).isEqualTo(2);
        assertThat(world.counter(dana, "matched")).isZero();
        assertThat(jdbc.sql("select count(*) from touch where from_address like :who")
                        .param("who", "%" + world.name() + "%")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void automaticMailIsKeptWithItsRuleAndDoesNotCount() {
        var acme = world.partner("acme");
        var dana = world.mailboxOf("dana");
        take(
                dana,
                mail(world.contact(acme, "anna"), world.ours("dana"))
                        .with("Auto-Submitted", "auto-replied")
                        .id("1")
                        .message());

        assertThat(world.touches(acme)).containsExactly("RECEIVED AUTO_REPLY NO 2026-11-02T12:00:00Z");
        assertThat(world.lastTouch(acme)).isEqualTo("null null");
        assertThat(world.counter(dana, "not_counted:auto-submitted-replied")).isEqualTo(1);
    }

    @Test
    void mailFromASharedMailboxIsCreditedToTheSenderElseToTheMailbox() {
        var acme = world.partner("acme");
        var anna = world.contact(acme, "anna");
        world.member("dana");
        var shared = world.sharedMailbox("partners");
        take(
                shared,
                mail(world.ours("partners"), anna)
                        .with("Sender", world.ours("dana"))
                        .id("1")
                        .in("1/Sent:1"),
                mail(world.ours("partners"), anna)
                        .at(NOON.plusSeconds(60))
                        .id("2")
                        .in("1/Sent:2"),
                mail(world.ours("intern"), anna)
                        .cc(world.ours("partners"))
                        .at(NOON.plusSeconds(120))
                        .id("3")
                        .in("1/Sent:3"));

        assertThat(world.credits(acme)).containsExactly("SENDER dana", "MAILBOX partners");
        assertThat(world.touches(acme)).hasSize(3);
    }

    @Test
    void whatNobodyOfOursWasNamedOnIsTheOwners() {
        var acme = world.partner("acme");
        world.owner(acme, world.member("olga"));
        take(
                world.sharedMailbox("partners"),
                mail(world.contact(acme, "anna"), world.ours("partners"))
                        .id("1")
                        .message());

        assertThat(world.credits(acme)).containsExactly("PARTNER_OWNER olga");
    }

    @Test
    void theSameMessageInFiveMailboxesAtOnceIsOneTouchSeenFiveTimes() throws Exception {
        var acme = world.partner("acme");
        var anna = world.contact(acme, "anna");
        var people = List.of("dana", "lee", "mo", "kim", "ola");
        var boxes = people.stream().map(world::mailboxOf).toList();
        var bcc = world.contact(world.partner("beta"), "bob");
        for (int round = 0; round < 5; round++) {
            var n = round;
            var jobs = new ArrayList<Callable<Intake>>();
            for (int i = 0; i < boxes.size(); i++) {
                var box = boxes.get(i);
                var own = i == 0;
                jobs.add(() -> {
                    var messages = new ArrayList<Message>();
                    for (int m = 0; m < 40; m++) {
                        var mail = mail(world.ours("dana"), anna)
                                .cc(people.stream().map(world::ours).toArray(String[]::new))
                                .at(NOON.plus(Duration.ofHours(n * 100L + m)))
                                .id(n + "." + m);
                        if (own) mail.bcc(bcc);
                        messages.add(mail.in("1/INBOX:" + (n * 100 + m)));
                    }
                    if (box % 2 == 0) messages.sort((a, b) -> b.providerId().compareTo(a.providerId()));
                    return intake.take(page(box, messages.toArray(Message[]::new)));
                });
            }
            try (var threads = Executors.newFixedThreadPool(5)) {
                for (var done : threads.invokeAll(jobs)) assertThat(done.get()).isInstanceOf(Intake.Taken.class);
            }
        }

        assertThat(world.touches(acme)).hasSize(200);
        assertThat(world.sightings(acme)).isEqualTo(1000);
        assertThat(jdbc.sql(
                                "select count(*) from touch_partner tp join partner p on p.id = tp.partner_id where p.name = :n")
                        .param("n", "beta " + world.name())
                        .query(Integer.class)
                        .single())
                .isEqualTo(200);
        assertThat(world.credits(acme)).containsOnly("FROM dana").hasSize(200);
    }

    @Test
    void aDomainAtTwoPartnersWaitsForAPersonAndCountsNowhere() {
        var north = world.partner("north");
        var south = world.partner("south");
        var domain = "twin-" + world.name() + ".test";
        world.domain(north, domain);
        world.domain(south, domain);
        take(
                world.mailboxOf("dana"),
                mail(world.ours("dana"), "x@" + domain).id("1").message());

        assertThat(world.touches(north)).containsExactly("SENT HUMAN NO 2026-11-02T12:00:00Z");
        assertThat(world.touches(south)).containsExactly("SENT HUMAN NO 2026-11-02T12:00:00Z");
        assertThat(world.lastTouch(north)).isEqualTo("null null");
        assertThat(jdbc.sql("select undecided from touch where id = :id")
                        .param("id", world.touchIds(north).getFirst())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void onlyMatchedMailThatMayHoldAnInvitationOrWasMovedIsFetchedAgain() {
        var anna = world.contact(world.partner("acme"), "anna");
        world.mailboxOf("dana");
        var plain = mail(world.ours("dana"), anna).id("1").in("1");
        var parts = mail(world.ours("dana"), anna)
                .with("Content-Type", "multipart/mixed; boundary=x")
                .in("2");
        var stranger = mail(world.ours("dana"), "x@nowhere.test")
                .with("Content-Type", "multipart/mixed; boundary=x")
                .in("3");
        var moved = mail(anna, world.ours("dana"))
                .receivedAt(NOON.plus(Duration.ofDays(4)))
                .in("4");

        assertThat(intake.wantsMore(List.of(plain, parts, stranger, moved))).containsExactlyInAnyOrder("2", "4");
    }

    @Test
    void aPageOfFiveHundredIsTakenQuickly() {
        var acme = world.partner("acme");
        var anna = world.contact(acme, "anna");
        var dana = world.mailboxOf("dana");
        var times = new ArrayList<Long>();
        for (int page = 0; page < 12; page++) {
            var messages = new Message[500];
            for (int i = 0; i < 500; i++) {
                var n = page * 500 + i;
                messages[i] = mail(world.ours("dana"), i % 2 == 0 ? anna : "s" + i + "@strangers.test")
                        .id("p" + n)
                        .with("References", "<p" + (n - 2) + "> <p" + (n - 4) + ">")
                        .at(NOON.minusSeconds(n * 600L))
                        .in("1/INBOX:" + n);
            }
            var start = System.nanoTime();
            take(dana, messages);
            times.add((System.nanoTime() - start) / 1_000_000);
        }
        System.out.println("ms per page of 500: " + times);
        assertThat(times.stream().sorted().toList().get(times.size() / 2)).isLessThan(2_000L);
        assertThat(world.touches(acme)).hasSize(3000);
    }

    private void take(long mailbox, Message... messages) {
        assertThat(intake.take(page(mailbox, messages))).isInstanceOf(Intake.Taken.class);
    }

    private static MailPage page(long mailbox, Message... messages) {
        return new MailPage(mailbox, Arrays.asList(messages), List.of(), () -> true, false);
    }
}
