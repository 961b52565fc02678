package app.touchline.mailbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.Message.Participant;
import app.touchline.touch.Copy;
import app.touchline.touch.Credit;
import app.touchline.touch.Direction;
import app.touchline.touch.PartyRole;
import app.touchline.touch.Rule;

/**
 * Looks at one message after the other against one state of the directory.
 *
 * @param leftOut what of the mailbox is not kept
 * @param now nothing has happened later
 * @param keepsSubjects whether the programme keeps subjects
 * @param mostRecipients to more addresses that are not ours nobody writes by hand
 */
record Sorting(Directory directory, LeftOut leftOut, Instant now, boolean keepsSubjects, int mostRecipients) {

    Attribution attribution(Message message) {
        var addresses = addresses(message).keySet();
        var at = occurredAt(message);
        return leftOut.covers(addresses, message.receivedAt(), at)
                ? new Attribution.WithStrangers()
                : Attribution.of(addresses, directory, at);
    }

    /** Whether it says that mail to somebody came back, and the mailbox's owner lets us know. */
    boolean tellsOfFailure(Message message) {
        return message.has(PeopleOnMail.FAILED)
                && !leftOut.covers(addresses(message).keySet(), message.receivedAt(), occurredAt(message));
    }

    boolean wantsMore(Message message) {
        boolean inDoubt = Occurrence.isInDoubt(message, now);
        if (message.more() != null
                || !(inDoubt || hasParts(message))
                || !attribution(message).isKept()) return false;
        return inDoubt || !isCalendarByItsHeaders(message);
    }

    /** No other message can hold an invitation. */
    private static boolean hasParts(Message message) {
        var type = message.header("content-type");
        return type != null && type.strip().regionMatches(true, 0, "multipart/", 0, 10);
    }

    private boolean isCalendarByItsHeaders(Message message) {
        return switch (rule(message)) {
            case CONTENT_CLASS_CALENDAR, CONTENT_TYPE_CALENDAR -> true;
            default -> false;
        };
    }

    Copy copy(Message message) {
        var refs = new LinkedHashSet<String>();
        if (message.messageId() != null) refs.add(MessageKey.reference(message.messageId()));
        message.inReplyTo().forEach(id -> refs.add(MessageKey.reference(id)));
        message.references().forEach(id -> refs.add(MessageKey.reference(id)));
        if (message.conversation() != null) refs.add(MessageKey.conversation(message.conversation()));
        return new Copy(
                message.providerId(),
                MessageKey.of(message),
                MessageKey.fingerprint(message),
                message.sentAt() == null ? message.receivedAt() : message.sentAt(),
                occurredAt(message),
                message.sentAt(),
                direction(message),
                rule(message),
                directory.suppressed().shown(message.author()),
                keepsSubjects ? message.subject() : null,
                addresses(message),
                credits(message),
                List.copyOf(refs));
    }

    private Direction direction(Message message) {
        return directory.isOurs(message.author()) ? Direction.SENT : Direction.RECEIVED;
    }

    Rule rule(Message message) {
        return Classification.of(message, direction(message), directory::isOurs, mostRecipients);
    }

    Instant occurredAt(Message message) {
        return Occurrence.of(message, direction(message), now);
    }

    /** An erased person stands there without a name. */
    private Map<String, PartyRole> addresses(Message message) {
        var addresses = new LinkedHashMap<String, PartyRole>();
        add(addresses, message.from(), PartyRole.FROM);
        if (message.from().isEmpty() && message.sender() != null)
            add(addresses, List.of(message.sender()), PartyRole.FROM);
        add(addresses, message.to(), PartyRole.TO);
        add(addresses, message.cc(), PartyRole.CC);
        add(addresses, message.bcc(), PartyRole.BCC);
        return addresses;
    }

    private void add(Map<String, PartyRole> addresses, List<Participant> participants, PartyRole role) {
        participants.forEach(
                each -> addresses.putIfAbsent(directory.suppressed().shown(each.address()), role));
    }

    private List<Credit> credits(Message message) {
        if (direction(message) == Direction.SENT) return sentBy(message);
        var to = people(message.to(), Credit.Why.TO);
        return to.isEmpty() ? people(message.cc(), Credit.Why.CC) : to;
    }

    private List<Credit> sentBy(Message message) {
        var from = directory.own(message.author());
        if (from == null) return List.of();
        if (from.memberId() != null) return List.of(new Credit(from.memberId(), null, Credit.Why.FROM));
        var sender = memberAt(message.sender());
        if (sender != null) return List.of(new Credit(sender, null, Credit.Why.SENDER));
        return from.sharedMailbox() == null
                ? List.of()
                : List.of(new Credit(null, from.sharedMailbox(), Credit.Why.MAILBOX));
    }

    private List<Credit> people(List<Participant> participants, Credit.Why why) {
        Set<Long> members = new LinkedHashSet<>();
        for (var each : participants) {
            var member = memberAt(each);
            if (member != null) members.add(member);
        }
        var credits = new ArrayList<Credit>();
        members.forEach(member -> credits.add(new Credit(member, null, why)));
        return credits;
    }

    private @Nullable Long memberAt(@Nullable Participant participant) {
        var own = participant == null ? null : directory.own(participant.address());
        return own == null ? null : own.memberId();
    }
}
