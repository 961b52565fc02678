package app.touchline.mailbox;

import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Service;

/** Takes mail in, page by page: classifies it, finds the partners, notes the touches and moves the cursor, all or nothing. */
@Service
public class MailIntake {

    /**
     * The ids of those messages that need a second fetch before they are taken: matched mail that may be an invitation, or
     * whose server time and Date header are more than 48 hours apart.
     */
    public Set<String> wantsMore(List<Message> messages) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** One transaction; a page that fails is taken again message by message, and what cannot be taken is quarantined. */
    public Intake take(MailPage page) {
        throw new UnsupportedOperationException("not written yet");
    }
}
