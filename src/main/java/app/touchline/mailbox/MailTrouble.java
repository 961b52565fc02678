package app.touchline.mailbox;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/** Ends a conversation with a mail server; carries the {@link Trouble}. The message is safe for a log: no mail is in it. */
public class MailTrouble extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Trouble trouble;

    public MailTrouble(Trouble trouble, @Nullable Throwable cause) {
        super(trouble.getClass().getSimpleName() + ": " + trouble.words(), cause);
        this.trouble = trouble;
    }

    public MailTrouble(Trouble trouble) {
        this(trouble, null);
    }

    public Trouble trouble() {
        return trouble;
    }
}
