package app.touchline.mailbox.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.Recipient;
import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.Names;

/** Which messages of a list that shows little but addresses are wanted whole: those that may be with some names. */
final class Seen implements ListLane.Taking {

    static final String[] FIELDS = {
        "id",
        "parentFolderId",
        "receivedDateTime",
        "isDraft",
        "from",
        "sender",
        "toRecipients",
        "ccRecipients",
        "bccRecipients"
    };

    private static final int MANY = 40;

    private final Names names;
    private final String mailbox;
    private final List<String> wanted = new ArrayList<>();

    Seen(Names names, String mailbox) {
        this.names = names;
        this.mailbox = mailbox;
    }

    @Override
    public void add(List<Message> mail) {
        for (var message : mail)
            if (message.getId() != null
                    && !Boolean.TRUE.equals(message.getIsDraft())
                    && (showsTooLittle(message) || isWanted(message))) wanted.add(message.getId());
    }

    /** By the same rules by which it is read when it is whole. */
    private boolean isWanted(Message message) {
        try {
            var read = Letterhead.read(message, mailbox);
            return Stream.of(
                            read.from(),
                            read.to(),
                            read.cc(),
                            read.bcc(),
                            Stream.ofNullable(read.sender()).toList())
                    .flatMap(List::stream)
                    .anyMatch(who -> names.cover(who.address()) || isAMailServers(who.address()));
        } catch (RuntimeException poison) {
            return true; // looked at when it is whole, and put aside if it must be
        }
    }

    /** A returned message names in its headers whom it did not reach. */
    private static boolean isAMailServers(String address) {
        return address.startsWith("mailer-daemon@") || address.startsWith("postmaster@");
    }

    /** Without a time, or with one of Exchange's own addresses, which the message's headers have in full. */
    private static boolean showsTooLittle(Message message) {
        if (message.getReceivedDateTime() == null) return true;
        return Stream.of(
                        Stream.of(message.getFrom(), message.getSender()),
                        stream(message.getToRecipients()),
                        stream(message.getCcRecipients()),
                        stream(message.getBccRecipients()))
                .flatMap(each -> each)
                .filter(Objects::nonNull)
                .anyMatch(Seen::isWithoutAddress);
    }

    private static Stream<Recipient> stream(@Nullable List<Recipient> recipients) {
        return recipients == null ? Stream.of() : recipients.stream();
    }

    private static boolean isWithoutAddress(Recipient recipient) {
        var who = recipient.getEmailAddress();
        return who == null || who.getAddress() == null || who.getAddress().indexOf('@') < 1;
    }

    List<String> wanted() {
        return List.copyOf(wanted);
    }

    /** So many that fetching them one by one would be more work than reading them with all around them. */
    boolean areMany() {
        return wanted.size() > MANY;
    }
}
