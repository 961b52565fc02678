package app.touchline.mailbox.graph;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.MsalThrottlingException;

import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Trouble;

/** Why no token was given, in one sentence that says what to do. */
final class SignInTroubles {

    private static final Set<String> FOR_A_PERSON = Set.of(
            "invalid_client",
            "unauthorized_client",
            "invalid_grant",
            "invalid_request",
            "invalid_scope",
            "invalid_resource",
            "access_denied");

    private static final Pattern CODE = Pattern.compile("AADSTS\\d{4,8}");

    static final String BUSY = "Microsoft's sign-in is busy; all mailboxes of the tenant wait.";

    private SignInTroubles() {}

    static MailTrouble of(RuntimeException e) {
        var chain = Causes.of(e);
        for (var cause : chain)
            if (cause instanceof SignInHttp.Busy busy)
                return new MailTrouble(new Trouble.TenantThrottled(busy.retryAfter(), BUSY), e);
        for (var cause : chain) if (cause instanceof MsalServiceException said) return new MailTrouble(said(said), e);
        for (var cause : chain)
            if (cause instanceof IllegalArgumentException || cause instanceof GeneralSecurityException)
                return new MailTrouble(
                        new Trouble.TenantReauth(
                                "The certificate cannot be used: it must be one PEM text with the private"
                                        + " key, not encrypted, and the certificate."),
                        e);
        for (var cause : chain)
            if (cause instanceof SSLException)
                return new MailTrouble(
                        new Trouble.Transient(
                                "No protected connection to Microsoft's sign-in came about: its certificate is not trusted"
                                        + " here, or something between opens TLS."),
                        e);
        for (var cause : chain)
            if (cause instanceof IOException)
                return new MailTrouble(
                        new Trouble.Transient(
                                "Microsoft's sign-in cannot be reached: check the network and the authority's address."),
                        e);
        return new MailTrouble(
                new Trouble.Transient("Microsoft's sign-in gave no token (%s)."
                        .formatted(chain.getLast().getClass().getSimpleName())),
                e);
    }

    private static Trouble said(MsalServiceException said) {
        var code = code(String.valueOf(said.getMessage()));
        if (said instanceof MsalThrottlingException pause)
            return new Trouble.TenantThrottled(Duration.ofMillis(pause.retryInMs()), BUSY);
        var error = String.valueOf(said.errorCode()).toLowerCase(Locale.ROOT);
        if (!FOR_A_PERSON.contains(error))
            return new Trouble.Transient("Microsoft's sign-in refused for now (%s).".formatted(code));
        return new Trouble.TenantReauth(words(code));
    }

    private static String words(String code) {
        return switch (code) {
            case "AADSTS7000222" ->
                "The client secret has expired (AADSTS7000222): make a new one in Entra and enter it here.";
            case "AADSTS7000215" -> "The client secret is wrong (AADSTS7000215): enter the secret's value, not its id.";
            case "AADSTS700016" -> "The tenant knows no app with this client id (AADSTS700016): check both ids.";
            case "AADSTS90002" -> "There is no tenant with this id (AADSTS90002): check the directory id.";
            case "AADSTS700027" ->
                "The certificate is not registered on the app (AADSTS700027): upload its public part in Entra.";
            default -> "Microsoft's sign-in does not accept the app (%s): check ids and credential.".formatted(code);
        };
    }

    private static String code(String message) {
        var found = CODE.matcher(message);
        return found.find() ? found.group() : "no code";
    }
}
