package app.touchline.post;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where whoever has something to say hands in a letter. */
@Service
public class Post {

    private final SmtpServers servers;
    private final Outbox outbox;

    Post(SmtpServers servers, Outbox outbox) {
        this.servers = servers;
        this.outbox = outbox;
    }

    /** Whether an admin entered a server through which mail goes out. */
    public boolean isOpen() {
        return servers.isThere();
    }

    /**
     * Takes a letter in the transaction of its cause: it goes out after the commit, or never was.
     *
     * @return false where no mail goes out at all; then the letter is not kept
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean send(Letter letter) {
        if (!servers.isThere()) return false;
        outbox.put(letter);
        return true;
    }
}
