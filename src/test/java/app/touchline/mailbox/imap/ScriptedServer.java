package app.touchline.mailbox.imap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * An IMAP server of one folder that misbehaves as it is told: a few lines of the protocol over a real socket. Its
 * messages are by UID; what a command is answered can be replaced, and the line may be cut.
 */
public final class ScriptedServer extends LineServer {

    public static final String CUT = "\u0000cut";

    private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)}$");

    public final TreeMap<Long, String> messages = new TreeMap<>();
    public final List<String> commands = Collections.synchronizedList(new ArrayList<>());
    public volatile long validity = 100;
    public volatile boolean tellsUidNext = true;
    public volatile String greeting = "* OK ready";
    public volatile String internalDate = "17-Nov-2026 08:00:00 +0000";

    /** Given command and usual answer (without the tagged line), the answer to give; null for the usual one. */
    public volatile BiFunction<String, String, @Nullable String> instead = (command, usual) -> null;

    public void holds(long... uids) {
        for (long uid : uids) messages.put(uid, "From: a@acme.test\r\nMessage-ID: <" + uid + "@acme.test>\r\n\r\n");
    }

    /** Mail from one address to another. */
    public void holds(String from, String to, long... uids) {
        for (long uid : uids)
            messages.put(
                    uid,
                    "From: %s\r\nTo: %s\r\nDate: Tue, 17 Nov 2026 08:00:%02d +0000\r\nMessage-ID: <%d.%d@%s>\r\n\r\n"
                            .formatted(from, to, uid % 60, uid, port(), from.substring(from.indexOf('@') + 1)));
    }

    public long fetches() {
        return commands.stream()
                .filter(command -> command.startsWith("UID FETCH"))
                .count();
    }

    @Override
    void converse(BufferedReader in, OutputStream out) throws IOException {
        say(out, greeting + "\r\n");
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var tag = line.substring(0, line.indexOf(' '));
            var command = withLiterals(line.substring(tag.length() + 1), in, out);
            commands.add(command);
            var usual = answer(command);
            var other = instead.apply(command, usual);
            var answer = other == null ? usual : other;
            if (answer.contains(CUT)) {
                say(out, answer.substring(0, answer.indexOf(CUT)));
                return;
            }
            boolean tagged = answer.startsWith("NO ") || answer.startsWith("BAD ");
            say(out, tagged ? tag + " " + answer + "\r\n" : answer + tag + " OK done\r\n");
            if (command.equals("LOGOUT")) return;
        }
    }

    /** What a client announces by {n} and sends when it is asked for, as it stands there. */
    private static String withLiterals(String line, BufferedReader in, OutputStream out) throws IOException {
        var whole = line;
        for (var literal = LITERAL.matcher(whole); literal.find(); literal = LITERAL.matcher(whole)) {
            say(out, "+ go on\r\n");
            var read = new StringBuilder(whole.substring(0, literal.start()));
            for (int left = Integer.parseInt(literal.group(1)); left > 0; left--) read.append((char) in.read());
            whole = read + Objects.requireNonNullElse(in.readLine(), "");
        }
        return whole;
    }

    private String answer(String command) {
        var upper = command.toUpperCase(Locale.ROOT);
        if (upper.startsWith("CAPABILITY")) return "* CAPABILITY IMAP4rev1\r\n";
        if (upper.startsWith("LIST")) return "* LIST (\\HasNoChildren) \"/\" INBOX\r\n";
        if (upper.startsWith("STATUS"))
            return "* STATUS " + command.substring(7, command.lastIndexOf('(')) + "(UIDVALIDITY " + validity
                    + (tellsUidNext ? " UIDNEXT " + next() : "") + ")\r\n";
        if (upper.startsWith("EXAMINE"))
            return "* " + messages.size() + " EXISTS\r\n* OK [UIDVALIDITY " + validity + "] valid\r\n"
                    + (tellsUidNext ? "* OK [UIDNEXT " + next() + "] next\r\n" : "");
        if (upper.startsWith("UID SEARCH")) return search(command);
        if (upper.startsWith("UID FETCH")) return fetch(command);
        return "";
    }

    private long next() {
        return messages.isEmpty() ? 1 : messages.lastKey() + 1;
    }

    private String search(String command) {
        var words = command.split(" ");
        var found = new StringBuilder("* SEARCH");
        for (long uid : words[2].equals("UID") ? set(words[3]) : new ArrayList<>(messages.keySet()))
            found.append(' ').append(uid);
        return found.append("\r\n").toString();
    }

    private String fetch(String command) {
        var lines = new StringBuilder();
        for (long uid : set(command.split(" ")[2])) lines.append(line(uid));
        return lines.toString();
    }

    public String line(long uid) {
        var headers = Objects.requireNonNull(messages.get(uid));
        return "* 1 FETCH (UID %d FLAGS () INTERNALDATE \"%s\" BODY[HEADER.FIELDS (FROM)] {%d}\r\n%s)\r\n"
                .formatted(uid, internalDate, headers.length(), headers);
    }

    /** As real servers do: n:* is at least the newest message, however large n is. */
    private List<Long> set(String text) {
        var found = new ArrayList<Long>();
        for (var range : text.split(",")) {
            var ends = range.split(":");
            long newest = messages.isEmpty() ? 0 : messages.lastKey();
            long a = ends[0].equals("*") ? newest : Long.parseLong(ends[0]);
            long b = ends.length == 1 ? a : ends[1].equals("*") ? newest : Long.parseLong(ends[1]);
            found.addAll(
                    messages.subMap(Math.min(a, b), true, Math.max(a, b), true).keySet());
        }
        return found;
    }
}
