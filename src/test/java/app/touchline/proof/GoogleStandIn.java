package app.touchline.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stands in for Google's token endpoint: takes assertions that a service account signed, and reads them strictly. */
final class GoogleStandIn implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    final String email =
            "touchline@project-" + UUID.randomUUID().toString().substring(0, 8) + ".iam.gserviceaccount.com";
    final AtomicInteger asked = new AtomicInteger();
    final Set<String> people = Collections.synchronizedSet(new HashSet<>());
    final Map<String, String> userByToken = Collections.synchronizedMap(new HashMap<>());
    volatile boolean delegated = true;
    volatile boolean busy;

    /** What it answers instead: an error and its description. */
    volatile @Nullable String refusal;

    private final KeyPair keys;
    private final InstantSource clock;
    private final HttpServer server;

    GoogleStandIn(InstantSource clock) {
        this.clock = clock;
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            keys = generator.generateKeyPair();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/token", this::token);
        server.start();
    }

    private String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/token";
    }

    /** As the console hands it out. */
    String keyFile() {
        var pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return JSON.createObjectNode()
                .put("type", "service_account")
                .put("project_id", "project")
                .put("private_key_id", "key-1")
                .put("private_key", pem)
                .put("client_email", email)
                .put("client_id", "104")
                .put("token_uri", url())
                .toString();
    }

    private void token(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.incrementAndGet();
            var form = new HashMap<String, String>();
            for (var each : new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split("&")) {
                var parts = each.split("=", 2);
                form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
            var error = busy ? "busy" : refusal != null ? refusal : wrong(form);
            var json = JSON.createObjectNode();
            if (error == null) {
                var token = "ya29." + UUID.randomUUID();
                userByToken.put(token, claims(form).path("sub").asString());
                json.put("access_token", token).put("expires_in", 3599).put("token_type", "Bearer");
            } else
                json.put("error", error.split(" ", 2)[0])
                        .put("error_description", error.contains(" ") ? error.split(" ", 2)[1] : error);
            if (busy) exchange.getResponseHeaders().set("Retry-After", "120");
            var bytes = json.toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(error == null ? 200 : busy ? 503 : 400, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static JsonNode claims(Map<String, String> form) {
        return json(form.getOrDefault("assertion", "").split("\\.")[1]);
    }

    private static JsonNode json(String part) {
        return JSON.readTree(Base64.getUrlDecoder().decode(part));
    }

    private @Nullable String wrong(Map<String, String> form) {
        if (!"urn:ietf:params:oauth:grant-type:jwt-bearer".equals(form.get("grant_type")))
            return "unsupported_grant_type Invalid grant_type";
        var parts = form.getOrDefault("assertion", "").split("\\.");
        if (parts.length != 3 || !isSigned(parts)) return "invalid_grant Invalid JWT Signature.";
        var head = json(parts[0]);
        var claims = json(parts[1]);
        if (!head.path("alg").asString().equals("RS256")
                || !head.path("kid").asString().equals("key-1")) return "invalid_grant Invalid JWT Signature.";
        if (!claims.path("iss").asString().equals(email)) return "invalid_grant Invalid grant: account not found";
        if (!claims.path("aud").asString().equals(url())) return "invalid_grant Invalid JWT: Failed audience check.";
        long now = clock.instant().getEpochSecond();
        long issued = claims.path("iat").asLong();
        long expires = claims.path("exp").asLong();
        if (Math.abs(issued - now) > 300 || expires - issued > 3_600 || expires <= now)
            return "invalid_grant Invalid JWT: Token must be a short-lived token (60 minutes)";
        if (!delegated || !claims.path("scope").asString().equals("https://mail.google.com/"))
            return "unauthorized_client Client is unauthorized to retrieve access tokens using this method, or client not"
                    + " authorized for any of the scopes requested.";
        return people.contains(claims.path("sub").asString()) ? null : "invalid_grant Invalid email or User ID";
    }

    private boolean isSigned(String[] parts) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(keys.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
