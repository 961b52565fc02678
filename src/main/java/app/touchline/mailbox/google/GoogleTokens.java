package app.touchline.mailbox.google;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import app.touchline.mailbox.AccessTokens;
import app.touchline.mailbox.GoogleAccount;
import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Trouble;

/**
 * Tokens of a Workspace's people, one for each, fetched in their name by a service account and kept until shortly before they
 * expire. While Google asks to be left alone, nobody asks it for this account.
 */
@Component
class GoogleTokens implements AccessTokens<GoogleAccount> {

    private static final Duration EARLY = Duration.ofMinutes(5);
    private static final int MOST = 20_000;

    private final GoogleSignIn google;
    private final Clock clock;
    private final Map<String, Issued> issued = new Youngest<>();
    private final Map<Long, Instant> busyUntil = new LinkedHashMap<>();

    GoogleTokens(GoogleSignIn google, Clock clock) {
        this.google = google;
        this.clock = clock;
    }

    private record Issued(GoogleAccount by, String token, Instant freshUntil) {}

    private static final class Youngest<V> extends LinkedHashMap<String, V> {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MOST;
        }
    }

    @Override
    public String current(GoogleAccount account, String user) throws MailTrouble {
        var now = clock.instant();
        synchronized (issued) {
            var known = issued.get(key(account, user));
            if (known != null && known.by.equals(account) && now.isBefore(known.freshUntil)) return known.token;
            var busy = busyUntil.get(account.connectionId());
            if (busy != null && now.isBefore(busy))
                throw new MailTrouble(new Trouble.TenantThrottled(Duration.between(now, busy), GoogleSignIn.BUSY));
        }
        return fetched(account, user, now);
    }

    private String fetched(GoogleAccount account, String user, Instant now) throws MailTrouble {
        try {
            var fresh = google.token(account, user, now);
            synchronized (issued) {
                var until = now.plus(fresh.lasts()).minus(EARLY);
                issued.put(key(account, user), new Issued(account, fresh.token(), until));
            }
            return fresh.token();
        } catch (MailTrouble e) {
            if (e.trouble() instanceof Trouble.TenantThrottled busy) pause(account, now, busy.retryAfter());
            throw e;
        }
    }

    private void pause(GoogleAccount account, Instant now, @Nullable Duration asked) {
        synchronized (issued) {
            busyUntil.put(account.connectionId(), now.plus(asked == null ? Duration.ofSeconds(10) : asked));
        }
    }

    @Override
    public void refuse(GoogleAccount account, String user, String token) {
        synchronized (issued) {
            issued.values().removeIf(each -> each.token.equals(token));
        }
    }

    private static String key(GoogleAccount account, String user) {
        return account.connectionId() + "|" + user;
    }
}
