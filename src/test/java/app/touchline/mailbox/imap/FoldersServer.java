package app.touchline.mailbox.imap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * An IMAP server of several folders between which a test moves mail, strict about the few commands that are used and without
 * any of the extensions. Each answer can be replaced, and the line cut in the middle of it.
 */
public final class FoldersServer extends LineServer {

    public static final String CUT = ScriptedServer.CUT;

    private static final class Folder {
        final TreeMap<Long, String> messages = new TreeMap<>();
        long validity = 1_000;
        long next = 1;
    }

    private final Map<String, Folder> folders = new LinkedHashMap<>();

    /** What is answered to a command, without the tagged line. */
    public interface Instead {
        @Nullable
        String of(String command, String usual);
    }

    /** How often it was asked for the mail of some names, among more than one message. */
    public volatile int searchesForNames;

    /** Numbers asked for, of messages that were fetched. */
    public final List<Long> fetched = Collections.synchronizedList(new ArrayList<>());

    public volatile Instead instead = (command, usual) -> null;

    public FoldersServer(List<String> names) {
        names.forEach(name -> folders.put(name, new Folder()));
    }

    /** @param line of a FETCH answer, with the UID left out */
    public synchronized long put(String folder, String line) {
        var at = folder(folder);
        at.messages.put(at.next, line);
        return at.next++;
    }

    public synchronized String take(String folder, long uid) {
        return Objects.requireNonNull(folder(folder).messages.remove(uid));
    }

    /** Under the number it had. */
    public synchronized void restore(String folder, long uid, String line) {
        folder(folder).messages.put(uid, line);
    }

    /** The same messages in the same order under new numbers, of a numbering that is higher or lower. */
    public synchronized Map<Long, Long> renumber(String folder, UnaryOperator<Long> validity) {
        var at = folder(folder);
        at.validity = validity.apply(at.validity);
        var old = new TreeMap<>(at.messages);
        at.messages.clear();
        at.next = 1;
        var numbers = new TreeMap<Long, Long>();
        old.forEach((uid, line) -> numbers.put(uid, put(folder, line)));
        return numbers;
    }

    private Folder folder(String name) {
        return Objects.requireNonNull(folders.get(name), name);
    }

    @Override
    void converse(BufferedReader in, OutputStream out) throws IOException {
        say(out, "* OK ready\r\n");
        String open = "";
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var tag = line.substring(0, line.indexOf(' '));
            var command = line.substring(tag.length() + 1);
            if (command.startsWith("EXAMINE")) open = name(command);
            var usual = answer(command, open);
            var other = instead.of(command, usual);
            var answer = other == null ? usual : other;
            if (answer.contains(CUT)) {
                say(out, answer.substring(0, answer.indexOf(CUT)));
                return;
            }
            boolean refused = answer.startsWith("NO ") || answer.startsWith("BAD ");
            say(out, refused ? tag + " " + answer + "\r\n" : answer + tag + " OK done\r\n");
            if (command.equals("LOGOUT")) return;
        }
    }

    private static String name(String command) {
        return command.split(" ")[1].replace("\"", "");
    }

    private synchronized String answer(String command, String open) {
        var upper = command.toUpperCase(Locale.ROOT);
        if (upper.startsWith("CAPABILITY")) return "* CAPABILITY IMAP4rev1\r\n";
        if (upper.startsWith("LOGIN") || upper.equals("LOGOUT") || upper.equals("NOOP") || upper.equals("CLOSE"))
            return "";
        if (upper.startsWith("LIST")) {
            var lines = new StringBuilder();
            for (var name : folders.keySet())
                lines.append("* LIST () \"/\" ").append(name).append("\r\n");
            return lines.toString();
        }
        if (upper.startsWith("STATUS")) {
            var at = folder(name(command));
            return "* STATUS " + name(command) + " (UIDVALIDITY " + at.validity + " UIDNEXT " + at.next + ")\r\n";
        }
        if (upper.startsWith("EXAMINE")) {
            var at = folder(open);
            return "* " + at.messages.size() + " EXISTS\r\n* OK [UIDVALIDITY " + at.validity + "] valid\r\n";
        }
        if (upper.startsWith("UID SEARCH")) return search(command, folder(open));
        if (upper.startsWith("UID FETCH")) return fetch(upper.split(" ")[2], folder(open));
        return "BAD what is " + command.split(" ")[0] + "?";
    }

    private String search(String command, Folder folder) {
        var words = command.split(" ", 5);
        var found = new StringBuilder("* SEARCH");
        var set = words[2].equals("UID") ? words[3] : words[2].equals("*") ? "*" : "1:*";
        if (command.contains("FROM") && words[3].contains(":")) searchesForNames++;
        try {
            var keys = SearchKeys.of(words.length < 5 ? "" : words[4]);
            for (long uid : numbers(set, folder))
                if (keys.test(headers(folder, uid))) found.append(' ').append(uid);
        } catch (IllegalArgumentException unknown) {
            return "BAD what is " + unknown.getMessage() + "?";
        }
        return found.append("\r\n").toString();
    }

    private static String headers(Folder folder, long uid) {
        var line = Objects.requireNonNull(folder.messages.get(uid));
        return line.substring(line.indexOf("}\r\n") + 3);
    }

    private String fetch(String set, Folder folder) {
        var lines = new StringBuilder();
        fetched.addAll(numbers(set, folder));
        for (long uid : numbers(set, folder))
            lines.append("* 1 FETCH (UID ").append(uid).append(' ').append(folder.messages.get(uid));
        return lines.toString();
    }

    /** n:* is at least the newest message, however large n is. */
    private static List<Long> numbers(String set, Folder folder) {
        var found = new ArrayList<Long>();
        if (folder.messages.isEmpty()) return found;
        for (var range : set.split(",")) {
            var ends = range.split(":");
            long a = number(ends[0], folder);
            long b = number(ends[ends.length - 1], folder);
            found.addAll(folder.messages
                    .subMap(Math.min(a, b), true, Math.max(a, b), true)
                    .keySet());
        }
        return found;
    }

    private static long number(String word, Folder folder) {
        return word.equals("*") ? folder.messages.lastKey() : Long.parseLong(word);
    }
}
