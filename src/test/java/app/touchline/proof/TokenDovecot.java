package app.touchline.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.graph.standin.StandIn;

/**
 * A Dovecot that opens to tokens, of which it asks back whose they are, and whose certificate somebody's own authority signed.
 */
final class TokenDovecot implements AutoCloseable {

    private static final String OAUTH = """
            auth_mechanisms = plain login xoauth2 oauthbearer
            passdb {
              driver = oauth2
              mechanisms = xoauth2 oauthbearer
              args = ${folder}/oauth2.ext
            }
            """;

    /** Who gave the tokens; null for nobody. */
    volatile @Nullable StandIn exchange;

    volatile @Nullable GoogleStandIn google;

    final Dovecot server;
    private final HttpServer introspection;
    private final String user;
    private String authority = "";

    /** @param user whose name the one who asks back is told */
    TokenDovecot(List<String> users, String user) {
        this.user = user;
        try {
            introspection = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        introspection.createContext("/", this::introspect);
        introspection.start();
        server = Dovecot.start(users, this::authorityAndTokens, OAUTH);
    }

    /** Who signed the server's certificate. */
    String authority() {
        return authority;
    }

    private void introspect(HttpExchange asked) throws IOException {
        try (asked) {
            var body = new String(asked.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var token = URLDecoder.decode(body.replaceAll(".*token=([^&]*).*", "$1"), StandardCharsets.UTF_8);
            var bytes = told(token).getBytes(StandardCharsets.UTF_8);
            asked.getResponseHeaders().set("Content-Type", "application/json");
            asked.sendResponseHeaders(200, bytes.length);
            asked.getResponseBody().write(bytes);
        }
    }

    /** An app's token of Exchange opens all mailboxes of the organisation, one of Google's a single one. */
    private String told(String token) {
        var ofExchange = exchange;
        var ofGoogle = google;
        boolean known = ofExchange != null && ofExchange.tokens.isValidForImap(token)
                || ofGoogle != null && ofGoogle.userByToken.containsKey(token);
        return "{\"active\":%s,\"username\":\"%s\"}".formatted(known, user);
    }

    private void authorityAndTokens(Path folder) {
        authority = OwnAuthority.signing(folder, "localhost", "DNS:localhost,IP:127.0.0.1");
        try {
            Files.writeString(folder.resolve("oauth2.ext"), """
                    introspection_mode = post
                    introspection_url = http://127.0.0.1:%d/
                    username_attribute = username
                    username_format = %%Ld
                    active_attribute = active
                    active_value = true
                    """.formatted(
                            introspection.getAddress().getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        introspection.stop(0);
    }
}
