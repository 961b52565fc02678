package app.touchline.mailbox.imap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.LongStream;

import jakarta.mail.MessagingException;
import jakarta.mail.Store;

import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Trouble;

/**
 * Commands and their answers over the library's connection, but reading each response ourselves: the library drops a
 * whole FETCH line when one value in it is not to its liking, and mail must not be lost to that.
 */
final class Wire {

    private final IMAPFolder door;
    private @Nullable IMAPProtocol connection;

    Wire(Store store) throws MailTrouble {
        try {
            this.door = (IMAPFolder) store.getDefaultFolder();
        } catch (MessagingException e) {
            throw new MailTrouble(new Trouble.Transient("The mail server ended the connection."), e);
        }
    }

    /**
     * How a command ended.
     *
     * @param cut why the answer broke off in the middle; then the lines that came are complete, but more may be missing
     */
    record Ended(String status, String text, @Nullable IOException cut) {

        boolean ok() {
            return cut == null && status.equals("OK");
        }

        Ended orCut() throws MailTrouble {
            if (cut != null) throw new MailTrouble(Troubles.whileReading(cut), cut);
            return this;
        }
    }

    /**
     * @param untagged gets each untagged response, one char per byte, as soon as it is complete
     * @throws MailTrouble where a refusal is not about what was asked, but asks for a pause
     */
    Ended command(String command, @Nullable Argument arguments, Consumer<String> untagged) throws MailTrouble {
        var ended = commanded(command, arguments, untagged);
        var trouble = ended.ok() ? null : Troubles.refusing(command, ended.text());
        if (trouble != null) throw new MailTrouble(trouble, ended.cut());
        return ended;
    }

    private Ended commanded(String command, @Nullable Argument arguments, Consumer<String> untagged)
            throws MailTrouble {
        try {
            return (Ended) door.doCommand(protocol -> {
                if (connection != null && connection != protocol)
                    return new Ended("", "", new IOException("another connection was opened"));
                connection = protocol;
                return run((Conversation) protocol, command, arguments, untagged);
            });
        } catch (MessagingException e) {
            throw new MailTrouble(new Trouble.Transient("The mail server ended the connection."), e);
        }
    }

    private static Ended run(
            Conversation server, String command, @Nullable Argument arguments, Consumer<String> untagged) {
        try {
            var tag = server.writeCommand(command, arguments) + " ";
            while (true) {
                var line = server.next();
                if (line.startsWith(tag))
                    return ended(line.substring(tag.length()).strip());
                if (line.regionMatches(true, 0, "* BYE", 0, 5))
                    return new Ended("BYE", line.substring(5).strip(), new IOException("the server said goodbye"));
                if (line.startsWith("*")) untagged.accept(line);
            }
        } catch (IOException e) {
            return new Ended("", "", e);
        } catch (ProtocolException e) {
            return new Ended("", "", new IOException(e));
        }
    }

    private static Ended ended(String said) {
        var blank = said.indexOf(' ');
        var status = (blank < 0 ? said : said.substring(0, blank)).toUpperCase(Locale.ROOT);
        return new Ended(
                status.equals("OK") || status.equals("NO") ? status : "BAD",
                blank < 0 ? "" : said.substring(blank).strip(),
                null);
    }

    /** The values after {@code * NAME} or {@code * 12 NAME}, if the line is of that kind. */
    static @Nullable List<@Nullable Object> of(String name, String line) {
        var values = ImapLine.values(line);
        for (int at = 1; at <= 2 && at < values.size(); at++)
            if (values.get(at) instanceof String word
                    && word.toUpperCase(Locale.ROOT).equals(name)) return values.subList(at + 1, values.size());
        return null;
    }

    /** The numbers that a search finds. */
    long[] search(String command) throws MailTrouble {
        var found = new String[1];
        var numbers = search(command, words -> found[0] = words);
        if (numbers == null)
            throw new MailTrouble(new Trouble.Transient("The mail server refuses to search: " + found[0]));
        return numbers;
    }

    /** Those of these numbers that are still there. */
    long[] present(long[] uids) throws MailTrouble {
        var there = new long[0];
        for (var set : Uids.sets(uids))
            there = LongStream.concat(Arrays.stream(there), Arrays.stream(search("UID SEARCH UID " + set)))
                    .toArray();
        return there;
    }

    /** Null where the server refuses, which it says in words. */
    long @Nullable [] search(String command, Consumer<String> refused) throws MailTrouble {
        var found = new long[][] {new long[0]};
        var ended = command(command, null, line -> {
                    if (line.regionMatches(true, 0, "* SEARCH", 0, 8)) found[0] = Uids.ofSearch(line, found[0]);
                    else if (line.regionMatches(true, 0, "* ESEARCH", 0, 9))
                        found[0] = Uids.ofExtendedSearch(line, found[0]);
                })
                .orCut();
        if (ended.ok()) return found[0];
        refused.accept(ended.text().strip());
        return null;
    }

    /** A folder by the server's own name for it, as an argument. */
    static Argument named(String folder) {
        return new Argument().writeString(folder, StandardCharsets.ISO_8859_1);
    }
}
