package app.touchline.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.testing.TouchlineTest;

import static app.touchline.mailbox.Mail.NOON;
import static app.touchline.mailbox.Mail.mail;
import static org.assertj.core.api.Assertions.assertThat;

/** Faults 40 to 49: what stands in messages, through to what is on record. */
@TouchlineTest
@SuppressWarnings("NullAway.Init") // filled before each test
class MessageFaultsTests {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    MailIntake intake;

    @Autowired
    JdbcClient jdbc;

    private IntakeWorld world;
    private long acme;
    private String anna;
    private long dana;
    private int number;

    @BeforeEach
    void aPartnerAndOneOfUs() {
        world = new IntakeWorld(jdbc, "f" + COUNT.incrementAndGet());
        acme = world.partner("acme");
        anna = world.contact(acme, "anna");
        dana = world.mailboxOf("dana");
    }

    private void take(long mailbox, Message... messages) {
        assertThat(intake.take(new MailPage(mailbox, Arrays.asList(messages), List.of(), () -> true, false)))
                .isInstanceOf(Intake.Taken.class);
    }

    private String place(String folder) {
        return "1/" + folder + ":" + ++number;
    }

    private Mail fromDana() {
        return mail(world.ours("dana"), anna);
    }

    private Mail fromAnna() {
        return mail(anna, world.ours("dana"));
    }

    @Test
    void fault40_ourSentCopyAndOurOwnCopiesAreOneSentTouch() {
        var sent = fromDana().cc(world.ours("dana")).id("40").bcc(world.ours("lee"));
        var received = fromDana().cc(world.ours("dana")).id("40").receivedAt(NOON.plusSeconds(4));
        take(dana, received.in(place("INBOX")), sent.in(place("Sent")));
        take(world.mailboxOf("lee"), received.in(place("INBOX")));

        assertThat(world.touches(acme)).containsExactly("SENT HUMAN ALWAYS " + NOON);
        assertThat(world.sightings(acme)).isEqualTo(3);
        assertThat(world.credits(acme)).containsExactly("FROM dana");
    }

    @Test
    void fault40_whatOneSendsToOneselfIsWithNobody() {
        take(dana, mail(world.ours("dana"), world.ours("dana")).id("self").in(place("INBOX")));

        assertThat(world.counter(dana, "own")).isEqualTo(1);
        assertThat(world.touches(acme)).isEmpty();
    }

    @Test
    void fault41_withoutAMessageIdSeenTwiceIsOneAndTwoOfOneSecondAreTwo() {
        var lee = world.mailboxOf("lee");
        take(dana, fromDana().cc(world.ours("lee")).in(place("Sent")));
        take(lee, fromDana().cc(world.ours("lee")).in(place("INBOX")));
        assertThat(world.touches(acme)).hasSize(1);

        take(dana, fromDana().with("Subject", "Another").in(place("Sent")));
        assertThat(world.touches(acme)).hasSize(2);

        take(dana, fromDana().cc(world.ours("lee")).in(place("Sent")));
        assertThat(world.touches(acme)).hasSize(3);
    }

    @Test
    void fault42_aMessageIdThatIsUsedAgainForOtherMailGivesTwoTouches() {
        var bob = world.contact(acme, "bob");
        take(
                dana,
                fromAnna().id("again").in(place("INBOX")),
                mail(bob, world.ours("dana")).id("again").in(place("INBOX")),
                fromAnna().id("again").at(NOON.minus(Duration.ofHours(49))).in(place("INBOX")));

        assertThat(world.touches(acme)).hasSize(3);
    }

    @Test
    void fault43_aMessageIdThatARelayRewroteIsOneTouch() {
        var lee = world.mailboxOf("lee");
        take(dana, fromDana().cc(world.ours("lee")).id("ours").in(place("Sent")));
        take(
                lee,
                fromDana()
                        .cc(world.ours("lee"))
                        .id("rewritten@relay.test")
                        .receivedAt(NOON.plusSeconds(90))
                        .in(place("INBOX")));

        assertThat(world.touches(acme)).containsExactly("SENT HUMAN ALWAYS " + NOON);
    }

    @Test
    void fault43_inDoubtThereAreTwoAndTheLastTouchIsRight() {
        take(
                dana,
                fromDana().id("one").in(place("Sent")),
                fromDana().id("two").at(NOON.plusSeconds(60)).in(place("Sent")));

        assertThat(world.touches(acme)).hasSize(2);
        assertThat(world.lastTouch(acme)).startsWith(NOON.plusSeconds(60).toString());
    }

    @Test
    void fault45_howeverAnAddressIsWrittenItIsOneContacts() {
        var forms = List.of(
                anna,
                anna.toUpperCase(java.util.Locale.ROOT),
                "=?utf-8?B?QW5uYQ==?= <" + anna + ">",
                "\"Bell, Anna\" <" + anna + ">",
                "Anna (at work (really)) <" + anna + ">",
                "\"anna\"" + anna.substring(4),
                "<@relay.test,@other.test:" + anna + ">",
                "Team: " + anna + ";",
                "undisclosed-recipients:;, " + anna,
                "anna @ " + anna.substring(5),
                "anna+deals" + anna.substring(4),
                anna + ".");
        for (var form : forms)
            take(
                    dana,
                    fromDana()
                            .with("To", form)
                            .id("form" + number)
                            .at(NOON.plusSeconds(600L * number))
                            .in(place("Sent")));

        assertThat(world.touches(acme)).hasSize(forms.size());
        assertThat(jdbc.sql("""
                        select count(distinct y.contact_id) from touch_party y
                        join touch_partner tp on tp.touch_id = y.touch_id where tp.partner_id = :acme
                        """).param("acme", acme).query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void fault45_anInternationalDomainIsTheSameInEitherSpelling() {
        var beta = world.partner("beta");
        world.contactAt(beta, "jo@xn--bcher-kva-" + world.name() + ".test");
        world.domain(beta, "xn--bcher-kva.test");
        take(
                dana,
                mail(world.ours("dana"), "anna@bücher.test").id("idn").in(place("Sent")),
                mail(world.ours("dana"), "anna@BÜCHER.test.")
                        .id("idn2")
                        .at(NOON.plusSeconds(600))
                        .in(place("Sent")),
                mail(world.ours("dana"), "anna@xn--bcher-kva.test")
                        .id("idn3")
                        .at(NOON.plusSeconds(1200))
                        .in(place("Sent")));

        assertThat(world.touches(beta)).hasSize(3);
    }

    @Test
    void fault46_ofManyRecipientsOnlyThoseWhoMatchLeaveATrace() {
        var beta = world.partner("beta");
        var bob = world.contact(beta, "bob");
        var many = IntStream.range(0, 1_500)
                .mapToObj(i -> "s" + i + "@strangers-" + world.name() + ".test")
                .collect(Collectors.joining(", "));
        var mass = fromDana().with("To", anna + ", " + many + ", " + bob).id("mass");
        var begun = System.nanoTime();
        take(dana, mass.in(place("Sent")));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));

        assertThat(world.touches(acme)).containsExactly("SENT BULK_OUT NO " + NOON);
        assertThat(world.touches(beta)).containsExactly("SENT BULK_OUT NO " + NOON);
        assertThat(jdbc.sql("select count(*) from touch_party where address like :s")
                        .param("s", "%strangers-" + world.name() + ".test")
                        .query(Long.class)
                        .single())
                .isZero();

        take(
                dana,
                fromDana()
                        .with("To", anna + ", " + many)
                        .with("In-Reply-To", "<question@acme.test>")
                        .id("answer")
                        .at(NOON.plusSeconds(600))
                        .in(place("Sent")));
        assertThat(world.touches(acme)).contains("SENT HUMAN ALWAYS " + NOON.plusSeconds(600));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            Tue, 19 Jan 2038 03:14:07 +0000
            Thu, 1 Jan 1970 00:00:00 +0000
            none
            Mon, 2 Nov 2026 12:00:00 +2500
            Mon, 32 Nov 2026 99:00:00
            yesterday
            """)
    void fault47_aDateThatCannotBeGivesTheServersTime(String date) {
        var received = date == null ? fromAnna().without("Date") : fromAnna().with("Date", date);
        var sent = date == null ? fromDana().without("Date") : fromDana().with("Date", date);
        take(dana, received.id("47r").in(place("INBOX")), sent.id("47s").in(place("Sent")));

        assertThat(world.touches(acme))
                .containsExactlyInAnyOrder("RECEIVED HUMAN IF_EITHER " + NOON, "SENT HUMAN ALWAYS " + NOON);
    }

    @Test
    void fault47_noTouchIsEverInTheFuture() {
        take(
                dana,
                fromAnna()
                        .id("later")
                        .receivedAt(Instant.parse("2031-01-01T00:00:00Z"))
                        .in(place("INBOX")));

        assertThat(world.lastTouch(acme)).endsWith("2026-11-18T10:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Content-Type   | multipart/report; report-type=delivery-status          | BOUNCE
            Auto-Submitted | auto-replied                                           | AUTO_REPLY
            Subject        | Automatische Antwort: Renewal                          | AUTO_REPLY
            Content-Type   | text/calendar; method=REPLY                            | CALENDAR
            Content-Type   | multipart/report; report-type=disposition-notification | RECEIPT
            List-Unsubscribe | <https://acme.test/u>                                | BULK
            Return-Path    | <>                                                     | BOUNCE
            """)
    void fault48_whatAMachineWroteChangesNoLastTouch(String header, String value, String nature) {
        take(dana, fromAnna().id("human").in(place("INBOX")));
        var before = world.lastTouch(acme);
        take(
                dana,
                fromAnna()
                        .with(header, value)
                        .id("machine")
                        .at(NOON.plusSeconds(600))
                        .in(place("INBOX")));

        assertThat(world.touches(acme)).last().isEqualTo("RECEIVED " + nature + " NO " + NOON.plusSeconds(600));
        assertThat(world.lastTouch(acme)).isEqualTo(before);
    }

    @Test
    void fault49_ourOwnSalesToolMayPutAnUnsubscribeHeader() {
        take(
                dana,
                fromDana()
                        .with("List-Unsubscribe", "<https://tool.test/u>")
                        .with("Feedback-ID", "1:tool")
                        .id("tool")
                        .in(place("Sent")));

        assertThat(world.touches(acme)).containsExactly("SENT HUMAN ALWAYS " + NOON);
        assertThat(world.lastTouch(acme)).startsWith(NOON.toString());
    }

    @Test
    void fault59_olderMailThatComesLaterDoesNotMoveTheLastTouchBack() {
        var messages = new ArrayList<Message>();
        for (int day = 0; day < 20; day++)
            messages.add(fromDana()
                    .id("day" + day)
                    .at(NOON.minus(Duration.ofDays(day)))
                    .in(place("Sent")));
        for (var message : messages) {
            take(dana, message);
            assertThat(world.lastTouch(acme)).isEqualTo(NOON + " " + NOON);
        }
        assertThat(world.touches(acme)).hasSize(20);
    }
}
