package app.touchline.outreach;

import java.nio.charset.StandardCharsets;

/**
 * A link that opens a new message in a person's own mail program (RFC 6068).
 *
 * @param whole false where the text is too long for what mail programs take: then the link has the subject only
 */
record Mailto(String href, boolean whole) {

    /** Windows hands over no more than 2,083 characters, some mail programs less than 2,048. */
    static final int LONGEST = 2000;

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    /** @param body with line breaks of any kind */
    static Mailto of(String address, String subject, String body) {
        var start =
                "mailto:" + encode(address).replace("%40", "@") + "?subject=" + encode(subject.replaceAll("\\R", " "));
        var whole = start + "&body=" + encode(body.replaceAll("\\R", "\r\n"));
        return whole.length() <= LONGEST ? new Mailto(whole, true) : new Mailto(start, false);
    }

    private static String encode(String text) {
        var encoded = new StringBuilder();
        for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
            var character = (char) (octet & 0xff);
            if (UNRESERVED.indexOf(character) >= 0) encoded.append(character);
            else encoded.append("%%%02X".formatted(octet & 0xff));
        }
        return encoded.toString();
    }
}
