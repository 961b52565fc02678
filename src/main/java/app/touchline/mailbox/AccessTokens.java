package app.touchline.mailbox;

/**
 * Hands out the tokens with which IMAP servers of one provider let somebody in; fetched once and kept until shortly before
 * they expire.
 *
 * @param <C> who asks for them
 */
public interface AccessTokens<C> {

    /** @param user whose mailbox it is for */
    String current(C client, String user) throws MailTrouble;

    /** The server does not take it: the next one is a new one. */
    void refuse(C client, String user, String token) throws MailTrouble;
}
