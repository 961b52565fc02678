package app.touchline.mailbox.imap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import app.touchline.mailbox.MailSource.Account;
import app.touchline.mailbox.Tls;

/** A server on loopback that one speaks with line by line, as mail servers are spoken with; several at once. */
abstract class LineServer implements AutoCloseable {

    private final ServerSocket socket;

    LineServer() {
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

    public Account account() {
        return account(port());
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
                        new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
            client.setTcpNoDelay(true);
            converse(in, client.getOutputStream());
        } catch (IOException gone) {
            // the client went away
        }
    }

    /** From the greeting on, until the line may be closed. */
    abstract void converse(BufferedReader in, OutputStream out) throws IOException;

    static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
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
