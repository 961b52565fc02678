package app.touchline.proof;

import java.time.Instant;

import app.touchline.proof.Letter.Party;
import app.touchline.proof.Programme.Partner;

import static app.touchline.proof.MailWorld.DAYS_BACK;

/** What goes back and forth in any week. */
final class OrdinaryMail extends MailChapter {

    OrdinaryMail(MailWorld world) {
        super(world);
    }

    @Override
    void write() {
        var ordinary = programme.partners.stream()
                .filter(partner -> partner.name().endsWith(" Partners"))
                .toList();
        for (var partner : ordinary) {
            // Each falls silent at a day of its own, so that some slip and some do not, under either setting.
            int silentFor = 1 + random.nextInt(random.nextInt(4) == 0 ? 120 : 22);
            int letters = 30 + random.nextInt(40);
            for (int i = 0; i < letters; i++) {
                int daysAgo = silentFor + (int) Math.pow(random.nextDouble() * Math.sqrt(DAYS_BACK - silentFor - 6), 2);
                ordinary(partner, at(daysAgo));
            }
        }
        for (int i = 0; i < 12; i++) {
            inbound(letter(), at(3 + i * 9), Party.of("Otto", "otto@only-received.test"), MIA_);
            // A stranger writes, and copies the partner.
            inbound(
                    letter().cc(Party.of("Cora", "cora@merely-copied.test")),
                    at(2 + i * 8),
                    Party.of("Some Lawyer", "lawyer%d@law-firm.test".formatted(i)),
                    BEN_);
        }
    }

    private void ordinary(Partner partner, Instant time) {
        var person = someoneAt(partner);
        var letter = letter();
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> {
                if (random.nextInt(4) == 0) letter.cc(BEN_);
                if (random.nextInt(5) == 0) letter.cc(SHARED_);
                if (random.nextInt(8) == 0) letter.cc(someoneAt(someOtherThan(partner)));
                if (random.nextInt(12) == 0) letter.bcc(someoneAt(someOtherThan(partner)));
                if (random.nextInt(12) == 0) letter.cc(MIA_);
                outbound(letter, time, MIA_, person);
            }
            case 3 -> outbound(letter.cc(MIA_), time, BEN_, person);
            // Lea's mailbox is not read, yet her mail is known from a colleague's copy.
            case 4 -> seenByColleague(letter.cc(random.nextBoolean() ? MIA_ : SHARED_), time, LEA_, person);
            case 5 -> {
                if (random.nextBoolean()) letter.sender(random.nextBoolean() ? BEN_ : LEA_);
                outbound(letter, time, SHARED_, person);
            }
            case 6 -> {
                if (random.nextInt(3) == 0) letter.cc(BEN_, LEA_);
                if (random.nextInt(8) == 0) letter.cc(someoneAt(someOtherThan(partner)));
                inbound(letter, time, person, MIA_);
            }
            case 7 -> inbound(letter.cc(random.nextBoolean() ? BEN_ : LEA_), time, person, SHARED_);
            default -> inbound(letter, time, person, random.nextBoolean() ? SHARED_ : BEN_);
        }
    }
}
