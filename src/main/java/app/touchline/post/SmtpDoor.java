package app.touchline.post;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.jspecify.annotations.Nullable;

/** An open connection to the server for outgoing mail. */
final class SmtpDoor implements AutoCloseable {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final SmtpServer server;
    private final Session session;
    private final Transport transport;

    private SmtpDoor(SmtpServer server, Session session, Transport transport) {
        this.server = server;
        this.session = session;
        this.transport = transport;
    }

    /** @param sockets decide whom to trust; null for what Java trusts */
    static SmtpDoor open(SmtpServer server, SmtpLimits limits, @Nullable SSLSocketFactory sockets) throws Refusal {
        var protocol = server.protection() == Protection.TLS ? "smtps" : "smtp";
        try {
            var session = Session.getInstance(settings(protocol, server, limits, sockets));
            var transport = session.getTransport(protocol);
            transport.connect(server.host(), server.port(), server.username(), server.password());
            return new SmtpDoor(server, session, transport);
        } catch (MessagingException | RuntimeException e) {
            throw SmtpWords.whileConnecting(server, e);
        }
    }

    /** Without a time limit, the library waits for ever. */
    private static Properties settings(
            String protocol, SmtpServer server, SmtpLimits limits, @Nullable SSLSocketFactory sockets) {
        var settings = new Properties();
        var prefix = "mail." + protocol + ".";
        var starttls = String.valueOf(server.protection() == Protection.STARTTLS);
        var read = String.valueOf(limits.readTimeout().toMillis());
        settings.put(
                prefix + "connectiontimeout",
                String.valueOf(limits.connectTimeout().toMillis()));
        settings.put(prefix + "timeout", read);
        settings.put(prefix + "writetimeout", read);
        settings.put(prefix + "auth", String.valueOf(server.username() != null));
        settings.put(prefix + "from", server.fromAddress());
        settings.put(prefix + "ssl.checkserveridentity", "true");
        settings.put(prefix + "starttls.enable", starttls);
        settings.put(prefix + "starttls.required", starttls);
        settings.put(prefix + "socketFactory.fallback", "false"); // what one factory refuses, no other may take
        if (sockets != null) settings.put(prefix + "ssl.socketFactory", sockets);
        return settings;
    }

    /** Returns when the server has taken the message over. */
    void send(String messageId, Letter letter, Instant now) throws Refusal {
        try {
            var message = message(messageId, letter, now);
            transport.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException | UnsupportedEncodingException | RuntimeException e) {
            throw SmtpWords.whileSending(server, e);
        }
    }

    private MimeMessage message(String messageId, Letter letter, Instant now)
            throws MessagingException, UnsupportedEncodingException {
        var message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", messageId);
            }
        };
        message.setFrom(new InternetAddress(server.fromAddress(), server.fromName(), UTF_8));
        message.setRecipient(
                RecipientType.TO,
                letter.toName().isEmpty()
                        ? new InternetAddress(letter.toAddress(), true)
                        : new InternetAddress(letter.toAddress(), letter.toName(), UTF_8));
        message.setSubject(letter.subject(), UTF_8);
        message.setSentDate(Date.from(now));
        message.setHeader("Auto-Submitted", "auto-generated");
        var text = new MimeBodyPart();
        text.setText(letter.text(), UTF_8);
        var html = new MimeBodyPart();
        html.setText(letter.html(), UTF_8, "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        message.saveChanges();
        return message;
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (MessagingException alreadyGone) {
            // what was taken over stays so
        }
    }
}
