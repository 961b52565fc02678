package app.touchline.proof;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import app.touchline.proof.Letter.Copy;
import app.touchline.proof.Letter.Party;
import app.touchline.proof.Programme.Partner;

import static app.touchline.proof.MailWorld.BEN;
import static app.touchline.proof.MailWorld.CANARY;
import static app.touchline.proof.MailWorld.DAYS_BACK;
import static app.touchline.proof.MailWorld.LEA;
import static app.touchline.proof.MailWorld.MAILBOXES;
import static app.touchline.proof.MailWorld.MIA;
import static app.touchline.proof.MailWorld.ODD_FOLDERS;
import static app.touchline.proof.MailWorld.PARTNERS;
import static app.touchline.proof.MailWorld.ZONE;

/** A part of a world's mail, and how its letters come to lie in mailboxes. */
abstract class MailChapter {

    static final Party MIA_ = Party.of("Mia Nowak", MIA);
    static final Party BEN_ = Party.of("Ben Okoro", BEN);
    static final Party LEA_ = Party.of("Lea Vogt", LEA);
    static final Party SHARED_ = Party.of("Partner desk", PARTNERS);

    final Programme programme;
    final List<Letter> letters;
    final LocalDate today;
    final LocalDate floor;
    final LocalDate moveDay;
    final Random random;
    final Instant now;
    private final MailWorld world;

    MailChapter(MailWorld world) {
        this.world = world;
        this.programme = world.programme;
        this.letters = world.letters;
        this.today = world.today;
        this.floor = world.floor;
        this.moveDay = world.moveDay;
        this.random = world.random;
        this.now = world.now;
    }

    abstract void write();

    Letter letter() {
        return world.letter();
    }

    void outbound(Letter letter, Instant time, Party from, Party to) {
        outboundBy(letter, time, from, from.address(), to);
    }

    void outboundBy(Letter letter, Instant time, Party from, String user, Party to) {
        var sent = claim(time);
        letter.from(from).dated(sent);
        letter.to.addFirst(to);
        letter.copy(Copy.sent(user, "Sent", sent.plusSeconds(1 + random.nextInt(200))));
        copiesForColleagues(letter, user, sent);
        letters.add(letter);
    }

    void seenByColleague(Letter letter, Instant time, Party from, Party to) {
        var sent = claim(time);
        letter.from(from).dated(sent);
        letter.to.addFirst(to);
        copiesForColleagues(letter, "", sent);
        letters.add(letter);
    }

    void inbound(Letter letter, Instant time, Party from, Party to) {
        inbound(letter, time, from, to, to.address());
    }

    void inbound(Letter letter, Instant time, Party from, Party to, String user) {
        var arrived = claim(time);
        letter.from(from).dated(arrived.minusSeconds(1 + random.nextInt(40)));
        letter.to.addFirst(to);
        letter.copy(Copy.of(user, someFolder(), arrived));
        copiesForColleagues(letter, user, arrived);
        if (random.nextInt(25) == 0) letter.copy(Copy.of(user, "Trash", arrived));
        letters.add(letter);
    }

    void copiesForColleagues(Letter letter, String except, Instant time) {
        for (var party : List.copyOf(letter.recipients())) {
            if (!MAILBOXES.contains(party.address())) continue;
            var own = party.address().equals(except);
            if (own && letter.copies.stream().noneMatch(copy -> copy.folder().equals("Sent"))) continue;
            letter.copy(
                    Copy.of(party.address(), own ? "INBOX" : someFolder(), time.plusSeconds(1 + random.nextInt(90))));
        }
    }

    String someFolder() {
        return random.nextInt(3) == 0 ? ODD_FOLDERS.get(random.nextInt(ODD_FOLDERS.size())) : "INBOX";
    }

    Party someone() {
        return someoneAt(someOtherThan(null));
    }

    Partner someOtherThan(Partner partner) {
        var ordinary = programme.partners.stream()
                .filter(p -> p.name().endsWith(" Partners") && !p.equals(partner))
                .toList();
        return ordinary.get(random.nextInt(ordinary.size()));
    }

    Party someoneAt(Partner partner) {
        var contacts = programme.contacts.stream()
                .filter(contact -> contact.places().getFirst().partner().equals(partner.name()))
                .toList();
        if (contacts.isEmpty() || random.nextInt(6) == 0)
            return Party.of("Nobody Known", "new.colleague@" + partner.domains().getFirst());
        var contact = contacts.get(random.nextInt(contacts.size()));
        return Party.of(contact.name(), contact.addresses().getFirst());
    }

    Instant at() {
        return at(2 + (int) Math.pow(random.nextDouble() * Math.sqrt(DAYS_BACK - 8), 2));
    }

    /** Some time on the day that many days ago, mostly in working hours. */
    Instant at(int daysAgo) {
        int hour = random.nextInt(10) == 0 ? random.nextInt(24) : 8 + random.nextInt(11);
        var time = today.minusDays(daysAgo)
                .atTime(hour, random.nextInt(60), random.nextInt(60))
                .atZone(ZONE)
                .toInstant();
        return time.isBefore(now) ? time : now.minusSeconds(random.nextInt(3_000));
    }

    Instant claim(Instant time) {
        return world.claim(time);
    }

    void single(Letter letter, String user) {
        var time = claim(at());
        letters.add(letter.dated(time.minusSeconds(3)).copy(Copy.of(user, "INBOX", time)));
    }

    /** Mail with nobody of a partner on it, in one or two mailboxes. */
    void stranger(Consumer<Letter> change, Instant time) {
        var letter = letter();
        letter.messageId("<" + canary() + "@" + canary() + ".test>")
                .subject("Secret " + canary())
                .dated(time.minusSeconds(4));
        change.accept(letter);
        var user = MAILBOXES.get(random.nextInt(3));
        letter.copy(Copy.of(user, "INBOX", time));
        if (random.nextInt(4) == 0) letter.copy(Copy.of(MIA, ODD_FOLDERS.get(random.nextInt(8)), time.plusSeconds(3)));
        letters.add(letter);
    }

    String canary() {
        return CANARY + Integer.toHexString(random.nextInt(1 << 24));
    }

    static Party ann(String tree) {
        return Party.of("Ann", "ann@" + tree + "-partners.test");
    }
}
