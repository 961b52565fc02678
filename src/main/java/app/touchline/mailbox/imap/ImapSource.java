package app.touchline.mailbox.imap;

import java.security.GeneralSecurityException;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import app.touchline.mailbox.MailSource;
import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Tls;

/** Any IMAP server, by the part of the protocol that all of them speak. */
@Component
class ImapSource implements MailSource<MailSource.Account> {

    private final ImapSettings limits;
    private final @Nullable SSLSocketFactory sockets;
    private final Authorities authorities = new Authorities();

    @Autowired
    ImapSource(ImapSettings limits) {
        this(limits, null);
    }

    /** @param sockets decide whom to trust; null for what Java trusts */
    ImapSource(ImapSettings limits, @Nullable SSLSocketFactory sockets) {
        this.limits = limits;
        this.sockets = sockets;
    }

    @Override
    public Visit visit(Account account) throws MailTrouble {
        var protocol = account.tls() == Tls.TLS ? "imaps" : "imap";
        try {
            var store = Session.getInstance(settings(protocol, account)).getStore(protocol);
            connect(store, account);
            return new ImapVisit(store);
        } catch (MessagingException | GeneralSecurityException | RuntimeException e) {
            throw Troubles.whileConnecting(account, e);
        }
    }

    private static void connect(Store store, Account account) throws MessagingException {
        try {
            store.connect(account.host(), account.port(), account.username(), proof(account));
        } catch (MessagingException | RuntimeException e) {
            try {
                store.close();
            } catch (MessagingException alreadyGone) {
                e.addSuppressed(alreadyGone);
            }
            throw e;
        }
    }

    private static String proof(Account account) {
        return switch (account.signIn()) {
            case SignIn.Password(var password) -> password;
            case SignIn.Token(var token) -> token;
            case SignIn.Through _ -> throw new IllegalArgumentException("its token was not fetched");
        };
    }

    /** Without a time limit, the library waits for ever. */
    private Properties settings(String protocol, Account account) throws GeneralSecurityException {
        var tls = account.tls();
        var settings = new Properties();
        var prefix = "mail." + protocol + ".";
        settings.put(
                prefix + "connectiontimeout",
                String.valueOf(limits.connectTimeout().toMillis()));
        settings.put(prefix + "timeout", String.valueOf(limits.readTimeout().toMillis()));
        settings.put(
                prefix + "writetimeout", String.valueOf(limits.readTimeout().toMillis()));
        settings.put(prefix + "connectionpoolsize", "1");
        settings.put(prefix + "ssl.checkserveridentity", "true");
        settings.put(prefix + "starttls.enable", String.valueOf(tls == Tls.STARTTLS));
        settings.put(prefix + "starttls.required", String.valueOf(tls == Tls.STARTTLS));
        settings.put(prefix + "socketFactory.fallback", "false"); // what one factory refuses, no other may take
        if (account.signIn() instanceof SignIn.Token) settings.put(prefix + "auth.mechanisms", "XOAUTH2");
        if (account.authority() != null)
            settings.put(prefix + "ssl.socketFactory", authorities.trusting(account.authority()));
        else if (sockets != null) settings.put(prefix + "ssl.socketFactory", sockets);
        return settings;
    }
}
