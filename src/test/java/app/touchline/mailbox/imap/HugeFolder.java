package app.touchline.mailbox.imap;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import app.touchline.mailbox.MailSource.Account;
import app.touchline.mailbox.Tls;

/** An IMAP server whose one folder holds as many messages as one likes: each is made when it is asked for. */
public final class HugeFolder implements AutoCloseable {

    private final ServerSocket socket;
    private final long messages;

    public HugeFolder(long messages) {
        this.messages = messages;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    public static Account account(int port) {
        return new Account("127.0.0.1", port, Tls.NONE, "dana", "secret");
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
                var out = new BufferedOutputStream(client.getOutputStream(), 1 << 16)) {
            say(out, "* OK ready\r\n");
            out.flush();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var tag = line.substring(0, line.indexOf(' '));
                var command = line.substring(tag.length() + 1).toUpperCase(Locale.ROOT);
                answer(out, command);
                say(out, tag + " OK done\r\n");
                out.flush();
                if (command.equals("LOGOUT")) return;
            }
        } catch (IOException gone) {
            // the client went away
        }
    }

    private void answer(OutputStream out, String command) throws IOException {
        if (command.startsWith("CAPABILITY")) say(out, "* CAPABILITY IMAP4rev1\r\n");
        else if (command.startsWith("LIST")) say(out, "* LIST () \"/\" INBOX\r\n");
        else if (command.startsWith("STATUS"))
            say(out, "* STATUS INBOX (UIDVALIDITY 7 UIDNEXT " + (messages + 1) + ")\r\n");
        else if (command.startsWith("EXAMINE")) say(out, "* " + messages + " EXISTS\r\n* OK [UIDVALIDITY 7] valid\r\n");
        else if (command.startsWith("UID SEARCH UID ")) {
            say(out, "* SEARCH");
            each(command.split(" ")[3], uid -> say(out, " " + uid));
            say(out, "\r\n");
        } else if (command.startsWith("UID SEARCH")) say(out, "* SEARCH " + messages + "\r\n");
        else if (command.startsWith("UID FETCH ")) each(command.split(" ")[2], uid -> say(out, line(uid)));
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

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
