package app.touchline.mailbox.graph;

import java.time.Duration;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.MailTrouble;

/**
 * A tenant's access token, asked for once and used by all its mailboxes until shortly before it expires, or until Graph
 * refuses it.
 */
final class Tokens {

    private static final Duration EARLY = Duration.ofMinutes(5);

    private final TokenCredential credential;
    private final TokenRequestContext wanted;
    private @Nullable String token;
    private long usableUntil;

    /** @param scope such as https://graph.microsoft.com/.default */
    Tokens(TokenCredential credential, String scope) {
        this.credential = credential;
        this.wanted = new TokenRequestContext().addScopes(scope);
    }

    synchronized String current() throws MailTrouble {
        if (token == null || System.nanoTime() - usableUntil > 0) {
            token = null;
            try {
                var fresh = credential.getTokenSync(wanted);
                usableUntil = System.nanoTime()
                        + fresh.getDurationUntilExpiration().minus(EARLY).toNanos();
                token = fresh.getToken();
            } catch (RuntimeException e) {
                throw SignInTroubles.of(e);
            }
        }
        return token;
    }

    /** Graph does not take it any more; somebody else may have fetched another one already. */
    synchronized void refuse(String refused) {
        if (refused.equals(token)) token = null;
    }
}
