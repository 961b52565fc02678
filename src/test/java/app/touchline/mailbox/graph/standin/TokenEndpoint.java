package app.touchline.mailbox.graph.standin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Entra's token endpoint for client credentials: a secret, or an assertion signed with a certificate's key. */
public final class TokenEndpoint {

    public final String tenant = UUID.randomUUID().toString();
    public volatile String clientId = UUID.randomUUID().toString();
    public final AtomicInteger asked = new AtomicInteger();
    private final Set<String> valid = Collections.synchronizedSet(new HashSet<>());
    private final Set<String> validForImap = Collections.synchronizedSet(new HashSet<>());
    public final AtomicInteger askedForImap = new AtomicInteger();

    public volatile String secret = "s3cret-" + UUID.randomUUID();
    public volatile boolean secretExpired;
    public volatile X509Certificate certificate;

    /** Of the tokens that are given, in seconds. */
    public volatile int expiresIn = 3_599;

    /** Answers instead, when set. */
    public volatile Answer instead;

    public boolean isValid(String token) {
        return valid.contains(token);
    }

    /** Exchange takes other tokens than Graph. */
    public boolean isValidForImap(String token) {
        return validForImap.contains(token);
    }

    public void expireTokens() {
        valid.clear();
        validForImap.clear();
    }

    public Answer answer(String path, String body, String self, String resource) {
        asked.incrementAndGet();
        var planned = instead;
        if (planned != null) return planned;
        if (!path.equals("/" + tenant + "/oauth2/v2.0/token"))
            return error(
                    400,
                    "invalid_request",
                    "AADSTS90002: Tenant not found. Check to make sure you have the correct tenant ID.",
                    90002);
        var form = form(body);
        if (!"client_credentials".equals(form.get("grant_type")))
            return error(
                    400, "unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type.", 70003);
        if (!clientId.equals(form.get("client_id")))
            return error(
                    400, "unauthorized_client", "AADSTS700016: Application was not found in the directory.", 700016);
        // the client library adds the scopes of OpenID Connect, which Entra passes over
        var scope = form.getOrDefault("scope", "")
                .replaceAll("\\b(openid|profile|offline_access)\\b", "")
                .strip();
        boolean forImap = scope.equals("https://outlook.office365.com/.default");
        if (forImap) askedForImap.incrementAndGet();
        if (!forImap && !scope.equals(resource + "/.default"))
            return error(
                    400,
                    "invalid_scope",
                    "AADSTS70011: The provided value for scope is not valid: " + form.get("scope"),
                    70011);
        var refused = form.containsKey("client_assertion") ? assertion(form, self) : secret(form);
        if (refused != null) return refused;
        var token = "token-" + UUID.randomUUID();
        (forImap ? validForImap : valid).add(token);
        var json = Answer.JSON.createObjectNode();
        json.put("token_type", "Bearer")
                .put("expires_in", expiresIn)
                .put("ext_expires_in", expiresIn)
                .put("access_token", token);
        return Answer.json(json);
    }

    /** A token without asking, for whoever looks at the stand-in by hand. */
    public String issue() {
        var token = "token-" + UUID.randomUUID();
        valid.add(token);
        return token;
    }

    private Answer secret(Map<String, String> form) {
        if (secretExpired)
            return error(
                    401,
                    "invalid_client",
                    "AADSTS7000222: The provided client secret keys for app are expired.",
                    7000222);
        return secret.equals(form.get("client_secret"))
                ? null
                : error(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.", 7000215);
    }

    private Answer assertion(Map<String, String> form, String self) {
        try {
            return checked(form, self)
                    ? null
                    : error(
                            401,
                            "invalid_client",
                            "AADSTS700027: The certificate with identifier used to sign the client assertion is not registered on application.",
                            700027);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean checked(Map<String, String> form, String self) throws GeneralSecurityException {
        if (!"urn:ietf:params:oauth:client-assertion-type:jwt-bearer".equals(form.get("client_assertion_type")))
            return false;
        var parts = form.get("client_assertion").split("\\.");
        if (parts.length != 3 || certificate == null) return false;
        var header = Answer.JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
        var claims = Answer.JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        var print = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        Signature signature;
        if (header.path("alg").asString().equals("PS256")) {
            signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        } else signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(certificate.getPublicKey());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(parts[2]))
                && header.path("x5t#S256")
                        .asString("")
                        .replace("=", "")
                        .replace('+', '-')
                        .replace('/', '_')
                        .equals(print)
                && claims.path("iss").asString().equals(clientId)
                && claims.path("sub").asString().equals(clientId)
                && claims.path("aud").asString().equals(self)
                && claims.path("exp").asLong() > Instant.now().getEpochSecond();
    }

    public static Answer error(int status, String error, String description, int code) {
        var json = Answer.JSON.createObjectNode();
        json.put("error", error).put("error_description", description + " Trace ID: 0 Correlation ID: 0");
        json.putArray("error_codes").add(code);
        json.put("timestamp", "2026-11-18 10:00:00Z").put("trace_id", "0").put("correlation_id", "0");
        return Answer.json(json).withStatus(status);
    }

    private static Map<String, String> form(String body) {
        var form = new LinkedHashMap<String, String>();
        for (var pair : body.split("&")) {
            var parts = pair.split("=", 2);
            form.put(
                    java.net.URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    parts.length == 1 ? "" : java.net.URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }
}
