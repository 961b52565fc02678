package app.touchline.mailbox.graph;

import java.io.Serial;
import java.net.URI;
import java.time.Duration;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The way to the sign-in. That it is busy is told to us before the client library sees it, which would hold the thread or
 * keep a pause of its own, by another clock, for the whole process. The library asks by https only: to a stand-in on this
 * machine, without, it is led here.
 *
 * @param authority where the sign-in is
 */
record SignInHttp(HttpClient http, URI authority) implements HttpClient {

    /** The sign-in asks to be left alone. */
    static final class Busy extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1;

        private final transient @Nullable Duration retryAfter;

        Busy(HttpResponse answer) {
            super("HTTP " + answer.getStatusCode());
            this.retryAfter = RetryAfter.read(
                    answer.getHeaderValue(HttpHeaderName.RETRY_AFTER), answer.getHeaderValue(HttpHeaderName.DATE));
        }

        @Nullable
        Duration retryAfter() {
            return retryAfter;
        }
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return http.send(toTheAuthority(request)).map(SignInHttp::checked);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        return http.send(toTheAuthority(request), context).map(SignInHttp::checked);
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        return checked(http.sendSync(toTheAuthority(request), context));
    }

    static String asTheLibraryWantsIt(URI authority) {
        return isUnprotected(authority)
                ? "https" + authority.toString().substring("http".length())
                : authority.toString();
    }

    private static boolean isUnprotected(URI authority) {
        return "http".equals(authority.getScheme());
    }

    private HttpRequest toTheAuthority(HttpRequest request) {
        return isUnprotected(authority)
                ? request.setUrl("http" + request.getUrl().toString().substring("https".length()))
                : request;
    }

    private static HttpResponse checked(HttpResponse answer) {
        if (answer.getStatusCode() != 429 && answer.getStatusCode() < 500) return answer;
        answer.close();
        throw new Busy(answer);
    }
}
