package app.touchline.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.Message.Participant;

/**
 * The addresses in a From, To, Cc or Bcc field. Reads what the grammar allows, obsolete forms included, and what mail
 * really holds; an address that cannot be made out is left out and does not take its neighbours with it. An address is
 * only ever taken from where an address stands, never from a display name or a comment.
 */
final class AddressHeader {

    private static final int LONGEST_LITERAL = 64;
    private static final int LONGEST_NAME = 1_000;
    private static final int MOST_UNCLOSED = 20;
    private static final Pattern BLANKS_AROUND_AT = Pattern.compile(" ?@ ?");
    private static final Pattern BLANK_BEFORE_DOT = Pattern.compile(" \\. ?");

    private final String text;
    private final boolean lastOnly;
    private final int limit;
    private final boolean quotesBalance;
    private final List<Participant> found = new ArrayList<>();

    /** What of the current entry stands outside angle brackets; a quoted string keeps its quotes. */
    private final StringBuilder phrase = new StringBuilder();

    private final List<String> angles = new ArrayList<>();
    private int at;
    private int unclosedQuotes;
    private int unclosedComments;

    private AddressHeader(String text, boolean lastOnly, int limit) {
        this.text = text;
        this.lastOnly = lastOnly;
        this.limit = limit;
        this.quotesBalance = quotesBalance(text);
    }

    private static boolean quotesBalance(String text) {
        boolean balance = true;
        for (int i = text.indexOf('"'); i >= 0; i = text.indexOf('"', i + 1)) balance = !balance;
        return balance;
    }

    /** Who wrote it: of several things in angle brackets in one entry only the last is an address. */
    static List<Participant> authors(@Nullable String value) {
        return value == null ? List.of() : new AddressHeader(value, true, 50).read();
    }

    /** Who got it; forgotten commas between addresses in angle brackets are forgiven. */
    static List<Participant> recipients(@Nullable String value, int limit) {
        return value == null || limit <= 0 ? List.of() : new AddressHeader(value, false, limit).read();
    }

    private List<Participant> read() {
        while (at < text.length() && found.size() < limit) {
            var c = text.charAt(at);
            switch (c) {
                case ',', ';' -> {
                    endEntry();
                    at++;
                }
                case ':' -> { // the name of a group, or "mailto:"
                    if (angles.isEmpty()) phrase.setLength(0);
                    at++;
                }
                case '"' -> quoted();
                case '(' -> comment();
                case '<' -> angle();
                case '[' -> literal();
                case '=' -> encodedWord();
                default -> {
                    phrase.append(c);
                    at++;
                }
            }
        }
        endEntry();
        return found.size() > limit ? found.subList(0, limit) : found;
    }

    private void quoted() {
        var close = closingQuote(at);
        if (close < 0 || (!quotesBalance && swallowsAnEntry(at, close))) {
            at++; // a quote that belongs to nothing
            return;
        }
        phrase.append(text, at, close + 1);
        at = close + 1;
    }

    /** In {@code "Anna <anna@x.test>, "Bob" <bob@y.test>} the first quote was never closed. */
    private boolean swallowsAnEntry(int open, int close) {
        var arrow = false;
        for (int i = open; i < close; i++) {
            if (text.charAt(i) == '>') arrow = true;
            else if (text.charAt(i) == ',' && arrow) return true;
        }
        return false;
    }

    /** -1 where it is never closed; after some of those no further one is looked for, so that the work stays bounded. */
    private int closingQuote(int open) {
        if (unclosedQuotes >= MOST_UNCLOSED) return -1;
        for (int i = open + 1; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\\') i++;
            else if (c == '"') return i;
        }
        unclosedQuotes++;
        return -1;
    }

    private void comment() {
        var close = closingParenthesis(at);
        at = close < 0 ? at + 1 : close + 1;
    }

    private int closingParenthesis(int open) {
        if (unclosedComments >= MOST_UNCLOSED) return -1;
        var depth = 0;
        for (int i = open; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\\') i++;
            else if (c == '(') depth++;
            else if (c == ')' && --depth == 0) return i;
        }
        unclosedComments++;
        return -1;
    }

    private void angle() {
        var start = at + 1;
        var inRoute = false;
        var i = start;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) i++;
        inRoute = i < text.length() && text.charAt(i) == '@';
        for (; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '>') break;
            if (c == '<') break; // the bracket was never closed
            if (c == '"') {
                var close = closingQuote(i);
                if (close < 0) continue;
                i = close;
            } else if (c == '(') {
                var close = closingParenthesis(i);
                if (close >= 0) i = close;
            } else if (c == ':') inRoute = false;
            else if ((c == ',' || c == ';') && !inRoute) break;
        }
        var content = text.substring(start, Math.min(i, text.length()));
        var closed = i < text.length() && text.charAt(i) == '>';
        angles.add(closed ? content : upToBlank(content));
        at = closed ? i + 1 : i;
    }

    /** Of an angle bracket that was never closed: what follows the address is something else. */
    private static String upToBlank(String content) {
        var address = content.strip();
        for (int i = address.indexOf('@') + 1; i < address.length(); i++)
            if (Character.isWhitespace(address.charAt(i))) return address.substring(0, i);
        return address;
    }

    /** A domain literal ("[192.0.2.1]", "[IPv6:...]"): its colons and commas are its own. */
    private void literal() {
        var close = text.substring(at, Math.min(text.length(), at + LONGEST_LITERAL))
                        .indexOf(']')
                + at;
        if (close < at) {
            phrase.append('[');
            at++;
            return;
        }
        phrase.append(text, at, close + 1);
        at = close + 1;
    }

    /** Its commas, brackets and addresses belong to the name that it encodes. */
    private void encodedWord() {
        var end = EncodedWords.endInAName(text, at);
        if (end < 0) end = at + 1;
        phrase.append(text, at, end);
        at = end;
    }

    private void endEntry() {
        var name = phrase.toString();
        if (!angles.isEmpty()) {
            for (var angle : lastOnly ? List.of(angles.getLast()) : angles)
                add(withoutComments(afterRoute(angle)), name);
        } else if (name.indexOf('@') >= 0) bare(name);
        phrase.setLength(0);
        angles.clear();
    }

    /** {@code anna@acme.test}, {@code anna @ acme . test}, {@code Anna anna@acme.test}, {@code "anna b"@acme.test}. */
    private void bare(String entry) {
        if (!entry.contains("=?") && PlainAddress.of(entry.strip()) != null) {
            add(entry, "");
            return;
        }
        var tight = Blanks.single(entry).strip();
        tight = BLANKS_AROUND_AT.matcher(tight).replaceAll("@");
        tight = BLANK_BEFORE_DOT.matcher(tight).replaceAll(".");
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        var inQuotes = false;
        for (int i = 0; i < tight.length(); i++) {
            var c = tight.charAt(i);
            if (c == '\\' && inQuotes && i + 1 < tight.length()) {
                word.append(c).append(tight.charAt(++i));
                continue;
            }
            if (c == '"') inQuotes = !inQuotes;
            if (Character.isWhitespace(c) && !inQuotes) {
                words.add(word.toString());
                word.setLength(0);
            } else word.append(c);
        }
        words.add(word.toString());
        var addresses = words.stream().filter(AddressHeader::hasAt).toList();
        if (lastOnly && addresses.size() > 1) addresses = List.of(addresses.getLast());
        addresses.forEach(address -> add(address, ""));
    }

    /** Whether an @ stands outside quotes and encoded words. */
    private static boolean hasAt(String word) {
        if (word.startsWith("=?")) return false;
        var unquoted = word.startsWith("\"") ? word.substring(word.lastIndexOf('"') + 1) : word;
        return unquoted.indexOf('@') >= 0;
    }

    private static String afterRoute(String angle) {
        var stripped = angle.strip();
        if (!stripped.startsWith("@"))
            return stripped.regionMatches(true, 0, "mailto:", 0, 7) ? stripped.substring(7) : stripped;
        return stripped.substring(stripped.indexOf(':') + 1);
    }

    private static String withoutComments(String angle) {
        if (angle.indexOf('(') < 0) return angle;
        var kept = new StringBuilder();
        var depth = 0;
        var inQuotes = false;
        for (var c : angle.toCharArray()) {
            if (c == '"' && depth == 0) inQuotes = !inQuotes;
            if (c == '(' && !inQuotes) depth++;
            else if (c == ')' && !inQuotes && depth > 0) depth--;
            else if (depth == 0) kept.append(c);
        }
        return kept.toString();
    }

    private void add(String address, String name) {
        if (found.size() >= limit) return;
        var normalised = ComparedAddress.of(address);
        if (normalised != null) found.add(new Participant(normalised, displayName(name)));
    }

    private static String displayName(String phrase) {
        var name = phrase.strip();
        if (name.isEmpty()) return "";
        if (name.length() > LONGEST_NAME) name = name.substring(0, LONGEST_NAME);
        return Blanks.single(EncodedWords.decode(name.replace("\\\"", "'").replace("\"", "")))
                .strip();
    }
}
