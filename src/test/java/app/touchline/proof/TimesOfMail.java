package app.touchline.proof;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import app.touchline.proof.Letter.Copy;
import app.touchline.proof.Letter.Party;

import static app.touchline.proof.MailWorld.BEN;
import static app.touchline.proof.MailWorld.DAYS_BACK;
import static app.touchline.proof.MailWorld.MIA;
import static app.touchline.proof.MailWorld.PARTNERS;
import static app.touchline.proof.MailWorld.ZONE;

/** Clocks that are wrong, mail that was migrated or delayed, midnights, nights on which clocks change, and mail from before the floor. */
final class TimesOfMail extends MailChapter {

    TimesOfMail(MailWorld world) {
        super(world);
    }

    @Override
    void write() {
        for (int i = 0; i < 6; i++) {
            var partner = "Tess <tess@hostile.test>";
            var tess = new Party("tess@hostile.test", partner);
            for (int kind = 0; kind < 6; kind++) {
                // Received: the server's time, whatever the sender's clock says.
                var time = claim(at());
                var letter = letter().from(tess).to(MIA_).copy(Copy.of(MIA, "INBOX", time));
                letters.add(odd(letter, time, kind));
                // Sent, with a Date that says nothing: the server's time too.
                var sent = claim(at());
                var own = letter().from(MIA_).to(tess).copy(Copy.sent(MIA, "Sent", sent));
                letters.add(odd(own, sent, kind));
            }
            // Sent: the Date header, within ten minutes of the server's time; in old spellings too.
            var date = claim(at());
            var berlin = date.atZone(ZONE);
            var english = java.time.format.DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss", Locale.ROOT);
            var gmt = date.atZone(ZoneId.of("UTC")).format(english) + " GMT";
            letters.add(
                    letter().from(MIA_).to(tess).dated(date, gmt).copy(Copy.sent(MIA, "Sent", date.plusSeconds(500))));
            var commented = claim(at());
            letters.add(letter().from(MIA_)
                    .to(tess)
                    .dated(
                            commented,
                            commented.atZone(ZoneId.of("-05:00")).format(english) + " -0500 (EST, (nested) comment)")
                    .copy(Copy.sent(MIA, "Sent", commented.plusSeconds(400))));
            var late = claim(at());
            letters.add(
                    letter().from(MIA_).to(tess).dated(late.minusSeconds(1_500)).copy(Copy.sent(MIA, "Sent", late)));
            // A colleague's copy comes later than the sender's own: the earliest wins.
            var own = claim(at());
            letters.add(letter().from(MIA_)
                    .to(tess)
                    .cc(BEN_)
                    .dated(own)
                    .copy(Copy.of(BEN, "INBOX", own.plusSeconds(2_000)))
                    .copy(Copy.sent(MIA, "Sent", own.plusSeconds(1))));

            // A migrated mailbox: everything lies there since one day last week.
            var migration = claim(at(8)).plusSeconds(i);
            var arrived = claim(at(40 + i * 30));
            letters.add(letter().from(tess)
                    .to(SHARED_)
                    .dated(arrived.minusSeconds(20))
                    .copy(Copy.of(PARTNERS, "Archive", migration).withReceived(arrived)));
            var written = claim(at(45 + i * 30));
            letters.add(letter().from(SHARED_).to(tess).dated(written).copy(Copy.sent(PARTNERS, "Archive", migration)));
            var nothing = claim(at(12 + i));
            letters.add(letter().from(tess)
                    .to(SHARED_)
                    .dated(nothing.minus(Duration.ofDays(50)))
                    .copy(Copy.of(PARTNERS, "Archive", nothing).withReceived(null)));
            // Days in a queue on the way: the relay that delivered it knows.
            var delivered = claim(at(15 + i));
            letters.add(letter().from(tess)
                    .to(BEN_)
                    .dated(delivered.minus(Duration.ofDays(4)))
                    .copy(Copy.of(BEN, "INBOX", delivered)));
            // Migrated and original, the same message.
            var original = claim(at(70 + i * 30));
            letters.add(letter().from(tess)
                    .to(SHARED_, BEN_)
                    .dated(original.minusSeconds(9))
                    .copy(Copy.of(PARTNERS, "Archive", migration).withReceived(original.plusSeconds(4)))
                    .copy(Copy.of(BEN, "INBOX", original)));
        }
        aroundMidnight();
        // Before the floor.
        for (int i = 0; i < 250; i++) {
            var time = at(DAYS_BACK + 4 + random.nextInt(300));
            if (i % 3 == 0) outbound(letter(), time, MIA_, someone());
            else inbound(letter(), time, someone(), i % 2 == 0 ? MIA_ : BEN_);
        }
    }

    private Letter odd(Letter letter, Instant time, int kind) {
        return switch (kind) {
            case 0 -> letter.dated(null);
            case 1 -> letter.dated(Instant.parse("2038-01-19T03:14:08Z"));
            case 2 -> letter.dated(Instant.EPOCH);
            case 3 -> letter.dated(null, "yesterday, in the afternoon");
            case 4 -> letter.dated(time.plus(Duration.ofHours(7))); // the local time of elsewhere, as if of here
            default -> letter.dated(time.minus(Duration.ofHours(9)), ZoneId.of("Asia/Kolkata"));
        };
    }

    /** Around midnight of ordinary days, and of the two nights on which the clocks change. */
    private void aroundMidnight() {
        var nights = new ArrayList<LocalDate>();
        for (var day = floor.plusDays(3); day.isBefore(today.minusDays(2)); day = day.plusDays(1)) {
            var hours = Duration.between(day.atStartOfDay(ZONE), day.plusDays(1).atStartOfDay(ZONE))
                    .toHours();
            if (hours != 24) nights.addAll(List.of(day, day.plusDays(1)));
        }
        for (int days : List.of(3, 8, 15, 31, 91)) nights.add(today.minusDays(days));
        var mara = Party.of("Mara", "mara@midnight.test");
        for (var night : nights) {
            var midnight = night.atStartOfDay(ZONE).toInstant();
            for (int seconds : List.of(-3_700, -90, -1, 0, 90, 3_500, 5_400, 7_300, 9_100, 10_900)) {
                var time = claim(midnight.plusSeconds(seconds));
                letters.add(letter().from(mara)
                        .to(MIA_)
                        .dated(time.minusSeconds(60))
                        .copy(Copy.of(MIA, "INBOX", time)));
                var sent = claim(midnight.plusSeconds(seconds + 7));
                letters.add(
                        letter().from(MIA_).to(mara).dated(sent).copy(Copy.sent(MIA, "Sent", sent.plusSeconds(120))));
            }
        }
        // Each of these was last written to shortly after midnight, which is still the day before in London.
        for (var tree : List.of("aspen", "beech", "cypress", "ebony", "fig", "ginkgo")) {
            var sent = claim(today.minusDays(1)
                    .atTime(LocalTime.of(0, 20))
                    .plusMinutes(random.nextInt(30))
                    .atZone(ZONE)
                    .toInstant());
            if (sent.isBefore(now))
                letters.add(letter().from(MIA_)
                        .to(ann(tree))
                        .dated(sent)
                        .copy(Copy.sent(MIA, "Sent", sent.plusSeconds(9))));
        }
    }
}
