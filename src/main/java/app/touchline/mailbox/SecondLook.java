package app.touchline.mailbox;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import app.touchline.mailbox.MailSource.Visit;

/**
 * What some messages make us ask the server once more before they are taken: the parts and Received headers of matched
 * ones, and whether earlier copies of a message without a Message-ID are still where they were.
 *
 * @param gone those that are not
 */
record SecondLook(List<Message> messages, Set<String> gone) {

    static SecondLook at(List<Message> messages, long mailboxId, Visit visit, MailIntake intake) throws MailTrouble {
        var wanting = intake.wantsMore(messages);
        var sought = intake.mayHaveComeBack(mailboxId, messages);
        var whole = messages;
        if (!wanting.isEmpty()) {
            var more = visit.more(wanting);
            whole = messages.stream()
                    .map(message -> more.containsKey(message.providerId())
                            ? message.withMore(Objects.requireNonNull(more.get(message.providerId())))
                            : message)
                    .toList();
        }
        return new SecondLook(whole, sought.isEmpty() ? Set.of() : visit.gone(sought));
    }
}
