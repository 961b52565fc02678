package app.touchline.mailbox.imap;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.URLName;

import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import app.touchline.mailbox.Authority;
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
            var byToken = account.signIn() instanceof SignIn.Token;
            var store = new Door(Session.getInstance(settings(protocol, account)), protocol, byToken);
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
        LastSocket.note(settings, prefix, trusting(account.authority()));
        return settings;
    }

    private SSLSocketFactory trusting(@Nullable Authority authority) throws GeneralSecurityException {
        if (authority != null) return authorities.trusting(authority);
        return sockets != null ? sockets : (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    /** The library's store, through which our kind of connection is opened. */
    private static final class Door extends IMAPStore {

        private final boolean byToken;

        Door(Session session, String protocol, boolean byToken) {
            super(session, new URLName(protocol, null, -1, null, null, null), protocol, protocol.equals("imaps"));
            this.byToken = byToken;
        }

        /** Where a server takes no tokens, the library would try the token as a password. */
        @Override
        protected void preLogin(IMAPProtocol connection) throws ProtocolException {
            if (byToken && !connection.hasCapability("AUTH=XOAUTH2")) throw new ProtocolException(Troubles.NO_WAY_IN);
        }

        @Override
        protected IMAPProtocol newIMAPProtocol(String host, int port) throws IOException, ProtocolException {
            return new Conversation(name, host, port, session.getProperties(), isSSL, logger);
        }
    }
}
