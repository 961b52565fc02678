package app.touchline.mailbox.graph;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * Asks about a mailbox two things at a time at most, whatever jobs and persons want to know. Microsoft 365 answers an app four
 * at once, those of all nodes together; the reading itself asks one, on one node.
 */
final class TwoAtATime implements Interceptor {

    private static final int AT_ONCE = 2;
    private static final long MINUTES = 2;
    private static final Pattern MAILBOX =
            Pattern.compile("\\busers(?:/|\\(')(.+?)(?:'\\))?(?:/|$)", Pattern.CASE_INSENSITIVE);

    private final Map<String, Semaphore> mailboxes = new ConcurrentHashMap<>();

    @Override
    public Response intercept(Chain chain) throws IOException {
        var mailbox = mailbox(chain.request().url());
        if (mailbox == null) return chain.proceed(chain.request());
        var turn = mailboxes.computeIfAbsent(mailbox, any -> new Semaphore(AT_ONCE, true));
        if (!acquired(turn)) throw new IOException("other requests about the mailbox take too long");
        try (var answer = chain.proceed(chain.request())) {
            return whole(answer);
        } finally {
            turn.release();
        }
    }

    private static boolean acquired(Semaphore turn) throws IOException {
        try {
            return turn.tryAcquire(MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** Read to its end, for until then it is under way. */
    private static Response whole(Response answer) throws IOException {
        var body = answer.body();
        if (body == null) return answer;
        return answer.newBuilder()
                .body(ResponseBody.create(body.bytes(), body.contentType()))
                .build();
    }

    /** Written users/x or users('x'); null where it is about none. */
    private static @Nullable String mailbox(HttpUrl url) {
        var written = MAILBOX.matcher(String.join("/", url.pathSegments()));
        return written.find() ? written.group(1).toLowerCase(Locale.ROOT) : null;
    }
}
