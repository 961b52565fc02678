package app.touchline.mailbox.google;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import app.touchline.mailbox.GoogleAccount;
import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Trouble;

/** Asks Google for a token in a person's name, with an assertion that the service account's key signs (RFC 7523). */
@Component
class GoogleSignIn {

    static final String BUSY = "Google's sign-in is busy; all mailboxes of the service account wait.";

    /** What IMAP needs; Google knows no lesser permission for it. */
    static final String SCOPE = "https://mail.google.com/";

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Duration ASSERTED_FOR = Duration.ofMinutes(50);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    record Token(String token, Duration lasts) {}

    Token token(GoogleAccount account, String user, Instant now) throws MailTrouble {
        var answer = asked(account, assertion(account, user, now));
        var said = json(answer.body());
        if (answer.statusCode() != 200) throw new MailTrouble(refused(answer, said));
        var token = said.path("access_token").asString("");
        if (token.isEmpty()) throw new MailTrouble(new Trouble.Transient("Google's sign-in gave no token."));
        return new Token(token, Duration.ofSeconds(said.path("expires_in").asLong(3_600)));
    }

    private static String assertion(GoogleAccount account, String user, Instant now) throws MailTrouble {
        var head = JSON.createObjectNode().put("alg", "RS256").put("typ", "JWT");
        if (!account.keyId().isEmpty()) head.put("kid", account.keyId());
        var claims = JSON.createObjectNode()
                .put("iss", account.email())
                .put("sub", user)
                .put("scope", SCOPE)
                .put("aud", account.tokens().toString())
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(ASSERTED_FOR).getEpochSecond());
        var text = base64(head.toString()) + "." + base64(claims.toString());
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der(account))));
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new MailTrouble(
                    new Trouble.TenantReauth(
                            "The key of the service account cannot be used: make a new one in the Google Cloud console."),
                    e);
        }
    }

    private static byte[] der(GoogleAccount account) {
        return Base64.getMimeDecoder().decode(account.privateKey().replaceAll("-----[A-Z ]+-----", ""));
    }

    private static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> asked(GoogleAccount account, String assertion) throws MailTrouble {
        var request = HttpRequest.newBuilder(account.tokens())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofString(
                        "grant_type=" + URLEncoder.encode(GRANT, StandardCharsets.UTF_8) + "&assertion=" + assertion))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new MailTrouble(new Trouble.Transient("Google's sign-in cannot be reached: check the network."), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MailTrouble(new Trouble.Transient("Google's sign-in was not waited for."), e);
        }
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            return JSON.createObjectNode();
        }
    }

    /** What is wrong with one person's mailbox shuts no other one out. */
    private static Trouble refused(HttpResponse<String> answer, JsonNode said) {
        int status = answer.statusCode();
        if (status == 429 || status >= 500) return new Trouble.TenantThrottled(retryAfter(answer), BUSY);
        var error = said.path("error").asString("");
        var why = said.path("error_description").asString("").toLowerCase(Locale.ROOT);
        return switch (error) {
            case "unauthorized_client", "access_denied", "invalid_scope" ->
                new Trouble.TenantReauth(
                        "The Workspace has not delegated %s to this service account (%s): an admin of the"
                                        .formatted(SCOPE, error)
                                + " Workspace does so under Security › API controls › Domain-wide delegation.");
            case "invalid_grant" -> notGranted(why);
            case "invalid_client", "disabled_client", "deleted_client" ->
                new Trouble.TenantReauth("The service account is switched off or was deleted (%s).".formatted(error));
            default -> new Trouble.Transient("Google's sign-in refused for now (HTTP %d).".formatted(status));
        };
    }

    /** What Google says of the assertion, or of who signed it, holds for all; anything else is about the person it names. */
    private static Trouble notGranted(String why) {
        if (why.contains("short-lived") || why.contains("reasonable timeframe"))
            return new Trouble.Transient(
                    "Google finds the time wrong at which it was asked (invalid_grant): set this machine's clock.");
        if (why.isEmpty() || why.contains("jwt") || why.contains("signature") || why.contains("account not found"))
            return new Trouble.TenantReauth(
                    "Google does not accept the key of the service account (invalid_grant): make a new one.");
        return new Trouble.Unconsented(
                "Google knows no such person in the Workspace, or lets nobody in for them (invalid_grant).");
    }

    private static @Nullable Duration retryAfter(HttpResponse<String> answer) {
        var header = answer.headers().firstValue("Retry-After").orElse("");
        return header.matches("\\d{1,6}") ? Duration.ofSeconds(Math.max(1, Long.parseLong(header))) : null;
    }
}
