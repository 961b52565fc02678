package app.touchline.mailbox.imap;

import java.util.Properties;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;

import org.springframework.stereotype.Component;

import app.touchline.mailbox.MailSource;
import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Tls;

/** Any IMAP server, by the part of the protocol that all of them speak. */
@Component
class ImapSource implements MailSource {

    @Override
    public Visit visit(Account account) throws MailTrouble {
        var protocol = account.tls() == Tls.TLS ? "imaps" : "imap";
        try {
            var store = Session.getInstance(settings(protocol, account.tls())).getStore(protocol);
            connect(store, account);
            return new ImapVisit(store);
        } catch (MessagingException | RuntimeException e) {
            throw Troubles.whileConnecting(account, e);
        }
    }

    private static void connect(Store store, Account account) throws MessagingException {
        try {
            store.connect(account.host(), account.port(), account.username(), account.password());
        } catch (MessagingException | RuntimeException e) {
            try {
                store.close();
            } catch (MessagingException alreadyGone) {
                e.addSuppressed(alreadyGone);
            }
            throw e;
        }
    }

    /** Without a time limit, the library waits for ever. */
    private static Properties settings(String protocol, Tls tls) {
        var settings = new Properties();
        settings.put("mail." + protocol + ".connectiontimeout", "10000");
        settings.put("mail." + protocol + ".timeout", "60000");
        settings.put("mail." + protocol + ".writetimeout", "30000");
        settings.put("mail." + protocol + ".connectionpoolsize", "1");
        settings.put("mail." + protocol + ".ssl.checkserveridentity", "true");
        settings.put("mail." + protocol + ".starttls.enable", String.valueOf(tls == Tls.STARTTLS));
        settings.put("mail." + protocol + ".starttls.required", String.valueOf(tls == Tls.STARTTLS));
        return settings;
    }
}
