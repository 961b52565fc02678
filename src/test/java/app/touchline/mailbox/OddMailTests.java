package app.touchline.mailbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.touchline.mailbox.Message.Participant;
import app.touchline.touch.Direction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Mail as programs of other times and places wrote it. */
class OddMailTests {

    private static Message parse(String block) {
        return MessageParser.parse("1/INBOX:1", Mail.NOON, block.getBytes(StandardCharsets.UTF_8));
    }

    // ---- other letters

    @Test
    void japaneseInSevenBitsHidesNoAddress() {
        // in the letters stand what would be quotes, brackets and commas
        var tanaka = japanese("田中（株）、代理「店」本部");
        for (var letter : "亜唖娃阿哀愛挨姶逢葵茜穐悪握渥旭葦芦鯵梓圧斡扱宛姐虻飴絢綾鮎或粟袷安庵按暗案闇鞍杏".split("")) {
            var name = japanese(letter);
            var message = MessageParser.parse(
                    "1",
                    Mail.NOON,
                    bytes(
                            "From: ",
                            tanaka,
                            " <tanaka@acme.test>\r\nTo: \"",
                            name,
                            "\" <a@x.test>, ",
                            name,
                            " <b@y.test>\r\n",
                            "Subject: ",
                            japanese("自動返信"),
                            ": x\r\n\r\n"));
            assertThat(message.author()).isEqualTo("tanaka@acme.test");
            assertThat(message.from().getFirst().name()).isEqualTo("田中（株）、代理「店」本部");
            assertThat(message.to())
                    .containsExactly(new Participant("a@x.test", letter), new Participant("b@y.test", letter));
            assertThat(message.subject()).isEqualTo("自動返信: x");
        }
    }

    private static String japanese(String text) {
        return new String(text.getBytes(Charset.forName("ISO-2022-JP")), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) all.writeBytes(part.getBytes(StandardCharsets.ISO_8859_1));
        return all.toByteArray();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            =?ISO-2022-JP?B?GyRCPCtGMEpWPy4bKEI=?=                         | 自動返信
            =?gb2312?B?1tzpRrv5?=                                          | 周镕基
            =?GB18030?B?1tzOxIE57zE=?=                                     | 周文㐂
            =?Shift_JIS?B?h0CSho5S?=                                       | ①中山
            =?ks_c_5601-1987?B?jGO55rCix88=?=                              | 똠방각하
            =?EUC-KR?B?sei/tQ==?=                                          | 김영
            =?big5?B?pKSk5Q==?=                                            | 中文
            =?koi8-r?B?8NLJ18XU?=                                          | Привет
            =?x-sjis?B?lVyOpg==?=                                          | 表示
            =?windows-1251?Q?=CF=F0=E8=E2=E5=F2?=                        | Привет
            =?utf-8?q?a=00b?=                                            | ab
            =?utf-16be?b?AEEAAABC?=                                      | AB
            """)
    void encodedWordsOfAllCountriesAreRead(String subject, String text) {
        assertThat(parse("Subject: " + subject + "\n\n").subject()).isEqualTo(text);
    }

    /** Java reads some charsets and cannot write them. */
    @Test
    void aLetterInAWordOfACharsetThatCanOnlyBeReadDoesNoHarm() {
        assertThat(parse("Subject: =?iso-2022-cn?q?caf\u00e9?=\n\n").subject()).startsWith("caf");
    }

    // ---- names

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            =?utf-8?Q?Bell,_Anna?= <anna@acme.test>                     | anna@acme.test | Bell, Anna
            =?utf-8?Q?kim@other.test,_x?= <anna@acme.test>              | anna@acme.test | kim@other.test, x
            =?utf-8?Q?Anna_(A;_B)_:?= <anna@acme.test>                  | anna@acme.test | Anna (A; B) :
            =?utf-8?Q?Anna, with blanks?= <anna@acme.test>              | anna@acme.test | Anna, with blanks
            "=?utf-8?B?QW5uYQ==?=" <anna@acme.test>                     | anna@acme.test | Anna
            =?utf-8?Q?Anna?= anna@acme.test                             | anna@acme.test | ``
            =?utf-8?Q?A=0D=0AB?= <anna@acme.test>                       | anna@acme.test | A B
            =?utf-8?Q?open <anna@acme.test>                             | anna@acme.test | =?utf-8?Q?open
            =?utf-8?Q?Anna?= =?utf-8?Q?_Bell?= <anna@acme.test>         | anna@acme.test | Anna Bell
            a=b@acme.test                                               | a=b@acme.test  | ``
            """)
    void whatStandsInAnEncodedNameIsNoAddress(String from, String address, String name) {
        var parsed = parse("From: " + from + "\nTo: " + from + "\n\n");
        assertThat(parsed.from()).containsExactly(new Participant(address, name));
        assertThat(parsed.to()).containsExactly(new Participant(address, name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=?utf-8?q?kim=40acme.test?=", "=?utf-8?q?kim@acme.test?=", "=?utf-8?q?kim@acme.test"})
    void anEncodedWordAloneIsNobody(String from) {
        assertThat(parse("From: " + from + "\n\n").author()).isEmpty();
    }

    // ---- fields twice, and empty ones

    @Test
    void recipientsOfAllFieldsCountAndOfOthersTheFirst() {
        var message = parse(
                "To: a@x.test\nFrom: kim@acme.test\nTo: b@x.test,\nCC: c@x.test\nTo: <a@x.test>\nFrom: lee@acme.test\ncc: d@x.test\n\n");
        assertThat(message.to()).extracting(Participant::address).containsExactly("a@x.test", "b@x.test", "a@x.test");
        assertThat(message.cc()).extracting(Participant::address).containsExactly("c@x.test", "d@x.test");
        assertThat(message.author()).isEqualTo("kim@acme.test");
    }

    @Test
    void whoeverWroteItIsTheFirstAuthorElseTheSender() {
        assertThat(parse("From: kim@acme.test, lee@beta.test\nSender: dana@ours.test\n\n")
                        .author())
                .isEqualTo("kim@acme.test");
        assertThat(parse("From: \nSender: dana@ours.test\nResent-From: x@y.test\n\n")
                        .author())
                .isEqualTo("dana@ours.test");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ^ <a@b.test>                      | a@b.test
            <a^ b@b.test>                     | ab@b.test
            <id@b.test> (added by relay@x)    | id@b.test
            id without angles@b.test          | id
            [abc]@b.test                      | [abc]@b.test
            12345                             | 12345
            """)
    void aMessageIdIsReadHoweverItIsFoldedAndWritten(String field, String id) {
        var own = parse("Message-ID: " + field.replace("^", "\r\n") + "\n\n").messageId();
        if (id.equals("id")) assertThat(own).isNotNull();
        else assertThat(own).isEqualTo(id);
    }

    // ---- times

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mon, 2 Nov 2026 12:00 +0000                  | 2026-11-02T12:00:00Z
            Mon,2 Nov 2026 12:00:00 +0000                | 2026-11-02T12:00:00Z
            02-Nov-26 12:00:00 UT                        | 2026-11-02T12:00:00Z
            2 Nov 126 12:00:00 +0000                     | 2026-11-02T12:00:00Z
            Monday, 2 November 2026 12:00:00 Z           | 2026-11-02T12:00:00Z
            Mon, 2 Nov 2026 04:00:00 PST                 | 2026-11-02T12:00:00Z
            Mon, 2 Nov 2026 12.00.00 +0000               | 2026-11-02T12:00:00Z
            Tue, 19 Jan 2038 03:14:08 +0000              | 2038-01-19T03:14:08Z
            Thu, 01 Jan 1970 00:00:00 +0000              | 1970-01-01T00:00:00Z
            """)
    void aDateOfAnyTimeIsRead(String date, Instant at) {
        assertThat(parse("Date: " + date + "\n\n").sentAt()).isEqualTo(at);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2 Dez 2026 12:00:00 +0100", "lun., 2 nov. 2026", "2026年11月2日 12:00", "Mon, 30 Feb 2026 12:00:00"
            })
    void aDateInAnotherLanguageIsNoneAndNotAWrongOne(String date) {
        assertThat(parse("Date: " + date + "\n\n").sentAt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from a by b with ESMTP id 1; Mon, 2 Nov 2026 12:00:00 +0000",
                "from a (x; y) by b; Mon, 2 Nov 2026 12:00:00 +0000 (envelope-from <a@b>; z)",
                "by b;\r\n\tMon, 2 Nov 2026 13:00:00 +0100 (CET)"
            })
    void aReceivedFieldEndsWithATime(String received) {
        assertThat(MessageParser.receivedTime(
                        ("Received: " + received + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(Mail.NOON);
    }

    // ---- as much as one likes

    @Test
    void noFieldIsTooLongForAnybody() {
        var much = 1 << 20;
        for (var field : new String[] {
            "Subject: " + "Re: ".repeat(much / 4),
            "Subject: " + "x".repeat(much),
            "Subject: " + "=?utf-8?q?a?= ".repeat(much / 14),
            "To: " + "=?utf-8?q?a,b?=".repeat(much / 14),
            "To: " + "=?".repeat(much / 2),
            "To: " + "n".repeat(much / 2) + " <a@x.test>".repeat(much / 24),
            "To: a@x.test\n".repeat(much / 13),
            "Received: " + "; ".repeat(much / 2),
            "List-Unsubscribe: <" + "u".repeat(much),
            "Content-Type: multipart/report; " + "b=c;".repeat(much / 4)
        })
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> {
                        var message = parse("From: kim@acme.test\n" + field + "\n\n");
                        assertThat(Classification.of(message, Direction.RECEIVED, address -> false, 50))
                                .isNotNull();
                        assertThat(message.to()).hasSizeLessThanOrEqualTo(MessageParser.MOST_ADDRESSES);
                        if (message.subject() != null)
                            assertThat(message.subject()).hasSizeLessThanOrEqualTo(10_000);
                        assertThat(message.headers().values()).allMatch(value -> value.length() <= 10_000);
                    },
                    field.substring(0, 30).toLowerCase(Locale.ROOT));
    }
}
