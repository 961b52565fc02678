package app.touchline.post;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.SendFailedException;

import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

import app.touchline.post.Refusal.What;

/** What went wrong between us and an SMTP server, in one sentence that says what to do. */
final class SmtpWords {

    private static final int PERMANENT = 500;

    private SmtpWords() {}

    static Refusal whileConnecting(SmtpServer server, Exception e) {
        return new Refusal(What.EVERYTHING, connecting(server, chain(e)), e);
    }

    private static String connecting(SmtpServer server, List<Throwable> chain) {
        var where = server.where();
        for (var cause : chain) {
            switch (cause) {
                case AuthenticationFailedException refused -> {
                    return signIn(server);
                }
                case UnknownHostException unknown -> {
                    return "There is no server named " + server.host()
                            + ": check the host name, and that this machine can look names up.";
                }
                case CertificateExpiredException expired -> {
                    return "The certificate of " + server.host() + " has expired: its administrator must renew it.";
                }
                case CertPathBuilderException untrusted -> {
                    return untrusted(server);
                }
                case CertPathValidatorException untrusted -> {
                    return untrusted(server);
                }
                case NoRouteToHostException unreachable -> {
                    return "There is no way from here to " + where + ": check the network and the firewall.";
                }
                case ConnectException refused
                when !isTimeout(refused) -> {
                    return "Nothing accepts connections at " + where
                            + ": check the port (465 for TLS, 587 for STARTTLS) and the firewall.";
                }
                default -> {}
            }
        }
        for (var cause : chain) {
            var said = String.valueOf(cause.getMessage());
            if (saysOtherName(cause, said))
                return "The certificate that the server shows is not for " + server.host()
                        + ": enter the host name that stands in the certificate.";
            if (cause instanceof SSLException && isNotTls(said))
                return "The server at " + where + " does not speak TLS "
                        + (server.protection() == Protection.STARTTLS
                                ? "after STARTTLS: ask its administrator."
                                : "from the start: choose STARTTLS (usually port 587), or the TLS port (usually 465).");
            if (said.contains("STARTTLS") && said.contains("required"))
                return "The server at " + where + " does not offer STARTTLS: choose TLS (usually port 465).";
        }
        for (var cause : chain) {
            if (isTimeout(cause)) return timeout(server, cause);
            if (cause instanceof SSLException)
                return "No protected connection to " + where + " came about: " + said(cause) + ".";
        }
        return "The server at " + where + " could not be used: " + said(chain.getLast()) + ".";
    }

    private static String signIn(SmtpServer server) {
        return server.username() == null
                ? server.host() + " wants a user and a password: enter both."
                : server.host() + " does not accept this user and password: check both; some providers want an app"
                        + " password, or sending by SMTP switched on for the account.";
    }

    private static String untrusted(SmtpServer server) {
        return "The certificate of " + server.host()
                + " is signed by itself or by an authority that this machine does not know: give the server one from a"
                + " known authority, or add its authority to the trust store of Touchline's Java.";
    }

    private static String timeout(SmtpServer server, Throwable cause) {
        if (said(cause).toLowerCase(Locale.ROOT).contains("connect"))
            return server.where() + " does not answer: check host and port, and whether a firewall is between.";
        return "The server at " + server.where() + " accepts the connection and then says nothing: "
                + (server.protection() == Protection.TLS
                        ? "it may be overloaded, or this port does not speak TLS from the start."
                        : "if this is its TLS port (usually 465), choose TLS.");
    }

    static Refusal whileSending(SmtpServer server, Exception e) {
        for (var cause : chain(e)) {
            if (cause instanceof SMTPAddressFailedException refused)
                return refused(
                        refused.getReturnCode(),
                        server.host() + " does not take mail for this address: " + said(cause));
            if (cause instanceof SMTPSenderFailedException refused)
                return new Refusal(
                        What.EVERYTHING,
                        "%s does not let us send as %s: choose a sender that it allows. It said: %s."
                                .formatted(server.host(), server.fromAddress(), said(refused)),
                        e);
            if (cause instanceof AuthenticationFailedException) return new Refusal(What.EVERYTHING, signIn(server), e);
        }
        for (var cause : chain(e))
            if (cause instanceof SMTPSendFailedException refused) {
                if (refused.getReturnCode() == 530 || refused.getReturnCode() == 421)
                    return new Refusal(
                            What.EVERYTHING,
                            refused.getReturnCode() == 530
                                    ? signIn(server)
                                    : server.host() + " takes no mail at the moment: " + said(refused) + ".",
                            e);
                return refused(
                        refused.getReturnCode(), server.host() + " does not take this message: " + said(refused));
            }
        if (e instanceof SendFailedException)
            return refused(PERMANENT, "This address cannot be written to: " + said(e));
        return new Refusal(
                What.EVERYTHING,
                "The connection to " + server.where() + " broke off: " + said(chain(e).getLast()) + ".",
                e);
    }

    private static Refusal refused(int code, String words) {
        return new Refusal(code >= PERMANENT ? What.THIS_FOR_GOOD : What.THIS_FOR_NOW, words + ".", null);
    }

    private static boolean saysOtherName(Throwable cause, String said) {
        if (!(cause instanceof CertificateException)
                && !(cause instanceof SSLException)
                && !said.contains("Server identity")) return false;
        return said.contains("No subject alternative")
                || said.contains("No name matching")
                || said.contains("identity does not match");
    }

    private static boolean isNotTls(String said) {
        return said.contains("Unsupported or unrecognized SSL message") || said.contains("plaintext connection");
    }

    private static boolean isTimeout(Throwable cause) {
        return cause instanceof SocketTimeoutException
                || String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("timed out");
    }

    /** What a server or library said, as part of a sentence of ours: one line, not endless, without addresses. */
    private static String said(Throwable cause) {
        var message = cause.getMessage();
        return clean(message == null || message.isBlank() ? cause.getClass().getSimpleName() : message);
    }

    private static String clean(@Nullable String message) {
        var line = String.valueOf(message)
                .replaceAll("\\p{Cntrl}+", " ")
                .replaceAll("<?[^\\s<>@]+@[^\\s<>@]+>?", "…")
                .strip();
        while (line.endsWith(".") || line.endsWith(";")) line = line.substring(0, line.length() - 1);
        return line.length() > 160 ? line.substring(0, 160) + "…" : line;
    }

    /** The exception and its causes, outermost first; what a mail exception names as next is a cause too. */
    private static List<Throwable> chain(Throwable e) {
        var chain = new ArrayList<Throwable>();
        for (@Nullable Throwable at = e; at != null && !chain.contains(at) && chain.size() < 20; at = at.getCause())
            chain.add(at);
        if (e instanceof jakarta.mail.MessagingException mail)
            for (var next = mail.getNextException(); next != null && !chain.contains(next) && chain.size() < 20; ) {
                chain.add(next);
                next = next instanceof jakarta.mail.MessagingException more ? more.getNextException() : null;
            }
        return chain;
    }
}
