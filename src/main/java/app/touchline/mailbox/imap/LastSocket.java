package app.touchline.mailbox.imap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Objects;
import java.util.Properties;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

import org.jspecify.annotations.Nullable;

/** The socket that the library opened last for one connection, which it does not show. */
final class LastSocket {

    /** By which name a connection finds it in its settings. */
    static final String SETTING = "touchline.socket";

    private volatile @Nullable Socket socket;

    /** @param secure makes the sockets with TLS */
    static void note(Properties settings, String prefix, SSLSocketFactory secure) {
        var last = new LastSocket();
        settings.put(SETTING, last);
        settings.put(prefix + "socketFactory", last.new Plain());
        settings.put(prefix + "ssl.socketFactory", last.new Secure(secure));
    }

    InputStream in() {
        try {
            return Objects.requireNonNull(socket).getInputStream();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    private Socket noted(Socket made) {
        socket = made;
        return made;
    }

    private final class Plain extends SocketFactory {

        @Override
        public Socket createSocket() {
            return noted(new Socket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return noted(new Socket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            return noted(new Socket(host, port, from, fromPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return noted(new Socket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            return noted(new Socket(host, port, from, fromPort));
        }
    }

    private final class Secure extends SSLSocketFactory {

        private final SSLSocketFactory sockets;

        Secure(SSLSocketFactory sockets) {
            this.sockets = sockets;
        }

        @Override
        public Socket createSocket(Socket over, String host, int port, boolean closesBoth) throws IOException {
            return noted(sockets.createSocket(over, host, port, closesBoth));
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return noted(sockets.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            return noted(sockets.createSocket(host, port, from, fromPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return noted(sockets.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            return noted(sockets.createSocket(host, port, from, fromPort));
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return sockets.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return sockets.getSupportedCipherSuites();
        }
    }
}
