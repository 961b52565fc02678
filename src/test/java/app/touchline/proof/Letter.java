package app.touchline.proof;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One message as it was meant, and how it lies in mailboxes. What is expected of it follows from what was meant; the
 * bytes are written so that reading them back is hard. Text of headers is kept as one character per byte.
 */
final class Letter {

    enum Nature {
        HUMAN,
        LIST_HUMAN,
        AUTO_REPLY,
        AUTO_GENERATED,
        BULK,
        BULK_OUT,
        BOUNCE,
        RECEIPT,
        CALENDAR
    }

    /**
     * Somebody on a message.
     *
     * @param address as every mail program would understand it, lower case, ASCII domain; null where nobody could
     * @param wire how it is written
     */
    record Party(String address, String wire) {

        static Party of(String name, String address) {
            return new Party(address, utf8(name.isEmpty() ? address : "\"" + name + "\" <" + address + ">"));
        }
    }

    /**
     * One copy in one folder of one mailbox.
     *
     * @param received of the newest Received header; null for a copy without one
     * @param messageId of this copy, where a relay changed it; null keeps the letter's
     * @param date of this copy, where it differs; null keeps the letter's
     */
    record Copy(
            String user,
            String folder,
            Instant internalDate,
            Instant received,
            boolean withBcc,
            String messageId,
            String extraHeader) {

        static Copy of(String user, String folder, Instant internalDate) {
            return new Copy(user, folder, internalDate, internalDate, false, null, "");
        }

        /** A copy that our own mail program put there: no Received header, and it knows who was in Bcc. */
        static Copy sent(String user, String folder, Instant internalDate) {
            return new Copy(user, folder, internalDate, null, true, null, "");
        }

        Copy withReceived(Instant time) {
            return new Copy(user, folder, internalDate, time, withBcc, messageId, extraHeader);
        }

        Copy withMessageId(String id) {
            return new Copy(user, folder, internalDate, received, withBcc, id, extraHeader);
        }
    }

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

    final String label;
    Party from;
    String fromHeader;
    final List<Party> to = new ArrayList<>();
    final List<Party> cc = new ArrayList<>();
    final List<Party> bcc = new ArrayList<>();
    String toHeader;
    Party sender;
    Instant date;
    String dateHeader;
    String messageId;
    String messageIdHeader;
    String subject = "";
    Nature nature = Nature.HUMAN;
    final List<String> headers = new ArrayList<>();
    String contentType = "text/plain; charset=utf-8";
    String body = "Text.\n";
    final List<Copy> copies = new ArrayList<>();

    Letter(String label) {
        this.label = label;
        this.messageId = "<" + label + "@mail.test>";
        this.subject = utf8("Betreffkanari " + label);
    }

    Letter from(Party party) {
        from = party;
        return this;
    }

    Letter to(Party... parties) {
        to.addAll(List.of(parties));
        return this;
    }

    Letter cc(Party... parties) {
        cc.addAll(List.of(parties));
        return this;
    }

    Letter bcc(Party... parties) {
        bcc.addAll(List.of(parties));
        return this;
    }

    Letter sender(Party party) {
        sender = party;
        return this;
    }

    Letter dated(Instant time) {
        date = time;
        dateHeader = time == null ? null : DATE.format(time.atZone(MailWorld.ZONE));
        return this;
    }

    /** @param time what a mail program makes of the text; null where nothing sensible can be made of it */
    Letter dated(Instant time, String text) {
        date = time;
        dateHeader = text;
        return this;
    }

    Letter dated(Instant time, ZoneId zone) {
        date = time;
        dateHeader = DATE.format(time.atZone(zone));
        return this;
    }

    Letter subject(String text) {
        subject = utf8(text);
        return this;
    }

    Letter rawSubject(String bytes) {
        subject = bytes;
        return this;
    }

    Letter messageId(String id) {
        messageId = id;
        return this;
    }

    Letter nature(Nature expected) {
        nature = expected;
        return this;
    }

    Letter header(String line) {
        headers.add(utf8(line));
        return this;
    }

    Letter content(String type, String text) {
        contentType = type;
        body = text;
        return this;
    }

    Letter copy(Copy copy) {
        copies.add(copy);
        return this;
    }

    List<Party> recipients() {
        var all = new ArrayList<Party>(to);
        all.addAll(cc);
        all.addAll(bcc);
        return all;
    }

    byte[] bytes(Copy copy) {
        var text = new StringBuilder();
        if (copy.received() != null) {
            text.append(
                            "Received: from relay.test (relay.test [192.0.2.7])\n\tby mx.ours.test (Postfix) with ESMTPS id "
                                    + "4Xk2\n\tfor <someone@ours.test>; ")
                    .append(DATE.format(copy.received().atZone(MailWorld.ZONE)))
                    .append(" (CET)\n");
            text.append("Received: from inner.test by relay.test; ")
                    .append(DATE.format(copy.received().minusSeconds(2).atZone(ZoneId.of("America/New_York"))))
                    .append('\n');
        }
        text.append(copy.extraHeader());
        for (var header : headers) text.append(header).append('\n');
        text.append("X-Proof: ").append(label).append('\n');
        if (fromHeader != null) text.append(fromHeader);
        else if (from != null) text.append("From: ").append(from.wire()).append('\n');
        if (sender != null) text.append("Sender: ").append(sender.wire()).append('\n');
        if (toHeader != null) text.append(toHeader);
        else text.append(list("To", to));
        text.append(list("Cc", cc));
        if (copy.withBcc()) text.append(list("Bcc", bcc));
        if (subject != null) text.append("Subject: ").append(subject).append('\n');
        if (dateHeader != null) text.append("Date: ").append(dateHeader).append('\n');
        if (messageIdHeader != null && copy.messageId() == null) text.append(messageIdHeader);
        else if (copy.messageId() != null || messageId != null)
            text.append("Message-ID: ")
                    .append(copy.messageId() != null ? copy.messageId() : messageId)
                    .append('\n');
        text.append("MIME-Version: 1.0\nContent-Type: ").append(contentType).append("\n\n");
        text.append(utf8(body));
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String list(String name, List<Party> parties) {
        if (parties.isEmpty()) return "";
        var wires = parties.stream().map(Party::wire).toList();
        return name + ": " + String.join(parties.size() > 3 ? ",\n\t" : ", ", wires) + '\n';
    }

    /** The bytes of this text in UTF-8, one character each. */
    static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return label;
    }
}
