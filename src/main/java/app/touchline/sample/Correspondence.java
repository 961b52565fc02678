package app.touchline.sample;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static app.touchline.sample.SampleMail.ARCHIVE;
import static app.touchline.sample.SampleMail.INBOX;
import static app.touchline.sample.SampleMail.JUNK;
import static app.touchline.sample.SampleMail.SENT;
import static app.touchline.sample.SampleMail.TRASH;
import static app.touchline.sample.SampleProgramme.MANAGERS;
import static app.touchline.sample.SampleProgramme.OWN_DOMAIN;
import static app.touchline.sample.SampleProgramme.SHARED;

/**
 * Half a year of the sample's mail up to a moment: letters with partners as their stories say, and all that lies between
 * them in a real mailbox. The same programme, seed and moment give the same mail, Message-IDs included.
 */
final class Correspondence {

    static final int DAYS = 182;

    private static final List<String> NOT_ENTERED = List.of("Toni", "Ravi", "Malin", "Oscar", "Beatriz", "Jun");

    private final SampleProgramme programme;
    private final long seed;
    private final WorkingTime time;
    private final List<SampleMail> mail = new ArrayList<>();
    private int written;

    private Correspondence(SampleProgramme programme, long seed, ZonedDateTime now) {
        this.programme = programme;
        this.seed = seed;
        this.time = new WorkingTime(now);
    }

    /** In the order in which the server took the messages. */
    static List<SampleMail> upTo(ZonedDateTime now, SampleProgramme programme, long seed) {
        var correspondence = new Correspondence(programme, seed, now);
        correspondence.withPartners();
        correspondence.undecided();
        correspondence.amongOurselves();
        correspondence.withStrangers();
        return correspondence.mail.stream()
                .sorted(Comparator.comparing(SampleMail::receivedAt)
                        .thenComparing(SampleMail::mailbox)
                        .thenComparing(SampleMail::folder)
                        .thenComparing(SampleMail::raw))
                .toList();
    }

    private void withPartners() {
        for (var partner : programme.partners()) {
            var random = new Random(seed * 1009 + partner.number());
            ourLetters(partner, random);
            theirLetters(partner, random);
            automaticMail(partner, random);
        }
    }

    private void ourLetters(SamplePartner partner, Random random) {
        int window = partner.tier() == 1 ? 7 : partner.tier() == 2 ? 14 : 30;
        var day = partner.daysSilent();
        while (day < DAYS) {
            exchange(partner, dayAgo(day, partner), random);
            double usual = window * (0.35 + 0.6 * random.nextDouble());
            double late = window * (1.2 + 0.9 * random.nextDouble());
            day += Math.max(1, (int) Math.round(random.nextInt(100) < 12 ? late : usual));
        }
    }

    /**
     * On working days, but never so far from the planned day that the story would change: the silent ones and the
     * slipped have days to spare on their far side, the others fall on the working day before.
     */
    private LocalDate dayAgo(int days, SamplePartner partner) {
        var planned = time.today().minusDays(days);
        if (days != partner.daysSilent()) return time.workdayAgo(days);
        return switch (partner.story()) {
            case DUE_SOON, ON_CADENCE -> planned;
            default -> time.workdayAgo(days);
        };
    }

    private void exchange(SamplePartner partner, LocalDate day, Random random) {
        var contact = pick(partner.contacts(), random);
        var at = time.on(day, random);
        var topic = Topics.any(partner, random);
        var letter = new Letter(
                id(partner, OWN_DOMAIN),
                at,
                partner.owner(),
                List.of(contact),
                topic.subject(),
                topic.body(contact, partner.owner()));
        var dice = random.nextInt(100);
        if (dice < 14) letter = letter.copiedTo(List.of(SHARED));
        else if (dice < 22) letter = letter.copiedTo(List.of(colleagueOf(partner.owner(), random)));
        else if (dice < 26) letter = fromTheSharedMailbox(letter);
        deliver(letter);

        if (random.nextInt(100) < 4) outOfOffice(letter, contact);
        else if (random.nextInt(100) < 62) conversation(letter, contact, partner.owner(), random);
        else if (random.nextInt(100) < 3) bounce(letter, contact);
    }

    /** Their answer, and now and then ours to it on the same day. */
    private void conversation(Letter letter, SamplePerson contact, SamplePerson owner, Random random) {
        var answerAt = time.after(letter.at(), random);
        if (answerAt == null) return;
        var answer = letter.answeredBy(contact, answerAt, Topics.answer(random, owner, contact));
        deliver(answer);
        if (random.nextInt(100) >= 25) return;
        var thanksAt = answerAt.plusMinutes(7 + random.nextInt(40));
        if (thanksAt.toLocalDate().equals(letter.at().toLocalDate()) && thanksAt.isBefore(time.now()))
            deliver(answer.answeredBy(owner, thanksAt, "Perfect, thank you!\n\n" + owner.firstName()));
    }

    /** What they write by themselves; the long silent stay silent, and those who only write do so lately. */
    private void theirLetters(SamplePartner partner, Random random) {
        if (partner.story() == Story.NEVER_TOUCHED) return;
        int from = partner.story() == Story.LONG_SILENT ? partner.daysSilent() : 1;
        int letters = partner.tier() == 1 ? 6 : partner.tier() == 2 ? 4 : 2;
        for (int i = 0; i < letters; i++) theirLetter(partner, from + random.nextInt(DAYS - from), random);
        if (partner.story() == Story.ONLY_THEM_LATELY) {
            theirLetter(partner, 2 + random.nextInt(3), random);
            theirLetter(partner, 8 + random.nextInt(4), random);
        }
    }

    private void theirLetter(SamplePartner partner, int daysAgo, Random random) {
        var writer = pick(partner.contacts(), random);
        if (random.nextInt(100) < 15) writer = nobodysContact(partner);
        var topic = Topics.theirs(partner, random);
        var letter = new Letter(
                id(partner, partner.domain()),
                time.on(time.workdayAgo(daysAgo), random),
                writer,
                List.of(partner.owner()),
                topic.subject(),
                topic.body(partner.owner(), writer));
        deliver(random.nextInt(100) < 20 ? letter.copiedTo(List.of(SHARED)) : letter);
    }

    /** Matched by domain: nobody has entered them. */
    private static SamplePerson nobodysContact(SamplePartner partner) {
        int which = Math.floorMod(partner.domain().hashCode(), NOT_ENTERED.size());
        return SamplePerson.of(NOT_ENTERED.get(which), "Aspen", partner.domain());
    }

    /** Newsletters, invitations and spam-folder mail: kept as not counted, or not seen at all. */
    private void automaticMail(SamplePartner partner, Random random) {
        if (partner.number() % 5 == 0)
            for (int day = 3 + random.nextInt(6); day < DAYS; day += 30) newsletter(partner, day, random);
        if (partner.story() == Story.LONG_SILENT && partner.number() % 2 == 0)
            invitation(partner, 4 + random.nextInt(9), random);
        if (partner.number() % 9 == 0) invitation(partner, 5 + random.nextInt(80), random);
        if (partner.number() % 11 == 0) receipt(partner, 2 + random.nextInt(30), random);
        if (partner.number() % 13 == 0) thrownAway(partner, 3 + random.nextInt(10), random);
    }

    private void newsletter(SamplePartner partner, int daysAgo, Random random) {
        var writer = new SamplePerson(partner.name() + " News", "news@" + partner.domain());
        deliver(new Letter(
                        id(partner, partner.domain()),
                        time.on(time.workdayAgo(daysAgo), random),
                        writer,
                        List.of(partner.owner()),
                        "What is new at " + partner.name(),
                        "Our news of the month.")
                .with("List-Id", "<news." + partner.domain() + ">")
                .with("List-Unsubscribe", "<https://" + partner.domain() + "/unsubscribe>")
                .with("Precedence", "bulk"));
    }

    private void invitation(SamplePartner partner, int daysAgo, Random random) {
        var contact = partner.keyContact();
        deliver(new Letter(
                        id(partner, partner.domain()),
                        time.on(time.workdayAgo(daysAgo), random),
                        contact,
                        List.of(partner.owner()),
                        "Invitation: Partner sync with " + partner.name(),
                        "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REQUEST\nEND:VCALENDAR")
                .with("Content-Type", "text/calendar; charset=utf-8; method=REQUEST")
                .with("Content-Class", "urn:content-classes:calendarmessage"));
    }

    private void receipt(SamplePartner partner, int daysAgo, Random random) {
        deliver(new Letter(
                        id(partner, partner.domain()),
                        time.on(time.workdayAgo(daysAgo), random),
                        new SamplePerson(partner.name() + " Billing", "no-reply@" + partner.domain()),
                        List.of(partner.owner()),
                        "Your statement is ready",
                        "Please do not answer this message.")
                .with("Auto-Submitted", "auto-generated"));
    }

    /** Lies only in a folder that is not read. */
    private void thrownAway(SamplePartner partner, int daysAgo, Random random) {
        var letter = new Letter(
                id(partner, partner.domain()),
                time.on(time.workdayAgo(daysAgo), random),
                partner.keyContact(),
                List.of(partner.owner()),
                "Limited offer",
                "Sent to everyone by mistake, please ignore.");
        mail.add(letter.in(partner.owner().address(), partner.number() % 2 == 0 ? JUNK : TRASH));
    }

    private void outOfOffice(Letter letter, SamplePerson contact) {
        var at = letter.at().plusSeconds(40);
        if (at.isAfter(time.now())) return;
        var reply = letter.answeredBy(contact, at, "I am out of the office and will be back on Monday.");
        deliver(new Letter(
                        reply.id(),
                        at,
                        contact,
                        reply.to(),
                        List.of(),
                        "Automatic reply: " + letter.subject(),
                        letter,
                        Map.of(),
                        reply.body())
                .with("Auto-Submitted", "auto-replied"));
    }

    private void bounce(Letter letter, SamplePerson contact) {
        var at = letter.at().plusSeconds(15);
        if (at.isAfter(time.now())) return;
        var daemon = new SamplePerson("Mail Delivery System", "mailer-daemon@" + Letter.domainOf(contact));
        deliver(letter.answeredBy(daemon, at, "The address " + contact.address() + " could not be reached.")
                .with("Content-Type", "multipart/report; report-type=delivery-status; boundary=none")
                .with("Auto-Submitted", "auto-replied")
                .with("X-Failed-Recipients", contact.address()));
    }

    private Letter fromTheSharedMailbox(Letter letter) {
        return new Letter(
                        letter.id(),
                        letter.at(),
                        SHARED,
                        letter.to(),
                        letter.cc(),
                        letter.subject(),
                        null,
                        Map.of(),
                        letter.body())
                .with("Sender", letter.from().address());
    }

    /** From people nobody entered, at a domain that two partners share. */
    private void undecided() {
        var random = new Random(seed + 7);
        for (int i = 0; i < 4; i++) {
            var writer = SamplePerson.of(
                    List.of("Gwen", "Idris", "Maja", "Pavel").get(i), "Lowell", SampleProgramme.SHARED_DOMAIN);
            var manager = MANAGERS.get(i % 3);
            deliver(new Letter(
                    "group." + i + "." + time.today() + "@" + SampleProgramme.SHARED_DOMAIN,
                    time.on(time.workdayAgo(3 + 5 * i), random),
                    writer,
                    List.of(manager),
                    "Group purchasing",
                    "Hello " + manager.firstName() + ",\n\nwho looks after our group on your side?\n\n"
                            + writer.firstName()));
        }
    }

    private void amongOurselves() {
        var random = new Random(seed + 11);
        for (int day = 0; day < DAYS; day++) {
            var date = time.today().minusDays(day);
            if (!WorkingTime.isWorkday(date)) continue;
            for (int i = 0; i < 3; i++) {
                var writer = MANAGERS.get(random.nextInt(3));
                var reader = random.nextInt(4) == 0 ? SampleProgramme.LEAD : colleagueOf(writer, random);
                deliver(new Letter(
                        "internal." + day + "." + i + "." + time.today() + "@" + OWN_DOMAIN,
                        time.on(date, random),
                        writer,
                        List.of(reader),
                        pick(List.of("Lunch?", "Numbers for Friday", "Holiday plan", "Kitchen", "Slides"), random),
                        "Have a look when you can."));
            }
        }
    }

    private void withStrangers() {
        var random = new Random(seed + 13);
        for (int day = 0; day < DAYS; day++) {
            var date = time.today().minusDays(day);
            for (int i = 0; i < 4; i++) {
                var stranger = SamplePerson.of(
                        pick(List.of("Gil", "Tess", "Ravi", "Mona", "Ed"), random),
                        pick(List.of("Stone", "Field", "Cruz", "Baker"), random),
                        pick(
                                List.of(
                                        "officesupply.example",
                                        "talentfinder.example",
                                        "conference.example",
                                        "travel.example"),
                                random));
                var letter = new Letter(
                        "stranger." + day + "." + i + "." + time.today() + "@" + Letter.domainOf(stranger),
                        time.on(date, random),
                        stranger,
                        List.of(MANAGERS.get(random.nextInt(3))),
                        pick(List.of("Your order", "Quick question", "Save the date", "Booking confirmed"), random),
                        "Nothing of this is kept.");
                deliver(letter);
            }
        }
    }

    /** A copy for every one of ours who is on it: what was written lies in Sent, older mail was filed away. */
    private void deliver(Letter letter) {
        mail.addAll(copies(letter, time.now()));
    }

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

    private String id(SamplePartner partner, String domain) {
        return "p%d.%d.%s@%s".formatted(partner.number(), ++written, time.today(), domain);
    }

    private static SamplePerson colleagueOf(SamplePerson person, Random random) {
        return pick(MANAGERS.stream().filter(other -> !other.equals(person)).toList(), random);
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
