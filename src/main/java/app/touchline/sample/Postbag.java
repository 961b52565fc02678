package app.touchline.sample;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import static app.touchline.sample.SampleMail.ARCHIVE;
import static app.touchline.sample.SampleMail.INBOX;
import static app.touchline.sample.SampleMail.SENT;
import static app.touchline.sample.SampleProgramme.MANAGERS;
import static app.touchline.sample.SampleProgramme.SHARED;

/** Letters that were delivered: a copy for every one of ours who is on it. */
final class Postbag {

    private final ZonedDateTime now;
    private final List<SampleMail> mail = new ArrayList<>();
    private int written;

    Postbag(ZonedDateTime now) {
        this.now = now;
    }

    void put(Letter letter) {
        mail.addAll(copies(letter, now));
    }

    /** Only this copy, in a folder where no others lie. */
    void put(SampleMail copy) {
        mail.add(copy);
    }

    /** The identity of the next letter with a partner. */
    String id(SamplePartner partner, String domain) {
        return "p%d.%d.%s@%s".formatted(partner.number(), ++written, now.toLocalDate(), domain);
    }

    /** In the order in which the server took the messages. */
    List<SampleMail> inOrder() {
        return mail.stream()
                .sorted(Comparator.comparing(SampleMail::receivedAt)
                        .thenComparing(SampleMail::mailbox)
                        .thenComparing(SampleMail::folder)
                        .thenComparing(SampleMail::raw))
                .toList();
    }

    /** What was written lies in Sent, older mail was filed away. */
    static List<SampleMail> copies(Letter letter, ZonedDateTime now) {
        var copies = new ArrayList<SampleMail>();
        if (hasMailbox(letter.from())) copies.add(letter.in(letter.from().address(), SENT));
        var read = letter.at().isBefore(now.minusDays(120)) ? ARCHIVE : INBOX;
        for (var reader : letter.to()) if (hasMailbox(reader)) copies.add(letter.in(reader.address(), read));
        for (var reader : letter.cc())
            if (hasMailbox(reader) && !reader.equals(letter.from())) copies.add(letter.in(reader.address(), read));
        return copies;
    }

    private static boolean hasMailbox(SamplePerson person) {
        return person.equals(SHARED) || MANAGERS.contains(person);
    }
}
