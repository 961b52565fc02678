package app.touchline.mailbox.graph;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Trouble;

/**
 * A tenant's access token for one resource, asked for once and used by all its mailboxes until shortly before it expires, or
 * until the resource refuses it. While the sign-in is busy it is asked by nobody.
 */
final class Tokens {

    /** So long before a token's end another one is fetched; of a short one, when half its time is over. */
    private static final Duration EARLY = Duration.ofMinutes(5);

    /** Where the sign-in does not say how long; what is waited beyond is decided for all nodes together. */
    private static final Duration A_MOMENT = Duration.ofSeconds(10);

    private final Supplier<TokenCredential> credential;
    private final TokenRequestContext wanted;
    private final Clock clock;
    private @Nullable String token;
    private Instant freshUntil = Instant.EPOCH;
    private Instant usableUntil = Instant.EPOCH;
    private Instant busyUntil = Instant.EPOCH;

    /**
     * @param credential a new one for each token: the library's would give a refused token once more from its memory
     * @param scope such as https://graph.microsoft.com/.default
     */
    Tokens(Supplier<TokenCredential> credential, String scope, Clock clock) {
        this.credential = credential;
        this.wanted = new TokenRequestContext().addScopes(scope);
        this.clock = clock;
    }

    synchronized String current() throws MailTrouble {
        var now = clock.instant();
        if (token != null && now.isBefore(freshUntil)) return token;
        try {
            return fetched(now);
        } catch (MailTrouble e) {
            if (token == null || !now.isBefore(usableUntil) || !passes(e.trouble())) throw e;
            return token;
        }
    }

    private String fetched(Instant now) throws MailTrouble {
        if (now.isBefore(busyUntil))
            throw new MailTrouble(new Trouble.TenantThrottled(Duration.between(now, busyUntil), SignInTroubles.BUSY));
        try {
            var fresh = credential.get().getTokenSync(wanted);
            var good = fresh.getDurationUntilExpiration();
            usableUntil = now.plus(good);
            freshUntil = usableUntil.minus(good.compareTo(EARLY.multipliedBy(2)) < 0 ? good.dividedBy(2) : EARLY);
            token = fresh.getToken();
            return token;
        } catch (RuntimeException e) {
            var trouble = SignInTroubles.of(e);
            if (trouble.trouble() instanceof Trouble.TenantThrottled busy)
                busyUntil = now.plus(busy.retryAfter() == null ? A_MOMENT : busy.retryAfter());
            throw trouble;
        }
    }

    /** A token that is good for some more minutes is used for as long as there is no other. */
    private static boolean passes(Trouble trouble) {
        return trouble instanceof Trouble.TenantThrottled || trouble instanceof Trouble.Transient;
    }

    /** It is not taken any more; somebody else may have fetched another one already. */
    synchronized void refuse(String refused) {
        if (refused.equals(token)) token = null;
    }
}
