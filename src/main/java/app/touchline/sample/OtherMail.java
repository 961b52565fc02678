package app.touchline.sample;

import java.util.List;
import java.util.Random;

import static app.touchline.sample.SampleProgramme.MANAGERS;
import static app.touchline.sample.SampleProgramme.OWN_DOMAIN;

/** Mail that is with no partner, or with one of two: what every real mailbox holds most of. */
final class OtherMail {

    private final Postbag post;
    private final WorkingTime time;
    private final long seed;

    OtherMail(Postbag post, WorkingTime time, long seed) {
        this.post = post;
        this.time = time;
        this.seed = seed;
    }

    void all() {
        undecided();
        amongOurselves();
        withStrangers();
    }

    /** From people nobody entered, at a domain that two partners share. */
    private void undecided() {
        var random = new Random(seed + 7);
        for (int i = 0; i < 4; i++) {
            var writer = SamplePerson.of(
                    List.of("Gwen", "Idris", "Maja", "Pavel").get(i), "Lowell", SampleProgramme.SHARED_DOMAIN);
            var manager = MANAGERS.get(i % 3);
            post.put(new Letter(
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
        for (int day = 0; day < Correspondence.DAYS; day++) {
            var date = time.today().minusDays(day);
            if (!WorkingTime.isWorkday(date)) continue;
            for (int i = 0; i < 3; i++) {
                var writer = MANAGERS.get(random.nextInt(3));
                var reader =
                        random.nextInt(4) == 0 ? SampleProgramme.LEAD : SampleProgramme.colleagueOf(writer, random);
                post.put(new Letter(
                        "internal." + day + "." + i + "." + time.today() + "@" + OWN_DOMAIN,
                        time.on(date, random),
                        writer,
                        List.of(reader),
                        Draw.one(List.of("Lunch?", "Numbers for Friday", "Holiday plan", "Kitchen", "Slides"), random),
                        "Have a look when you can."));
            }
        }
    }

    private void withStrangers() {
        var random = new Random(seed + 13);
        for (int day = 0; day < Correspondence.DAYS; day++) {
            var date = time.today().minusDays(day);
            for (int i = 0; i < 4; i++) {
                var stranger = SamplePerson.of(
                        Draw.one(List.of("Gil", "Tess", "Ravi", "Mona", "Ed"), random),
                        Draw.one(List.of("Stone", "Field", "Cruz", "Baker"), random),
                        Draw.one(
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
                        Draw.one(List.of("Your order", "Quick question", "Save the date", "Booking confirmed"), random),
                        "Nothing of this is kept.");
                post.put(letter);
            }
        }
    }
}
