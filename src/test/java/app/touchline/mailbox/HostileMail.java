package app.touchline.mailbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Some hundreds of malformed and automatic messages, made by rules: each oddity alone, then two or three of them together.
 * Always the same ones.
 */
final class HostileMail {

    static final String OURS = "dana@ours.test";
    static final String THEIRS = "anna@acme.test";

    private static final int TOGETHER = 260;

    private static final Map<String, List<String>> ODDITIES = new LinkedHashMap<>();

    static {
        ODDITIES.put(
                "From",
                List.of(
                        "",
                        "<>",
                        "@",
                        "MISSING_DOMAIN",
                        "MAILER-DAEMON",
                        "anna@.SYNTAX-ERROR.",
                        "\"Bell, Anna <anna@acme.test>",
                        "anna@acme.test, dana@ours.test",
                        "=?utf-8?q?Anna=20=",
                        "=?x-unknown?b?////?= <anna@acme.test>",
                        "=?utf-8?b?" + "QUJD".repeat(500) + "?= <anna@acme.test>",
                        "J\u00fcrgen \u00ff\u0080 <anna@acme.test>",
                        "<@a,@b:anna@acme.test>",
                        "anna(" + "(".repeat(300) + "@acme.test",
                        "<".repeat(400) + "anna@acme.test",
                        "\"".repeat(301) + " <anna@acme.test>",
                        "anna@" + "a.".repeat(300) + "test",
                        "anna@[IPv6:::1]",
                        "\\\\\\anna@acme.test",
                        "anna@acme.test\u0000",
                        "Team: anna@acme.test, dana@ours.test;",
                        "undisclosed-recipients:;",
                        "postmaster@acme.test",
                        "no-reply@acme.test",
                        "anna+tag@ACME.test."));
        ODDITIES.put(
                "To",
                List.of(
                        "",
                        "undisclosed-recipients:;",
                        "dana@ours.test; anna@acme.test",
                        "dana@ours.test,,,,, ,",
                        "s@x.test, ".repeat(700) + "dana@ours.test",
                        "a@b c@d e@f",
                        "Group: a@x.test, Other: b@y.test;;, dana@ours.test",
                        "=?utf-8?q?=3Cdana=40ours.test=3E?=",
                        "dana@ours.test (",
                        "\u4e2d\u6587@b\u00fccher.test, dana@ours.test"));
        ODDITIES.put(
                "Subject",
                List.of(
                        "",
                        "Out of office: Re: Fwd: Hello",
                        "=?utf-8?q?" + "=C3=A4".repeat(400) + "?=",
                        "=?utf-8?b?4pyT?= =?utf-8?b?4pyT?= =?utf-8?b?4p?=",
                        "=?".repeat(500),
                        "x".repeat(20_000),
                        "Undelivered Mail Returned to Sender",
                        "\u0000\u0001\u0002\u007f",
                        "=?utf-7?q?+ADw-script+AD4-?="));
        ODDITIES.put(
                "Date",
                List.of(
                        "",
                        "yesterday",
                        "Tue, 19 Jan 2038 03:14:08 +0000",
                        "Thu, 1 Jan 1970 00:00:00 +0000",
                        "Tue, 17 Nov 2026 25:61:61 +9999",
                        "17/11/2026 8am",
                        "Tue, 17 Nov 99999999 08:00:00 +0000",
                        "Tue, 17 Nov 2026 08:00:00 (PST) (comment (nested",
                        "2026-11-17T08:00:00Z"));
        ODDITIES.put(
                "Message-ID",
                List.of(
                        "",
                        "<>",
                        "<a@b> <c@d>",
                        "no angles",
                        "<" + "i".repeat(5_000) + ">",
                        "<\u00e9@\u00ff>",
                        "<a b c>"));
        ODDITIES.put(
                "References",
                List.of("<", ">".repeat(100), "<r@x.test>".repeat(900), "<a@b>\r\n\t<c@d>\r\n\r", "=?utf-8?q?<a@b>?="));
        ODDITIES.put(
                "Content-Type",
                List.of(
                        "multipart/report; report-type=delivery-status",
                        "multipart/report; report-type=disposition-notification",
                        "multipart/report; report-type=\"",
                        "text/calendar; method=REQUEST",
                        "multipart/mixed; boundary=\"\"",
                        "multipart/mixed; boundary=" + "b".repeat(3_000),
                        "multipart/alternative",
                        ";;;;=",
                        "message/rfc822"));
        ODDITIES.put("Auto-Submitted", List.of("auto-replied (vacation)", "auto-generated; x=\"", "no", "", "(((no"));
        ODDITIES.put("Precedence", List.of("bulk", "list", "junk", "auto_reply", "first-class"));
        ODDITIES.put("List-Id", List.of("<news.acme.test>", "", "News <"));
        ODDITIES.put("List-Post", List.of("NO", "<mailto:talk@lists.test>", "<"));
        ODDITIES.put("List-Unsubscribe", List.of("<https://acme.test/u>", ""));
        ODDITIES.put("Return-Path", List.of("<>", "", "<MAILER-DAEMON>", "<<>>"));
        ODDITIES.put("X-Failed-Recipients", List.of("someone@x.test", ""));
        ODDITIES.put("Content-Class", List.of("urn:content-classes:calendarmessage", ":"));
        ODDITIES.put("Received", List.of("", ";", "from x by y; Tue, 17 Nov 2026 08:00:00 +0000 (", "; ".repeat(800)));
        ODDITIES.put("Sender", List.of("<>", "dana@ours.test", "list-bounces@lists.test"));
        ODDITIES.put("Resent-From", List.of("dana@ours.test", "<"));
    }

    /** What is wrong with the block as a whole. */
    private enum Shape {
        AS_IT_SHOULD_BE,
        LINE_FEEDS_ONLY,
        CARRIAGE_RETURNS_ONLY,
        NO_BLANK_LINE,
        NO_BODY,
        BLANK_LINE_FIRST,
        FIELDS_TWICE,
        LINES_WITHOUT_COLON,
        FOLDED_EVERYWHERE,
        A_MAILBOX_LINE_FIRST,
        BYTE_ORDER_MARK_FIRST,
        A_THOUSAND_FIELDS,
        BLANKS_BEFORE_COLONS,
        BROKEN_PARTS
    }

    private HostileMail() {}

    /** As they lie in a mailbox, one char a byte where possible; each has a Message-ID of its own unless that is what is odd. */
    static List<byte[]> all() {
        var messages = new ArrayList<byte[]>();
        for (var shape : Shape.values()) messages.add(message(messages.size(), Map.of(), shape));
        ODDITIES.forEach((field, values) -> {
            for (var value : values)
                messages.add(message(messages.size(), Map.of(field, value), Shape.AS_IT_SHOULD_BE));
        });
        var random = new Random(45);
        var fields = List.copyOf(ODDITIES.keySet());
        for (int i = 0; i < TOGETHER; i++) {
            var odd = new LinkedHashMap<String, String>();
            for (int n = 2 + random.nextInt(2); n > 0; n--) {
                var field = fields.get(random.nextInt(fields.size()));
                var values = ODDITIES.getOrDefault(field, List.of(""));
                odd.put(field, values.get(random.nextInt(values.size())));
            }
            messages.add(message(messages.size(), odd, Shape.values()[random.nextInt(Shape.values().length)]));
        }
        return messages;
    }

    private static byte[] message(int number, Map<String, String> odd, Shape shape) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("From", THEIRS);
        fields.put("To", OURS);
        fields.put("Subject", "Letter " + number);
        fields.put("Date", "Tue, 17 Nov 2026 08:%02d:%02d +0000".formatted(number / 60 % 60, number % 60));
        fields.put("Message-ID", "<hostile" + number + "@acme.test>");
        fields.putAll(odd);
        var lines = new ArrayList<String>();
        fields.forEach((name, value) -> lines.add(name + ": " + value));
        return shaped(lines, shape).getBytes(StandardCharsets.UTF_8);
    }

    private static String shaped(List<String> lines, Shape shape) {
        var head = new ArrayList<>(lines);
        switch (shape) {
            case FIELDS_TWICE -> head.addAll(lines);
            case LINES_WITHOUT_COLON -> head.addAll(2, List.of("no colon here", " nor here", ":", ": nothing before"));
            case FOLDED_EVERYWHERE -> head.replaceAll(line -> line.replace(" ", "\r\n\t "));
            case A_MAILBOX_LINE_FIRST -> head.addFirst("From anna@acme.test Tue Nov 17 08:00:00 2026");
            case BYTE_ORDER_MARK_FIRST -> head.set(0, "\ufeff" + head.getFirst());
            case A_THOUSAND_FIELDS -> {
                for (int i = 0; i < 1_000; i++) head.add("X-Field-" + i + ": value");
            }
            case BLANKS_BEFORE_COLONS -> head.replaceAll(line -> line.replaceFirst(":", " \t:"));
            default -> {}
        }
        var end = switch (shape) {
            case LINE_FEEDS_ONLY -> "\n";
            case CARRIAGE_RETURNS_ONLY -> "\r";
            default -> "\r\n";
        };
        var text = String.join(end, head);
        return switch (shape) {
            case NO_BLANK_LINE, NO_BODY -> text;
            case BLANK_LINE_FIRST -> end + text + end + end + "Text.";
            case BROKEN_PARTS ->
                text + end + end + ("--b" + end + "Content-Type: multipart/mixed; boundary=b" + end + end).repeat(60);
            default -> text + end + end + "Text." + end;
        };
    }
}
