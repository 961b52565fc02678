package app.touchline.mailbox;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.touchline.mailbox.Message.Participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class MessageParserTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            anna@acme.test                                            | anna@acme.test
            ANNA@Acme.TEST.                                           | anna@acme.test
            Anna Bell <anna@acme.test>                                | anna@acme.test
            "Bell, Anna" <anna@acme.test>                             | anna@acme.test
            "jane@other.test" <anna@acme.test>                        | anna@acme.test
            jane@other.test <anna@acme.test>                          | anna@acme.test
            =?utf-8?q?jane=40other.test?= <anna@acme.test>            | anna@acme.test
            <jane@other.test> <anna@acme.test>                        | anna@acme.test
            Anna (at (Acme) jane@other.test) <anna@acme.test> (hi)    | anna@acme.test
            anna(the boss)@acme.test                                  | anna@acme.test
            anna @ acme . test                                        | anna@acme.test
            Dr. Anna anna@acme.test                                   | anna@acme.test
            "anna"@acme.test                                          | anna@acme.test
            "anna bell"@acme.test                                     | "anna bell"@acme.test
            <@relay.test,@other.test:anna@acme.test>                  | anna@acme.test
            "Anna <anna@acme.test>                                    | anna@acme.test
            "Anna \\"A\\" Bell" <anna@acme.test>                      | anna@acme.test
            Anna <anna@acme.test                                      | anna@acme.test
            'anna@acme.test'                                          | anna@acme.test
            <mailto:anna@acme.test>                                   | anna@acme.test
            anna@acme.test,                                           | anna@acme.test
            Anna \\, Bell <anna@acme.test>                            | anna@acme.test
            o'hara+x/y=z{}@acme.test                                  | o'hara+x/y=z{}@acme.test
            anna@bücher.test                                          | anna@xn--bcher-kva.test
            jörg@acme.test                                            | jörg@acme.test
            <anna@[192.0.2.1]>                                        | anna@[192.0.2.1]
            Team: anna@acme.test;                                     | anna@acme.test
            """)
    void anAddressIsReadFromWhereItStands(String header, String address) {
        assertThat(Mail.mail(header).message().author()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<>",
                "anna",
                "",
                "\"unclosed",
                "@",
                "anna@",
                "@acme.test",
                "(anna@acme.test)",
                "\"anna@acme.test\"",
                "undisclosed-recipients:;",
                "anna bell@",
                "anna@@",
                "x@y@acme.test",
                "<anna bell@acme.test>"
            })
    void whatIsNoAddressIsNone(String header) {
        assertThat(Mail.mail(header).message().author()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a@x.test, b@y.test                                | a@x.test b@y.test
            a@x.test; b@y.test                                | a@x.test b@y.test
            Team: a@x.test, "B, C" <b@y.test>;, c@z.test      | a@x.test b@y.test c@z.test
            undisclosed-recipients:;, a@x.test                | a@x.test
            "A <a@x.test>, "B" <b@y.test>                     | a@x.test b@y.test
            A <a@x.test> B <b@y.test>                         | a@x.test b@y.test
            a@x.test, "unclosed <b@y.test>                    | a@x.test b@y.test
            @, <>, z@, a@x.test, broken, b@y.test             | a@x.test b@y.test
            A <a@x.test, B <b@y.test>                         | a@x.test b@y.test
            a@x.test (one, two), b@y.test                     | a@x.test b@y.test
            """)
    void anAddressThatCannotBeReadDoesNotTakeItsNeighboursWithIt(String header, String addresses) {
        assertThat(Mail.mail("x@x.test", header).message().to())
                .extracting(Participant::address)
                .containsExactly(addresses.split(" "));
    }

    @Test
    void ofTwoThousandRecipientsAllAreReadAndOfMoreTheRestIsNot() {
        var to = new StringBuilder("a0@x.test");
        for (int i = 1; i < 3000; i++) to.append(",\r\n a").append(i).append("@x.test");
        var message = parse("To: " + to + "\r\n\r\n");
        assertThat(message.to()).hasSize(2000);
        assertThat(message.to().getLast().address()).isEqualTo("a1999@x.test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n", "\r", "\r\r\n"})
    void anyLineEndIsALineEnd(String end) {
        var message = parse(String.join(
                end,
                "From: a@x.test",
                "Subject: one",
                "\ttwo",
                "To : b@y.test",
                "no header",
                " folded c@z.test",
                "",
                "Cc: d@w.test"));
        assertThat(message.author()).isEqualTo("a@x.test");
        assertThat(message.subject()).isEqualTo("one two");
        assertThat(message.to()).extracting(Participant::address).containsExactly("b@y.test");
        assertThat(message.cc()).isEmpty();
    }

    @Test
    void aStrayCarriageReturnDoesNotMakeTheFieldsBehindItVanish() {
        var message = parse("Subject: a\r\rb\r\nFrom: a@x.test\r\n\r\n");
        assertThat(message.author()).isEqualTo("a@x.test");
    }

    @Test
    void aBlockNeedsNoEndAndMayBeginWithAnEmptyLine() {
        assertThat(parse("\r\nFrom: a@x.test").author()).isEqualTo("a@x.test");
        assertThat(parse("").author()).isEmpty();
    }

    @Test
    void ofAFieldThatIsThereTwiceTheFirstCounts() {
        var message = parse("From: a@x.test\nFrom: b@y.test\nMessage-ID: <1@x>\nMessage-ID: <2@x>\n\n");
        assertThat(message.author()).isEqualTo("a@x.test");
        assertThat(message.messageId()).isEqualTo("1@x");
    }

    @Test
    void bytesAreReadAsUtf8AndElseAsLatin1() {
        var latin = "From: J\u00fcrgen <j\u00fcrgen@acme.test>\n\n".getBytes(StandardCharsets.ISO_8859_1);
        var utf8 = "From: J\u00fcrgen <j\u00fcrgen@acme.test>\n\n".getBytes(StandardCharsets.UTF_8);
        for (var bytes : List.of(latin, utf8)) {
            var from = MessageParser.parse("1", Mail.NOON, bytes).from().getFirst();
            assertThat(from.address()).isEqualTo("jürgen@acme.test");
            assertThat(from.name()).isEqualTo("Jürgen");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            =?utf-8?B?w4TDtg==?=                         | Äö
            =?UTF-8?q?=C3=84_x?=                         | Ä x
            =?utf-8?B?w4Q=?= =?utf-8?B?w7Y=?=            | Äö
            =?utf-8?Q?=C3?= =?utf-8?Q?=84?=              | Ä
            =?utf-8?B?w4Q?= rest                         | Ä rest
            =?x-none?Q?a?= b                             | =?x-none?Q?a?= b
            =?utf-8?Q?a=ZZ?=                             | a=ZZ
            =?utf-8?q?open                               | =?utf-8?q?open
            a =?iso-8859-1*de?q?=E4?=                    | a ä
            """)
    void encodedWordsAreDecodedAsFarAsTheyGo(String subject, String text) {
        assertThat(parse("Subject: " + subject + "\n\n").subject()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mon, 2 Nov 2026 13:00:00 +0100                       | 2026-11-02T12:00:00Z
            2 Nov 2026 12:00 GMT                                 | 2026-11-02T12:00:00Z
            Mon, 02 Nov 26 07:00:00 EST                          | 2026-11-02T12:00:00Z
            Mon, 2 Nov 2026 07:00:00 -0500 (EST, (odd) comment)  | 2026-11-02T12:00:00Z
            2026-11-02T12:00:00Z                                 | 2026-11-02T12:00:00Z
            Mon Nov 2 12:00:00 2026                              | 2026-11-02T12:00:00Z
            Mon, 2 Nov 2026 12:00:60 +9999                       | 2026-11-02T12:00:59Z
            """)
    void aDateIsReadInAnySpelling(String date, Instant instant) {
        assertThat(parse("Date: " + date + "\n\n").sentAt()).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "32 Nov 2026 12:00:00 +0000",
                "2 Foo 2026 12:00:00 +0000",
                "",
                "1 Jan 0000 00:00 +0000"
            })
    void whatIsNoDateIsNone(String date) {
        assertThat(parse("Date: " + date + "\n\n").sentAt()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <a@B.test>         | a@B.test
            a@b.test           | a@b.test
            < a@ b.test >      | a@b.test
            <a@b.test> <c@d>   | a@b.test
            """)
    void aMessageIdStandsInAnglesOrNot(String header, String id) {
        assertThat(parse("Message-ID: " + header + "\n\n").messageId()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<>", "< >"})
    void anEmptyMessageIdIsNone(String header) {
        assertThat(parse("Message-ID: " + header + "\n\n").messageId()).isNull();
    }

    @Test
    void nothingTakesLong() {
        var n = 300_000;
        for (var hostile : List.of(
                "(", "\"", "<", "[", "\\\"", ",", ":", "@", " ", "a@b ", "\r", "\t\n", "\"\\\"", "(\\(", "=?u?q?",
                "<a@b", "\"a>,", " .", "'"))
            assertTimeoutPreemptively(
                    Duration.ofSeconds(4),
                    () -> {
                        parse("To: " + hostile.repeat(n / hostile.length()));
                        parse("From: \"" + hostile.repeat(n / hostile.length()) + "\nSubject: x");
                        parse("Subject: " + hostile.repeat(n / hostile.length()));
                        parse("References: " + hostile.repeat(n / hostile.length()));
                        parse(hostile.repeat(n / hostile.length()));
                    },
                    hostile);
    }

    @Test
    void nothingMakesItThrow() {
        var random = new Random(5);
        var pieces = List.of(
                "From:",
                "To: ",
                "Date: ",
                "Message-ID: <",
                "<",
                ">",
                "\"",
                "(",
                ")",
                "@",
                ",",
                ";",
                ":",
                "\\",
                "\r\n",
                "\n",
                "\r",
                " ",
                "\t",
                "a",
                "acme.test",
                "=?utf-8?q?",
                "=?b64?b?",
                "?=",
                "=C3",
                "\u0000",
                "ä",
                "[",
                "]",
                "..",
                "xn--",
                "2026",
                "+99999",
                "Nov");
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder(random.nextBoolean() ? "To: " : "From: ");
            for (int n = random.nextInt(40); n > 0; n--) text.append(pieces.get(random.nextInt(pieces.size())));
            var charset = random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
            assertThatCode(() ->
                            MessageParser.parse("1", Mail.NOON, text.toString().getBytes(charset)))
                    .as(text.toString())
                    .doesNotThrowAnyException();
        }
        for (int i = 0; i < 2_000; i++) {
            var bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            assertThatCode(() -> MessageParser.parse("1", Mail.NOON, bytes)).doesNotThrowAnyException();
        }
    }

    @Test
    void aCollectionOfMalformedMessagesIsRead() throws Exception {
        var folder = Path.of("/work/shared/corpus/mime4j");
        if (!Files.isDirectory(folder)) return; // only where that collection lies
        try (var files = Files.list(folder)) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".msg")).toList()) {
                var message = MessageParser.parse("1", Mail.NOON, Files.readAllBytes(file));
                assertThat(message.to().size() + message.cc().size())
                        .as(file.toString())
                        .isLessThan(50);
            }
        }
    }

    private static Message parse(String block) {
        return MessageParser.parse("1/INBOX:1", Mail.NOON, block.getBytes(StandardCharsets.UTF_8));
    }
}
