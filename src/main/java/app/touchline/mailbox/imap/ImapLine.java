package app.touchline.mailbox.imap;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One response of an IMAP server, taken apart into values: a String for an atom, a quoted string or a literal (one char
 * per byte), a List for what stands in parentheses, null for NIL. Forgiving: what is not closed ends with the line, and
 * nothing in it makes reading fail.
 */
final class ImapLine {

    private static final int DEEPEST = 200;

    private final String line;
    private int at;

    private ImapLine(String line) {
        this.line = line;
    }

    static List<@Nullable Object> values(String line) {
        var reader = new ImapLine(line);
        var values = new ArrayList<@Nullable Object>();
        while (reader.at < line.length()) {
            values.addAll(reader.list(0));
            reader.at++; // a parenthesis too many
        }
        return values;
    }

    private List<@Nullable Object> list(int depth) {
        var values = new ArrayList<@Nullable Object>();
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == ')') return values;
            if (c == ' ' || c == '\r' || c == '\n' || c == '\t') at++;
            else if (c == '(') {
                at++;
                if (depth < DEEPEST) values.add(list(depth + 1));
                at++;
            } else if (c == '"') values.add(quoted());
            else if (c == '{' && literalAhead()) values.add(literal());
            else values.add(atom());
        }
        return values;
    }

    private String quoted() {
        var text = new StringBuilder();
        for (at++; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') {
                at++;
                break;
            }
            if (c == '\\' && at + 1 < line.length()) c = line.charAt(++at);
            text.append(c);
        }
        return text.toString();
    }

    private boolean literalAhead() {
        int end = line.indexOf('}', at);
        return end > at + 1 && end + 2 < line.length() + 1 && line.startsWith("\r\n", end + 1) && isASize(at + 1, end);
    }

    private boolean isASize(int from, int to) {
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (!(c >= '0' && c <= '9' || c == '+')) return false;
        }
        return true;
    }

    private String literal() {
        int end = line.indexOf('}', at);
        int size;
        try {
            size = Integer.parseInt(line.substring(at + 1, end).replace("+", ""));
        } catch (NumberFormatException tooLarge) {
            size = Integer.MAX_VALUE;
        }
        int from = end + 3;
        int to = (int) Math.min(line.length(), (long) from + size);
        at = to;
        return line.substring(from, to);
    }

    /** Servers repeat with every message which fields were asked for; -1 where other brackets or a line's end lie within. */
    private int endOfPlainBrackets() {
        int from = at + 1;
        int end = line.indexOf(']', from);
        boolean plain = end >= 0
                && line.indexOf('[', from, end) < 0
                && line.indexOf('\r', from, end) < 0
                && line.indexOf('\n', from, end) < 0;
        return plain ? end : -1;
    }

    /** Brackets belong to an atom with all that is in them: {@code BODY[HEADER.FIELDS (FROM TO)]<0>}. */
    private @Nullable String atom() {
        int from = at;
        int brackets = 0;
        for (; at < line.length(); at++) {
            char c = line.charAt(at);
            int end = c == '[' && brackets == 0 ? endOfPlainBrackets() : -1;
            if (end >= 0) at = end;
            else if (c == '[') brackets++;
            else if (c == ']' && brackets > 0) brackets--;
            else if (c == '\r' || c == '\n') break;
            else if (brackets == 0 && (c == ' ' || c == '(' || c == ')' || c == '"')) break;
        }
        if (at == from) at++;
        var atom = line.substring(from, at);
        return atom.equalsIgnoreCase("NIL") ? null : atom;
    }
}
