package app.touchline.sample;

import java.util.List;
import java.util.Map;
import java.util.Random;

import static app.touchline.sample.SampleMail.JUNK;
import static app.touchline.sample.SampleMail.TRASH;

/** What machines write in between: newsletters, invitations, receipts, answers of absent people and returned mail. */
final class AutomaticMail {

    private final Postbag post;
    private final WorkingTime time;

    AutomaticMail(Postbag post, WorkingTime time) {
        this.post = post;
        this.time = time;
    }

    /** Newsletters, invitations and spam-folder mail: kept as not counted, or not seen at all. */
    void with(SamplePartner partner, Random random) {
        if (partner.number() % 5 == 0)
            for (int day = 3 + random.nextInt(6); day < Correspondence.DAYS; day += 30)
                newsletter(partner, day, random);
        if (partner.story() == Story.LONG_SILENT && partner.number() % 2 == 0)
            invitation(partner, 4 + random.nextInt(9), random);
        if (partner.number() % 9 == 0) invitation(partner, 5 + random.nextInt(80), random);
        if (partner.number() % 11 == 0) receipt(partner, 2 + random.nextInt(30), random);
        if (partner.number() % 13 == 0) thrownAway(partner, 3 + random.nextInt(10), random);
    }

    private void newsletter(SamplePartner partner, int daysAgo, Random random) {
        var writer = new SamplePerson(partner.name() + " News", "news@" + partner.domain());
        post.put(new Letter(
                        post.id(partner, partner.domain()),
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
        post.put(new Letter(
                        post.id(partner, partner.domain()),
                        time.on(time.workdayAgo(daysAgo), random),
                        contact,
                        List.of(partner.owner()),
                        "Invitation: Partner sync with " + partner.name(),
                        "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REQUEST\nEND:VCALENDAR")
                .with("Content-Type", "text/calendar; charset=utf-8; method=REQUEST")
                .with("Content-Class", "urn:content-classes:calendarmessage"));
    }

    private void receipt(SamplePartner partner, int daysAgo, Random random) {
        post.put(new Letter(
                        post.id(partner, partner.domain()),
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
                post.id(partner, partner.domain()),
                time.on(time.workdayAgo(daysAgo), random),
                partner.keyContact(),
                List.of(partner.owner()),
                "Limited offer",
                "Sent to everyone by mistake, please ignore.");
        post.put(letter.in(partner.owner().address(), partner.number() % 2 == 0 ? JUNK : TRASH));
    }

    void outOfOffice(Letter letter, SamplePerson contact) {
        var at = letter.at().plusSeconds(40);
        if (at.isAfter(time.now())) return;
        var reply = letter.answeredBy(contact, at, "I am out of the office and will be back on Monday.");
        post.put(new Letter(
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

    void bounce(Letter letter, SamplePerson contact) {
        var at = letter.at().plusSeconds(15);
        if (at.isAfter(time.now())) return;
        var daemon = new SamplePerson("Mail Delivery System", "mailer-daemon@" + Letter.domainOf(contact));
        post.put(letter.answeredBy(daemon, at, "The address " + contact.address() + " could not be reached.")
                .with("Content-Type", "multipart/report; report-type=delivery-status; boundary=none")
                .with("Auto-Submitted", "auto-replied")
                .with("X-Failed-Recipients", contact.address()));
    }
}
