package app.touchline.mailbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is seen at a glance is what all the rules together say: on random text that is nearly plain. */
class PlainFormsTests {

    private static final int TIMES = 100_000;
    private static final Pattern IN_ANGLES = Pattern.compile("<([^<>]{1,2000})>");

    private final Random random = new Random(31);

    @Test
    void aPlainAddressIsWhatAllRulesSay() {
        int plain = 0;
        for (int i = 0; i < TIMES; i++) {
            var text = words(
                    "anna",
                    "ANNA",
                    "b+tag",
                    ".",
                    "..",
                    "-",
                    "_",
                    "'",
                    "@",
                    "@",
                    "@",
                    "acme",
                    "test",
                    "xn--",
                    "xn--bcher-kva",
                    "[1]",
                    "(c)",
                    "\"",
                    "\\",
                    " ",
                    "\u00fc",
                    "\u3002",
                    "\u212a",
                    "x".repeat(70),
                    "=?",
                    "%",
                    "\t",
                    "<",
                    ":");
            var address = text.strip();
            var seen = PlainAddress.of(address);
            if (seen == null) continue;
            plain++;
            assertThat(seen).as(text).isEqualTo(ComparedAddress.byAllRules(address));
        }
        assertThat(plain).isGreaterThan(TIMES / 100);
    }

    @Test
    void addressesThatPeopleHaveArePlain() {
        for (var address : List.of("Anna.Bell+list@Mail.Acme.test", "o'brien@acme.test", "a_b=c@x-y.test"))
            assertThat(PlainAddress.of(address)).isEqualTo(address.toLowerCase(java.util.Locale.ROOT));
        for (var odd : List.of("anna", "@acme.test", "anna@", "anna@acme..test", "anna@acme.test.", "a b@acme.test"))
            assertThat(PlainAddress.of(odd)).as(odd).isNull();
    }

    @Test
    void aPlainTimeIsWhatAllRulesSay() {
        int plain = 0;
        for (int i = 0; i < TIMES; i++) {
            var separator = oneOf(" ", " ", " ", "-", "-", "  ");
            var text = oneOf("Tue, ", "Tue, ", "", "T\u00fce, ", "1, ", "Tue ")
                    + oneOf("17", "7", "07", "31", "30", "29", "0", "117") + separator
                    + oneOf("Nov", "NOV", "feb", "Sep", "\u017fep", "Sept", "xyz", "Ju") + separator
                    + oneOf("2026", "2026", "2024", "1899", "1900", "26", "02026") + oneOf(" ", " ", " ", ", ")
                    + oneOf("08", "23", "24", "8") + oneOf(":", ":", ":", ".") + oneOf("00", "59", "60") + ":"
                    + oneOf("00", "59", "60", "7") + oneOf(" ", " ", " ", "") + oneOf("+", "-", "+", "-", "")
                    + oneOf("0100", "0000", "1730", "1800", "0160", "9999", "01:00", "UT")
                    + oneOf("", "", " (CET)", "x", "1", " 5 Jan 2027 01:00:00 +0000");
            var seen = PlainTime.of(text, text.startsWith("Tue, ") ? 5 : 0);
            if (seen == null) continue;
            plain++;
            assertThat(seen).as(text).isEqualTo(DateHeader.byAllRules(text));
        }
        assertThat(plain).isGreaterThan(50);
        assertThat(DateHeader.parse("Tue, 17 Nov 2026 08:00:00 +0100"))
                .isEqualTo(Instant.parse("2026-11-17T07:00:00Z"));
    }

    @Test
    void idsAreThoseThatStandInAngles() {
        for (int i = 0; i < TIMES; i++) {
            var text = words("<", ">", "<", ">", "a@b", " ", "\t", "x", "x".repeat(1_999), "<>", "\u00fc");
            var expected = new ArrayList<String>();
            var angles = IN_ANGLES.matcher(text);
            while (angles.find()) {
                var bare = angles.group(1).replaceAll("\\s+", "");
                if (!bare.isEmpty()) expected.add(bare.substring(0, Math.min(1_000, bare.length())));
            }
            if (!expected.isEmpty()) assertThat(MessageIds.all(text)).as(text).isEqualTo(expected);
            else if (text.indexOf('<') >= 0)
                assertThat(MessageIds.all(text)).as(text).isEmpty();
        }
    }

    @Test
    void blanksAreTakenTogetherOrOut() {
        for (int i = 0; i < TIMES; i++) {
            var text = words(" ", "  ", "a", "\t", "\u000b", "\u001c", "\u00a0", "\r\n", "bc");
            assertThat(Blanks.single(text)).isEqualTo(text.replaceAll("\\s+", " "));
            assertThat(Blanks.none(text)).isEqualTo(text.replaceAll("\\s+", ""));
        }
    }

    private String words(String... words) {
        var text = new StringBuilder();
        for (int n = random.nextInt(8); n >= 0; n--) text.append(oneOf(words));
        return text.toString();
    }

    private String oneOf(String... words) {
        return words[random.nextInt(words.length)];
    }
}
