package app.touchline.mailbox;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import app.touchline.mailbox.MailSource.Visit;

/** What some messages make us ask the server once more before they are taken. */
final class SecondLook {

    private SecondLook() {}

    /** The same messages; matched ones with their parts and Received headers, where those may matter. */
    static List<Message> atParts(List<Message> messages, Visit visit, MailIntake intake) throws MailTrouble {
        var wanting = intake.wantsMore(messages);
        if (wanting.isEmpty()) return messages;
        var more = visit.more(wanting);
        return messages.stream()
                .map(message -> more.containsKey(message.providerId())
                        ? message.withMore(Objects.requireNonNull(more.get(message.providerId())))
                        : message)
                .toList();
    }

    /** Earlier copies of those without a Message-ID which are not where they were; asked when all before are taken in. */
    static Set<String> forGone(long mailboxId, List<Message> messages, ReadingAhead pages, MailIntake intake)
            throws MailTrouble {
        var sought = intake.mayHaveComeBack(mailboxId, messages);
        return sought.isEmpty() ? Set.of() : pages.visit().gone(sought);
    }
}
