package app.touchline.mailbox;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service account of Google's, to which a Workspace has delegated the reading of its people's mail.
 *
 * @param connectionId names the connection
 * @param email the account's own address
 * @param keyId which of its keys
 * @param privateKey PKCS #8, as PEM
 * @param tokens where it asks for tokens
 */
public record GoogleAccount(long connectionId, String email, String keyId, String privateKey, URI tokens) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Empty where the text is not the key file that Google hands out. */
    static Optional<GoogleAccount> read(long connectionId, String keyFile) {
        try {
            var json = JSON.readTree(keyFile);
            var account = new GoogleAccount(
                    connectionId,
                    json.path("client_email").asString(""),
                    json.path("private_key_id").asString(""),
                    json.path("private_key").asString(""),
                    URI.create(json.path("token_uri").asString("")));
            boolean whole = json.path("type").asString("").equals("service_account")
                    && account.email.contains("@")
                    && account.privateKey.contains("BEGIN PRIVATE KEY")
                    && account.isProtected();
            return whole ? Optional.of(account) : Optional.empty();
        } catch (JacksonException | IllegalArgumentException notAKeyFile) {
            return Optional.empty();
        }
    }

    private boolean isProtected() {
        return tokens.getHost() != null
                && ("https".equals(tokens.getScheme())
                        || ("http".equals(tokens.getScheme()) && LOOPBACK.contains(tokens.getHost())));
    }

    @Override
    public String toString() {
        return "service account of connection " + connectionId;
    }
}
