package app.touchline.mailbox;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A header block taken apart into its fields, as forgiving as mail requires: any line end, folded lines, bytes in UTF-8
 * or Latin-1 or Japanese in seven bits, lines that are no field, no end. Of a field that is there twice the first counts;
 * recipients are those of all.
 */
final class HeaderBlock {

    private static final int LONGEST = 1 << 20;
    private static final byte ESCAPE = 0x1b;

    /** Of which a message may have several, to be read as one (RFC 5322, 4.5.3). */
    private static final Set<String> JOINED = Set.of("to", "cc", "bcc", "x-failed-recipients");

    private static final int LONGEST_JOINED = 1 << 16;
    private static final String JAPANESE = "ISO-2022-JP";

    private final Map<String, String> fields = new HashMap<>();
    private final byte[] raw;
    private final int end;
    private final boolean hasLineFeeds;

    private @Nullable String name;
    private String value = "";
    private @Nullable StringBuilder folded;

    private HeaderBlock(byte[] raw) {
        this.raw = raw;
        this.end = Math.min(raw.length, LONGEST);
        this.hasLineFeeds = indexOf('\n', 0) < end;
    }

    /** The fields by lower-case name, unfolded, with blanks around them removed; encoded words as they stand. */
    static Map<String, String> read(byte[] raw) {
        var block = new HeaderBlock(raw);
        block.readLines();
        return block.fields;
    }

    private void readLines() {
        for (int at = 0; at < end; ) {
            var lineEnd = at;
            while (lineEnd < end && raw[lineEnd] != '\n' && raw[lineEnd] != '\r') lineEnd++;
            var next = lineEnd;
            while (hasLineFeeds && next < end && raw[next] == '\r') next++;
            var byLineFeed = next < end && raw[next] == '\n';
            // Carriage returns before a line feed are one line end. In a block without line feeds each is one; in
            // others a stray one must not make the fields behind it vanish.
            if (byLineFeed) next++;
            else if (!hasLineFeeds) next = Math.min(lineEnd + 1, end);
            if (lineEnd == at && (byLineFeed || !hasLineFeeds) && (name != null || !fields.isEmpty())) break;
            if (lineEnd > at) line(at, lineEnd);
            at = next;
        }
        keep();
    }

    private void line(int from, int to) {
        if (raw[from] == ' ' || raw[from] == '\t') {
            if (name != null) fold(text(from, to));
            return;
        }
        keep();
        var colon = from;
        while (colon < to && raw[colon] > ' ' && raw[colon] < 0x7f && raw[colon] != ':') colon++;
        var nameEnd = colon;
        while (colon < to && (raw[colon] == ' ' || raw[colon] == '\t')) colon++;
        if (colon == to || raw[colon] != ':' || nameEnd == from)
            return; // no field; what is folded under it goes with it
        name = new String(raw, from, nameEnd - from, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        value = text(colon + 1, to);
    }

    private void fold(String text) {
        if (folded == null) folded = new StringBuilder(value);
        folded.append(text);
    }

    private void keep() {
        if (name != null) keep(name, (folded == null ? value : folded.toString()).strip());
        name = null;
        folded = null;
    }

    private void keep(String field, String text) {
        var first = fields.putIfAbsent(field, text);
        if (first != null && JOINED.contains(field) && first.length() < LONGEST_JOINED)
            fields.put(field, first + ", " + text);
    }

    private String text(int from, int to) {
        if (isPlain(from, to)) return new String(raw, from, to - from, StandardCharsets.ISO_8859_1);
        if (isJapanese(from, to)) return new String(raw, from, to - from, Charset.forName(JAPANESE));
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw, from, to - from))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            text = new String(raw, from, to - from, StandardCharsets.ISO_8859_1);
        }
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }

    /** ASCII without NUL, and nothing that gives it another meaning. */
    private boolean isPlain(int from, int to) {
        for (int i = from; i < to; i++) if (raw[i] <= 0 || raw[i] == ESCAPE) return false;
        return true;
    }

    /** As it was written before encoded words, in which any letter may look like a quote or a bracket. */
    private boolean isJapanese(int from, int to) {
        boolean escapes = false;
        for (int i = from; i < to; i++) {
            if (raw[i] <= 0) return false;
            escapes |= raw[i] == ESCAPE && i + 1 < to && raw[i + 1] == '$';
        }
        return escapes && Charset.isSupported(JAPANESE);
    }

    private int indexOf(char wanted, int from) {
        var at = from;
        while (at < end && raw[at] != wanted) at++;
        return at;
    }
}
