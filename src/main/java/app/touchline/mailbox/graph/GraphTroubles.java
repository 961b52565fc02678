package app.touchline.mailbox.graph;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;

import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.kiota.ApiException;
import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Trouble;

/** What Graph's errors mean. Words carry codes only: an error's text may name people. */
final class GraphTroubles {

    /** These speak of the mailbox as a whole; other things that are not found are a folder or a message. */
    private static final Set<String> NO_MAILBOX = Set.of(
            "MailboxNotEnabledForRESTAPI",
            "MailboxNotSupportedForRESTAPI",
            "ResourceNotFound",
            "Request_ResourceNotFound",
            "ErrorInvalidUser",
            "ErrorNonExistentMailbox",
            "ErrorMailboxStoreUnavailable",
            "MailboxNotFound");

    /** Said with 410, and of a token that is too old with any of the 40x. */
    private static final Set<String> TOO_OLD =
            Set.of("syncstatenotfound", "syncstateinvalid", "invalidsyncstatedata", "resyncrequired");

    private GraphTroubles() {}

    /** A request that was not answered, or not as it should. */
    static MailTrouble of(RuntimeException e) {
        for (var cause : Causes.of(e)) {
            if (cause instanceof NoToken noToken) return noToken.trouble();
            if (cause instanceof ApiException refused && refused.getResponseStatusCode() > 0)
                return new MailTrouble(refused(refused), e);
        }
        for (var cause : Causes.of(e)) {
            if (cause instanceof SSLException)
                return new MailTrouble(
                        new Trouble.Transient(
                                "No protected connection to Microsoft 365 came about: its certificate is not"
                                        + " trusted here, or something between opens TLS."),
                        e);
            if (cause instanceof IOException)
                return new MailTrouble(
                        new Trouble.Transient("The connection to Microsoft 365 broke off or did not come about."), e);
        }
        return new MailTrouble(
                new Trouble.Transient("Microsoft 365 gave an answer that cannot be read (%s)."
                        .formatted(e.getClass().getSimpleName())),
                e);
    }

    private static Trouble refused(ApiException e) {
        int status = e.getResponseStatusCode();
        var code = code(e);
        if (TOO_OLD.contains(code.toLowerCase(Locale.ROOT))) return forgotten();
        return switch (status) {
            case 400 -> new Trouble.Transient("Microsoft 365 refuses the request (400 " + code + ").");
            case 401 ->
                new Trouble.Unconsented("Microsoft 365 does not take the app's token (401 " + code
                        + "): check that the app still exists and has its permission.");
            case 403 ->
                new Trouble.Unconsented(
                        "Microsoft 365 does not let the app read this mailbox (403 " + code
                                + "): check the consent, and the scope of its role in Exchange. Changes there take up to two hours.");
            case 404 ->
                NO_MAILBOX.contains(code)
                        ? new Trouble.MailboxGone("Microsoft 365 has no mailbox to read there (404 " + code + ").")
                        : new Trouble.Gone("The folder is not there any more (404 " + code + ").");
            case 410 -> forgotten();
            case 429 -> new Trouble.Throttled(retryAfter(e), "Microsoft 365 asks for a pause (429 " + code + ").");
            case 503 -> new Trouble.Throttled(retryAfter(e), "Microsoft 365 is busy (503 " + code + ").");
            case 500, 502, 504 ->
                retryAfter(e) == null
                        ? new Trouble.TooMuchAtOnce("Microsoft 365 could not answer (" + status + " " + code + ").")
                        : new Trouble.Throttled(retryAfter(e), "Microsoft 365 is busy (" + status + " " + code + ").");
            default ->
                retryAfter(e) == null
                        ? new Trouble.Transient("Microsoft 365 answered with HTTP " + status + " (" + code + ").")
                        : new Trouble.Throttled(retryAfter(e), "Microsoft 365 is busy (" + status + " " + code + ").");
        };
    }

    private static Trouble forgotten() {
        return new Trouble.CursorInvalid("Microsoft 365 has forgotten how far the folder was read.");
    }

    /** A refusal, which may be about what was asked for and not about the mailbox. */
    static boolean isRefusal(MailTrouble e) {
        return isBadRequest(e) || status(e) == 403;
    }

    static boolean isBadRequest(MailTrouble e) {
        return status(e) == 400;
    }

    private static int status(MailTrouble e) {
        return e.getCause() instanceof ApiException said ? said.getResponseStatusCode() : 0;
    }

    static String code(ApiException e) {
        if (!(e instanceof ODataError said) || said.getError() == null) return "no code";
        var code = said.getError().getCode();
        return code == null || !code.matches("[A-Za-z0-9_.-]{1,80}") ? "no code" : code;
    }

    private static @Nullable Duration retryAfter(ApiException e) {
        return RetryAfter.read(header(e, "Retry-After"), header(e, "Date"));
    }

    private static @Nullable String header(ApiException e, String name) {
        var headers = e.getResponseHeaders();
        var values = headers == null ? null : headers.get(name);
        return values == null || values.isEmpty() ? null : values.iterator().next();
    }
}
