package app.touchline.sample;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;

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
    private final Postbag post;
    private final AutomaticMail automatic;

    private Correspondence(SampleProgramme programme, long seed, ZonedDateTime now) {
        this.programme = programme;
        this.seed = seed;
        this.time = new WorkingTime(now);
        this.post = new Postbag(now);
        this.automatic = new AutomaticMail(post, time);
    }

    /** In the order in which the server took the messages. */
    static List<SampleMail> upTo(ZonedDateTime now, SampleProgramme programme, long seed) {
        var correspondence = new Correspondence(programme, seed, now);
        correspondence.withPartners();
        new OtherMail(correspondence.post, correspondence.time, seed).all();
        return correspondence.post.inOrder();
    }

    private void withPartners() {
        for (var partner : programme.partners()) {
            var random = new Random(seed * 1009 + partner.number());
            ourLetters(partner, random);
            theirLetters(partner, random);
            automatic.with(partner, random);
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
        var contact = Draw.one(partner.contacts(), random);
        var at = time.on(day, random);
        var topic = Topics.any(partner, random);
        var letter = new Letter(
                post.id(partner, OWN_DOMAIN),
                at,
                partner.owner(),
                List.of(contact),
                topic.subject(),
                topic.body(contact, partner.owner()));
        var dice = random.nextInt(100);
        if (dice < 14) letter = letter.copiedTo(List.of(SHARED));
        else if (dice < 22) letter = letter.copiedTo(List.of(SampleProgramme.colleagueOf(partner.owner(), random)));
        else if (dice < 26) letter = fromTheSharedMailbox(letter);
        post.put(letter);

        if (random.nextInt(100) < 4) automatic.outOfOffice(letter, contact);
        else if (random.nextInt(100) < 62) conversation(letter, contact, partner, random);
        else if (random.nextInt(100) < 3) automatic.bounce(letter, contact);
    }

    /** Their answer, and mostly ours to it. */
    private void conversation(Letter letter, SamplePerson contact, SamplePartner partner, Random random) {
        var answerAt = time.after(letter.at(), random);
        if (answerAt == null) return;
        var answer = letter.answeredBy(contact, answerAt, Topics.answer(random, partner.owner(), contact));
        post.put(answer);
        var thanksAt = answerAt.plusMinutes(7 + random.nextInt(40));
        if (random.nextInt(100) < 88 && suits(partner, thanksAt))
            post.put(answer.answeredBy(
                    partner.owner(),
                    thanksAt,
                    "Perfect, thank you!\n\n" + partner.owner().firstName()));
    }

    /** Ours write no later than when they last wrote, as the story has it. */
    private boolean suits(SamplePartner partner, ZonedDateTime at) {
        return at.isBefore(time.now()) && !at.toLocalDate().isAfter(dayAgo(partner.daysSilent(), partner));
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
        var writer = Draw.one(partner.contacts(), random);
        if (random.nextInt(100) < 15) writer = nobodysContact(partner);
        var topic = Topics.theirs(partner, random);
        var letter = new Letter(
                post.id(partner, partner.domain()),
                time.on(time.workdayAgo(daysAgo), random),
                writer,
                List.of(partner.owner()),
                topic.subject(),
                topic.body(partner.owner(), writer));
        if (random.nextInt(100) < 20) letter = letter.copiedTo(List.of(SHARED));
        post.put(letter);
        ourAnswer(letter, partner, writer, random);
    }

    private void ourAnswer(Letter letter, SamplePartner partner, SamplePerson writer, Random random) {
        var at = time.after(letter.at(), random);
        var answered = random.nextInt(100) < 88;
        if (at != null && answered && suits(partner, at))
            post.put(letter.answeredBy(partner.owner(), at, Topics.answer(random, writer, partner.owner())));
    }

    /** Matched by domain: nobody has entered them. */
    private static SamplePerson nobodysContact(SamplePartner partner) {
        int which = Math.floorMod(partner.domain().hashCode(), NOT_ENTERED.size());
        return SamplePerson.of(NOT_ENTERED.get(which), "Aspen", partner.domain());
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
}
