package app.touchline.mailbox.imap;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** An IMAP server whose one folder holds as many messages as one likes: each is made when it is asked for. */
public final class HugeFolder extends LineServer {

    private final long messages;

    public HugeFolder(long messages) {
        this.messages = messages;
    }

    @Override
    void converse(BufferedReader in, OutputStream unbuffered) throws IOException {
        var out = new BufferedOutputStream(unbuffered, 1 << 16);
        tell(out, "* OK ready\r\n");
        out.flush();
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var tag = line.substring(0, line.indexOf(' '));
            var command = line.substring(tag.length() + 1).toUpperCase(Locale.ROOT);
            answer(out, command);
            tell(out, tag + " OK done\r\n");
            out.flush();
            if (command.equals("LOGOUT")) return;
        }
    }

    private void answer(OutputStream out, String command) throws IOException {
        if (command.startsWith("CAPABILITY")) tell(out, "* CAPABILITY IMAP4rev1\r\n");
        else if (command.startsWith("LIST")) tell(out, "* LIST () \"/\" INBOX\r\n");
        else if (command.startsWith("STATUS"))
            tell(out, "* STATUS INBOX (UIDVALIDITY 7 UIDNEXT " + (messages + 1) + ")\r\n");
        else if (command.startsWith("EXAMINE"))
            tell(out, "* " + messages + " EXISTS\r\n* OK [UIDVALIDITY 7] valid\r\n");
        else if (command.startsWith("UID SEARCH UID ")) {
            tell(out, "* SEARCH");
            each(command.split(" ")[3], uid -> tell(out, " " + uid));
            tell(out, "\r\n");
        } else if (command.startsWith("UID SEARCH")) tell(out, "* SEARCH " + messages + "\r\n");
        else if (command.startsWith("UID FETCH ")) each(command.split(" ")[2], uid -> tell(out, line(uid)));
    }

    private static String line(long uid) {
        var headers = "From: a@acme.test\r\nMessage-ID: <" + uid + "@acme.test>\r\n\r\n";
        return "* " + uid + " FETCH (UID " + uid
                + " FLAGS () INTERNALDATE \"17-Nov-2026 08:00:00 +0000\" BODY[HEADER.FIELDS (FROM)] {"
                + headers.length() + "}\r\n" + headers + ")\r\n";
    }

    private interface Told {
        void of(long uid) throws IOException;
    }

    private void each(String set, Told told) throws IOException {
        for (var range : set.split(",")) {
            var ends = range.split(":");
            long from = number(ends[0]);
            long to = number(ends[ends.length - 1]);
            for (long uid = Math.min(from, to); uid <= Math.min(messages, Math.max(from, to)); uid++) told.of(uid);
        }
    }

    private long number(String word) {
        return word.equals("*") ? messages : Long.parseLong(word);
    }

    private static void tell(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
