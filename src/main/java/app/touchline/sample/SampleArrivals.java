package app.touchline.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The mail that arrives while the sample runs, one letter at a time; now and then one of our people writes to a partner
 * that has slipped. When each arrived is kept in a file, so that a later start has them again.
 */
final class SampleArrivals {

    /** After so many the sample rests: left running overnight it must not heal by itself. */
    static final int MOST = 60;

    private final SampleProgramme programme;
    private final long seed;
    private final ZoneId zone;
    private final Path file;
    private int count;

    SampleArrivals(SampleProgramme programme, SampleStart start, Path file) {
        this.programme = programme;
        this.seed = start.seed();
        this.zone = start.at().getZone();
        this.file = file;
    }

    /** What arrived during earlier runs. */
    List<SampleMail> earlier() {
        var mail = new ArrayList<SampleMail>();
        for (var at : times()) mail.addAll(copies(letter(count++, at), at));
        return mail;
    }

    boolean rests() {
        return count >= MOST;
    }

    /** The next letter, which arrives now. */
    List<SampleMail> next(Instant now) {
        keep(now);
        return copies(letter(count++, now), now);
    }

    private List<SampleMail> copies(Letter letter, Instant at) {
        return Postbag.copies(letter, at.atZone(zone));
    }

    private Letter letter(int number, Instant at) {
        var random = new Random(seed * 7919 + number);
        var weWrite = number % 3 == 0;
        var partners = programme.partners().stream()
                .filter(partner -> partner.status().inCadence())
                .filter(partner -> number % 6 == 0 ? slipped(partner) : !slipped(partner))
                .toList();
        var partner = partners.get(random.nextInt(partners.size()));
        var contact = partner.keyContact();
        var owner = partner.owner();
        var id = "arrival.%d.%d@%s"
                .formatted(number, at.toEpochMilli(), weWrite ? SampleProgramme.OWN_DOMAIN : partner.domain());
        if (weWrite) {
            var topic = Topics.any(partner, random);
            return new Letter(
                    id, at.atZone(zone), owner, List.of(contact), topic.subject(), topic.body(contact, owner));
        }
        var topic = Topics.theirs(partner, random);
        return new Letter(id, at.atZone(zone), contact, List.of(owner), topic.subject(), topic.body(owner, contact));
    }

    private static boolean slipped(SamplePartner partner) {
        return partner.story() == Story.SLIPPED || partner.story() == Story.LONG_SILENT;
    }

    private List<Instant> times() {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().map(Instant::parse).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(Instant now) {
        try {
            Files.writeString(file, now + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
