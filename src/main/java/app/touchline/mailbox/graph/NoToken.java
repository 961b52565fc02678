package app.touchline.mailbox.graph;

import java.io.Serial;

import app.touchline.mailbox.MailTrouble;

/** Carries the trouble of fetching a token through the SDK, which knows only unchecked exceptions. */
final class NoToken extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final MailTrouble trouble;

    NoToken(MailTrouble trouble) {
        super(trouble);
        this.trouble = trouble;
    }

    MailTrouble trouble() {
        return trouble;
    }
}
