package app.touchline.mailbox.imap;

import java.io.EOFException;
import java.io.IOException;
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

import org.eclipse.angus.mail.iap.BadCommandException;
import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.MailSource.Account;
import app.touchline.mailbox.MailSource.SignIn;
import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Tls;
import app.touchline.mailbox.Trouble;

/** What went wrong between us and an IMAP server, in one sentence that says what to do. */
final class Troubles {

    /** What the library says where a server takes no sign-in that it knows. */
    static final String NO_WAY_IN = "No login methods supported!";

    private static final String GOODBYE = "* BYE ";

    private Troubles() {}

    static MailTrouble whileConnecting(Account account, Exception e) {
        return new MailTrouble(connecting(account, chain(e)), e);
    }

    private static Trouble connecting(Account account, List<Throwable> chain) {
        var where = account.host() + ", port " + account.port();
        for (var cause : chain) {
            switch (cause) {
                case AuthenticationFailedException refused -> {
                    return signIn(account, String.valueOf(refused.getMessage()));
                }
                case UnknownHostException unknown -> {
                    return new Trouble.Transient("There is no server named " + account.host()
                            + ": check the host name, and that this machine can look names up.");
                }
                case CertificateExpiredException expired -> {
                    return new Trouble.Transient(
                            "The certificate of " + account.host() + " has expired: its administrator must renew it.");
                }
                case CertPathBuilderException untrusted -> {
                    return untrusted(account);
                }
                case CertPathValidatorException untrusted -> {
                    return untrusted(account);
                }
                case NoRouteToHostException unreachable -> {
                    return new Trouble.Transient(
                            "There is no way from here to " + where + ": check the network and the firewall.");
                }
                case ConnectException refused
                when !isTimeout(refused) -> {
                    return new Trouble.Transient("Nothing accepts connections at " + where
                            + ": check the port (993 for TLS, 143 for STARTTLS) and that IMAP is switched on.");
                }
                default -> {}
            }
        }
        for (var cause : chain) {
            var said = String.valueOf(cause.getMessage());
            if (saysOtherName(cause, said))
                return new Trouble.Transient("The certificate that the server shows is not for " + account.host()
                        + ": enter the host name that stands in the certificate.");
            if (cause instanceof SSLException && isNotTls(said))
                return new Trouble.Transient(
                        account.tls() == Tls.STARTTLS
                                ? "The server at " + where
                                        + " does not go on with TLS after STARTTLS: ask its administrator."
                                : "The server at " + where
                                        + " does not speak TLS from the start: choose STARTTLS (usually"
                                        + " port 143), or the TLS port (usually 993).");
            if (said.contains(NO_WAY_IN)) return noWayIn(account);
            if (said.contains("STARTTLS") && said.contains("required"))
                return new Trouble.Transient(
                        "The server at " + where + " does not offer STARTTLS: choose TLS (usually port 993).");
        }
        for (var cause : chain) {
            if (cause instanceof SocketTimeoutException || isTimeout(cause)) return timeout(account, where, cause);
            if (cause instanceof SSLException)
                return new Trouble.Transient(
                        "No protected connection to " + where + " came about: " + said(cause) + ".");
        }
        for (var cause : chain) {
            var said = String.valueOf(cause.getMessage());
            if (cause instanceof org.eclipse.angus.mail.iap.ConnectionException && said.startsWith(GOODBYE))
                return saidGoodbye(account, where, said.substring(GOODBYE.length()));
            if (cause instanceof BadCommandException && ServerWords.isClosedForNow(said))
                return closedForNow(account, said.replaceFirst("^\\S+ BAD ", ""));
        }
        if (chain.stream().anyMatch(Troubles::isNoImap))
            return new Trouble.Transient("What answers at " + where
                    + " is not an IMAP server: check the port (993 for TLS, 143 for STARTTLS)"
                    + (account.tls() == Tls.TLS ? "." : ", or choose TLS."));
        return new Trouble.Transient("The server at " + where + " could not be used: " + said(chain.getLast()) + ".");
    }

    static Trouble whileReading(IOException cut) {
        for (var cause : chain(cut))
            if (cause instanceof SocketTimeoutException)
                return new Trouble.Transient("The mail server stopped answering in the middle: it may be overloaded."
                        + " Touchline goes on from where it was.");
        return new Trouble.Transient("The connection to the mail server broke off: " + said(cut) + ".");
    }

    private static Trouble noWayIn(Account account) {
        if (account.signIn() instanceof SignIn.Token)
            return new Trouble.Reauth(account.host() + " does not take access tokens (XOAUTH2): use a password there.");
        return new Trouble.Reauth(
                account.tls() == Tls.NONE
                        ? inTheClear(account)
                        : account.host()
                                + " takes no password at all: give it a connection that brings access tokens.");
    }

    private static String inTheClear(Account account) {
        return account.host() + " takes no password over an unprotected connection: choose TLS or STARTTLS.";
    }

    /** Instead of a greeting, or in the middle of signing in. What the library makes of a broken line looks like it. */
    private static Trouble saidGoodbye(Account account, String where, String said) {
        return said.contains("Exception: ")
                ? new Trouble.Transient("The server at " + where + " ended the connection before it let us in.")
                : closedForNow(account, said);
    }

    private static Trouble closedForNow(Account account, String said) {
        return new Trouble.Throttled(
                ServerWords.pause(said), account.host() + " does not let anybody in at the moment: " + clean(said));
    }

    /** A server may refuse for a while (too many connections, maintenance); that says nothing about the password. */
    private static Trouble signIn(Account account, String said) {
        var code = said.toUpperCase(Locale.ROOT);
        if (ServerWords.isClosedForNow(said)) return closedForNow(account, said);
        if (code.contains("LOGINDISABLED") || code.contains("[PRIVACYREQUIRED]"))
            return new Trouble.Reauth(inTheClear(account));
        if (account.signIn() instanceof SignIn.Token)
            return new Trouble.Reauth(account.host() + " does not let the app into the mailbox of " + account.username()
                    + ": check that IMAP is switched on there and that the app may use it (Exchange: IMAP.AccessAsApp and a"
                    + " mailbox permission; Google: domain-wide delegation).");
        return new Trouble.Reauth(account.host() + " does not accept this user and password for " + account.username()
                + ": check both; some providers want an app password for IMAP."
                + (ServerWords.isForAPerson(said) ? " It says: " + clean(ServerWords.withoutCode(said)) + "." : ""));
    }

    /** Of a command that a server refuses: what that says of all of them. Null where it is about what was asked. */
    static @Nullable Trouble refusing(String command, String said) {
        if (ServerWords.asksForAPause(said))
            return new Trouble.Throttled(
                    ServerWords.pause(said), "The mail server asks us to come back later: " + clean(said) + ".");
        if (ServerWords.isNotConnected(said))
            return new Trouble.Transient(
                    "The mail server let us in and shows no mailbox: check the user name, and that it (or the app) has been"
                            + " given access to this mailbox (Exchange: Add-MailboxPermission; that takes up to an hour).");
        if (command.startsWith("UID ") && ServerWords.isPassing(said))
            return new Trouble.Transient("The mail server cannot give mail at the moment: " + clean(said) + ".");
        return null;
    }

    static Trouble noFolders(String said) {
        return new Trouble.Transient("The mail server does not name the folders: " + clean(said) + ".");
    }

    /** Without the inbox nothing is known of new mail; another folder that stays shut must not keep the rest from being read. */
    static Trouble notOpened(String folder, String said) {
        var code = said.toUpperCase(Locale.ROOT);
        if (code.contains("[NOPERM]")) return new Trouble.AccessDenied("This user may not read the folder.");
        if (ServerWords.isPassing(said) || code.contains("[SERVERBUG]")) {
            var words = "The mail server cannot open a folder at the moment: " + clean(said) + ".";
            return folder.equalsIgnoreCase("INBOX") ? new Trouble.Transient(words) : new Trouble.AccessDenied(words);
        }
        return new Trouble.Gone("The folder cannot be opened: it was removed or renamed, or the server refuses it.");
    }

    private static Trouble untrusted(Account account) {
        return new Trouble.Transient(
                "The certificate of " + account.host()
                        + (account.authority() == null
                                ? " is signed by itself or by an authority that this machine does not know: give the server one from a"
                                        + " known authority, or enter its authority with the mailbox."
                                : " is not signed by the authority that is entered with the mailbox: enter the one that signed it."));
    }

    private static Trouble timeout(Account account, String where, Throwable cause) {
        if (String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("connect"))
            return new Trouble.Transient(
                    where + " does not answer: check host and port, and whether a firewall is between.");
        return new Trouble.Transient("The server at " + where + " accepts the connection and then says nothing: "
                + (account.tls() == Tls.TLS
                        ? "it may be overloaded, or this port does not speak TLS from the start."
                        : "if this is its TLS port (usually 993), choose TLS."));
    }

    private static boolean saysOtherName(Throwable cause, String said) {
        if (!(cause instanceof CertificateException)
                && !(cause instanceof SSLException)
                && !said.contains("Server identity")) return false;
        return said.contains("No subject alternative")
                || said.contains("No name matching")
                || said.contains("identity does not match")
                || said.contains("is not trusted");
    }

    private static boolean isNotTls(String said) {
        return said.contains("Unsupported or unrecognized SSL message") || said.contains("plaintext connection");
    }

    private static boolean isTimeout(Throwable cause) {
        var said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return said.contains("timed out");
    }

    private static boolean isNoImap(Throwable cause) {
        return cause instanceof EOFException
                || cause instanceof org.eclipse.angus.mail.iap.ConnectionException
                || cause instanceof org.eclipse.angus.mail.iap.ProtocolException;
    }

    /** What a library said, as part of a sentence of ours: one line, not endless, never an address or a subject. */
    static String said(Throwable cause) {
        var message = cause.getMessage();
        return clean(message == null || message.isBlank() ? cause.getClass().getSimpleName() : message);
    }

    private static String clean(@Nullable String message) {
        var line = String.valueOf(message).replaceAll("\\p{Cntrl}+", " ").strip();
        while (line.endsWith(".") || line.endsWith(";")) line = line.substring(0, line.length() - 1);
        return line.length() > 160 ? line.substring(0, 160) + "…" : line;
    }

    /** The exception and its causes, outermost first. */
    private static List<Throwable> chain(Throwable e) {
        var chain = new ArrayList<Throwable>();
        for (var at = e; at != null && !chain.contains(at) && chain.size() < 20; at = at.getCause()) chain.add(at);
        return chain;
    }
}
