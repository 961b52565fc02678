package app.touchline.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import app.touchline.proof.Letter.Copy;

import static app.touchline.proof.MailWorld.BEN;
import static app.touchline.proof.MailWorld.MIA;
import static app.touchline.proof.MailWorld.PARTNERS;

/** Which messages are one: copies, relays that write new ids, ids that are given twice or not at all. */
final class WhichAreOne extends MailChapter {

    WhichAreOne(MailWorld world) {
        super(world);
    }

    @Override
    void write() {
        for (int i = 0; i < 8; i++) {
            // No Message-ID, in two mailboxes: one. Another minutes later, or with another subject: another.
            var time = claim(at());
            twoMailboxes(letter().messageId(null).subject("no id " + i), time, time);
            var second = claim(time.plusSeconds(600));
            twoMailboxes(letter().messageId(null).subject("no id " + i), second, second);
            var third = claim(at());
            twoMailboxes(letter().messageId(null).subject("no id, same second, a " + i), third, third);
            twoMailboxes(letter().messageId(null).subject("no id, same second, b " + i), claim(third), third);

            // One Message-ID for different mail: another sender; the same sender, days apart.
            var reused = "<reused-%d@broken-mailer.test>".formatted(i);
            inbound(letter().messageId(reused), at(), ann("maple"), MIA_);
            inbound(letter().messageId(reused), at(), ann("nutmeg"), BEN_);
            var ancient = "<always-the-same-%d@broken-mailer.test>".formatted(i);
            var first = at(20 + random.nextInt(200));
            inbound(letter().messageId(ancient), first, ann("oak"), MIA_);
            inbound(letter().messageId(ancient), first.minus(Duration.ofHours(49 + i)), ann("oak"), MIA_);

            // A relay wrote a new Message-ID on the way to the colleague.
            var rewritten = letter().from(MIA_).to(ann("pine")).cc(BEN_);
            var sentAt = claim(at());
            rewritten
                    .dated(sentAt)
                    .copy(Copy.sent(MIA, "Sent", sentAt.plusSeconds(3)))
                    .copy(Copy.of(BEN, "INBOX", sentAt.plusSeconds(9))
                            .withMessageId("<relay-%d@rewriting-relay.test>".formatted(i)));
            letters.add(rewritten);
            var toTwo = letter().from(ann("quince")).to(MIA_, BEN_);
            var arrived = claim(at());
            toTwo.dated(arrived.minusSeconds(7))
                    .copy(Copy.of(MIA, "INBOX", arrived))
                    .copy(Copy.of(BEN, "INBOX", arrived.plusSeconds(2))
                            .withMessageId("<relay-b-%d@rewriting-relay.test>".formatted(i)));
            letters.add(toTwo);

            // The same subject to the same people within two minutes, both in one mailbox: two.
            var once = claim(at());
            var again = claim(once.plusSeconds(50));
            for (var moment : List.of(once, again)) {
                letters.add(letter().from(MIA_)
                        .to(ann("rowan"))
                        .subject("Quick question " + i)
                        .dated(moment)
                        .copy(Copy.sent(MIA, "Sent", moment.plusSeconds(1))));
            }

            // In every mailbox, in two folders of one, and in Trash too: one.
            var everywhere = letter().from(ann("spruce")).to(MIA_, BEN_, SHARED_);
            var when = claim(at());
            everywhere
                    .dated(when.minusSeconds(5))
                    .copy(Copy.of(MIA, "INBOX", when.plusSeconds(4)))
                    .copy(Copy.of(MIA, "Archive", when.plusSeconds(4)))
                    .copy(Copy.of(BEN, "Clients/2026/Q3", when))
                    .copy(Copy.of(BEN, "Trash", when))
                    .copy(Copy.of(PARTNERS, "INBOX", when.plusSeconds(8)));
            letters.add(everywhere);

            // To herself, the partner in Bcc; a draft that was sent; one that waited in the Outbox.
            outbound(letter().bcc(ann("teak")), at(), MIA_, MIA_);
            var drafted = letter().from(MIA_).to(ann("umbra"));
            var gone = claim(at());
            drafted.dated(gone)
                    .copy(Copy.sent(MIA, "Drafts", gone.minusSeconds(600)))
                    .copy(Copy.sent(MIA, "Outbox", gone))
                    .copy(Copy.sent(MIA, "Sent", gone.plusSeconds(2)));
            letters.add(drafted);

            // Written differently, the same Message-ID.
            var folded = letter().from(ann("willow")).to(MIA_, BEN_);
            var then = claim(at());
            folded.messageIdHeader = "Message-Id:\n\t <%s@mail.test>  \n".formatted(folded.label);
            folded.dated(then.minusSeconds(5))
                    .copy(Copy.of(MIA, "INBOX", then))
                    .copy(Copy.of(BEN, "INBOX", then.plusSeconds(1)).withMessageId(folded.messageId));
            letters.add(folded);
        }
    }

    private void twoMailboxes(Letter letter, Instant arrived, Instant dateSaid) {
        letters.add(letter.from(ann("larch"))
                .to(MIA_, BEN_)
                .dated(dateSaid.minusSeconds(30))
                .copy(Copy.of(MIA, "INBOX", arrived))
                .copy(Copy.of(BEN, "INBOX", arrived.plusSeconds(5))));
    }
}
