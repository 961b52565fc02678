package app.touchline.mailbox.imap;

import java.io.IOException;
import java.util.Objects;
import java.util.Properties;

import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.ResponseInputStream;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.util.MailLogger;
import org.jspecify.annotations.Nullable;

/** The library's connection, whose responses we read ourselves. */
final class Conversation extends IMAPProtocol {

    private final LastSocket socket;
    private @Nullable ResponseInputStream replaced;
    private @Nullable Responses responses;

    Conversation(String name, String host, int port, Properties settings, boolean tls, MailLogger logger)
            throws IOException, ProtocolException {
        // before the library hears the greeting
        this.socket = (LastSocket) Objects.requireNonNull(settings.get(LastSocket.SETTING));
        super(name, host, port, settings, tls, logger);
    }

    /** Those of the socket that is in use: with STARTTLS it becomes another one. */
    @Override
    protected ResponseInputStream getInputStream() {
        var theirs = super.getInputStream();
        if (responses == null || replaced != theirs) {
            responses = new Responses(socket.in());
            replaced = theirs;
        }
        return responses;
    }

    /** The next response, one char per byte, without its line end. */
    String next() throws IOException {
        return ((Responses) getInputStream()).next();
    }
}
