package app.touchline.mailbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Encoded words of RFC 2047 turned into text; a broken one is read as far as it goes, an impossible one stays as it is. */
final class EncodedWords {

    /** Names that mail uses for charsets in which more is written than the name promises; what they mean by it. */
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("ascii", "windows-1252"),
            Map.entry("us-ascii", "windows-1252"),
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("iso-8859-8-i", "iso-8859-8"),
            Map.entry("gb2312", "gb18030"),
            Map.entry("gbk", "gb18030"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("ks_c_5601-1987", "x-windows-949"));

    /** Where it stands in a name: what is in it is no address. */
    private static final Pattern WORD_IN_A_NAME = Pattern.compile("=\\?[^?\\s]{1,60}\\?[bBqQ]\\?[^?<>]*+\\?=");

    private static final int LONGEST_IN_A_NAME = 2_000;

    private static final Pattern WORD = Pattern.compile("=\\?([^?\\s]{1,60})\\?([bBqQ])\\?([^?]*+)\\?=");

    private final String text;
    private final StringBuilder decoded = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable Charset charset;

    private EncodedWords(String text) {
        this.text = text;
    }

    static String decode(String text) {
        return text.contains("=?") ? new EncodedWords(text).decode() : text;
    }

    /** Where the encoded word ends that begins there in a list of addresses; -1 where none does. */
    static int endInAName(String text, int from) {
        if (!text.startsWith("=?", from)) return -1;
        var word = WORD_IN_A_NAME.matcher(text).region(from, Math.min(text.length(), from + LONGEST_IN_A_NAME));
        return word.lookingAt() ? word.end() : -1;
    }

    private String decode() {
        var words = WORD.matcher(text);
        var at = 0;
        while (words.find()) {
            var between = text.substring(at, words.start());
            var next = charset(words.group(1));
            // Blanks between two encoded words are none, and a letter may be split across two words of one charset.
            if (!between.isBlank() || charset == null || next == null) {
                flush();
                decoded.append(between);
            } else if (!next.equals(charset)) flush();
            charset = next;
            if (next == null) decoded.append(words.group());
            else if (words.group(2).equalsIgnoreCase("b")) base64(words.group(3));
            else quotedPrintable(words.group(3));
            at = words.end();
        }
        flush();
        return decoded.append(text, at, text.length()).toString();
    }

    private void flush() {
        if (charset != null) decoded.append(bytes.toString(charset).replace("\0", "")); // which no database keeps
        bytes.reset();
        charset = null;
    }

    private void base64(String encoded) {
        var clean = new StringBuilder(encoded.length());
        for (var c : encoded.toCharArray())
            if (c < 0x80 && (Character.isLetterOrDigit(c) || c == '+' || c == '/')) clean.append(c);
        if (clean.length() % 4 == 1) clean.setLength(clean.length() - 1);
        bytes.writeBytes(Base64.getDecoder().decode(clean.toString()));
    }

    private void quotedPrintable(String encoded) {
        for (int i = 0; i < encoded.length(); i++) {
            var c = encoded.charAt(i);
            if (c == '_') bytes.write(' ');
            else if (c == '=' && hex(encoded, i + 1) >= 0) {
                bytes.write(hex(encoded, i + 1));
                i += 2;
            } else if (c < 0x80) bytes.write(c);
            else bytes.writeBytes(String.valueOf(c).getBytes(writable()));
        }
    }

    /** Some charsets can only be read. */
    private Charset writable() {
        return charset != null && charset.canEncode() ? charset : StandardCharsets.UTF_8;
    }

    private static int hex(String text, int at) {
        if (at + 1 >= text.length()) return -1;
        var high = Character.digit(text.charAt(at), 16);
        var low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static @Nullable Charset charset(String name) {
        var star = name.indexOf('*'); // RFC 2231 puts the language behind it
        var bare = (star < 0 ? name : name.substring(0, star)).toLowerCase(Locale.ROOT);
        var meant = MEANT.getOrDefault(bare, bare);
        try {
            return Charset.forName(Charset.isSupported(meant) ? meant : bare);
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }
}
