package app.touchline.mailbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A real port in front of the application under test, for those who call it from outside. */
final class Bridge implements AutoCloseable {

    private final HttpServer server;
    private final MockMvcTester mvc;

    Bridge(MockMvcTester mvc) {
        this.mvc = mvc;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::pass);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var answer = mvc.method(HttpMethod.valueOf(exchange.getRequestMethod()))
                    .uri(asTomcatReadsIt(exchange.getRequestURI()))
                    .header(
                            "Content-Type",
                            String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")))
                    .content(body)
                    .exchange()
                    .getResponse();
            var bytes = answer.getContentAsString(StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            if (answer.getContentType() != null)
                exchange.getResponseHeaders().set("Content-Type", answer.getContentType());
            exchange.sendResponseHeaders(answer.getStatus(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) exchange.getResponseBody().write(bytes);
        }
    }

    /** In a query, a plus is a space. */
    private static URI asTomcatReadsIt(URI asked) {
        return URI.create(asked.toString().replace("+", "%20"));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
