package app.touchline.proof;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A programme and its mail over more than a year, the same for the same seed and day: ordinary traffic, and every kind
 * of message that was ever read wrongly. Each touch happens in a second of its own, so that its time is its name.
 */
final class MailWorld {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    /** In the subjects, names and addresses of mail that must leave no trace. */
    static final String CANARY = "kanari";

    static final int DAYS_BACK = 400;

    static final String MIA = "mia@ours.test";
    static final String BEN = "ben@ours.test";
    static final String LEA = "lea@ours.test";
    static final String ZOE = "zoe@contractor.test";
    static final String PARTNERS = "partners@ours.test";
    static final List<String> MAILBOXES = List.of(MIA, BEN, PARTNERS);

    /** Folders whose mail is none: by flag, by a usual name without a flag, and what lies under them. */
    static final Set<String> LEFT_OUT = Set.of(
            "Drafts", "Junk", "Verdächtig", "Trash", "Papierkorb", "Trash/thrown away whole", "Deleted Items", "Spam");

    static final List<String> ODD_FOLDERS = List.of(
            "Clients/2026/Q3",
            "Büro/Größe & Co",
            "Партнёры",
            "日本語/書類",
            "Quote \"Q\" folder",
            "100% done (a*b)",
            "Deals \\ 2026",
            "Archive");

    final Programme programme = new Programme();
    final List<Letter> letters = new ArrayList<>();
    final Truth truth;
    final LocalDate today;
    final LocalDate floor;

    /** From this day on Nora is at New Harbour, and Ida at Late Joiner. */
    final LocalDate moveDay;

    final Random random;
    final Instant now;
    private final Set<Instant> used = new HashSet<>();
    private int count;

    private MailWorld(long seed, Instant now) {
        this.random = new Random(seed);
        this.now = now.truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(5));
        this.today = LocalDate.ofInstant(now, ZONE);
        this.floor = today.minusDays(DAYS_BACK);
        this.moveDay = today.minusDays(33);
        this.truth = new Truth(programme, this.now, floor);
    }

    static boolean isLeftOut(String folder) {
        return LEFT_OUT.contains(folder);
    }

    static MailWorld of(long seed, Instant now) {
        var world = new MailWorld(seed, now);
        new WhoThereIs(world).lay();
        for (var chapter : List.of(
                new OrdinaryMail(world),
                new EveryNature(world),
                new WhichAreOne(world),
                new HeadersAsTheyCome(world),
                new MovesAndDomains(world),
                new TimesOfMail(world),
                new NoTrace(world))) chapter.write();
        world.letters.forEach(world.truth::expect);
        return world;
    }

    Letter letter() {
        return new Letter("letter-" + ++count);
    }

    /** The first second from this on that is nobody else's. */
    Instant claim(Instant time) {
        var second = time.truncatedTo(ChronoUnit.SECONDS);
        while (!used.add(second)) second = second.plusSeconds(1);
        return second;
    }

    record Placed(String user, String folder, Instant internalDate, byte[] bytes) {}

    /** All copies in the order in which they get their UIDs: by time in the inbox, in no order in other folders. */
    List<Placed> placed() {
        var placed = new ArrayList<Placed>();
        for (var letter : letters)
            for (var copy : letter.copies)
                placed.add(new Placed(copy.user(), copy.folder(), copy.internalDate(), letter.bytes(copy)));
        java.util.Collections.shuffle(placed, new Random(7));
        var inOrder = new ArrayList<Placed>();
        placed.stream()
                .filter(p -> !List.of("INBOX", "Sent").contains(p.folder()))
                .forEach(inOrder::add);
        placed.stream()
                .filter(p -> List.of("INBOX", "Sent").contains(p.folder()))
                .sorted(java.util.Comparator.comparing(Placed::internalDate))
                .forEach(inOrder::add);
        return inOrder;
    }

    void fill(Dovecot dovecot) {
        for (var copy : placed()) dovecot.deliver(copy.user(), copy.folder(), copy.internalDate(), copy.bytes());
        for (var user : MAILBOXES) {
            dovecot.makeFolder(user, "INBOX");
            dovecot.makeFolder(user, "Empty");
        }
        dovecot.handOver();
    }
}
