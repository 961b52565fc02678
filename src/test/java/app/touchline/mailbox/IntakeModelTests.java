package app.touchline.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.testing.TouchlineTest;

import static app.touchline.mailbox.Mail.NOON;
import static app.touchline.mailbox.Mail.mail;
import static org.assertj.core.api.Assertions.assertThat;

/** Random mail under a directory that changes, against a slow and obvious reading of the rules. */
@TouchlineTest
@NullUnmarked
class IntakeModelTests {

    private static final int PARTNERS = 4;

    @Autowired
    MailIntake intake;

    @Autowired
    JdbcClient jdbc;

    /** @param copies by mailbox: whether that copy shows the Bcc */
    private record Letter(
            String id, String from, List<String> to, List<String> bcc, Instant at, Map<Integer, Boolean> copies) {}

    private Random random;
    private IntakeWorld world;
    private ZoneId zone;
    private final List<Long> mailboxes = new ArrayList<>();
    private final List<Long> partners = new ArrayList<>();
    private final List<String> people = new ArrayList<>();
    private final List<Letter> letters = new ArrayList<>();

    /** The model's directory: contact address → day → partner index; domain → partners. */
    private final Map<String, TreeMap<LocalDate, Integer>> contacts = new HashMap<>();

    private final Map<String, TreeSet<Integer>> domains = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatIsOnRecordIsAFunctionOfTheMailAndTheDirectory(long seed) {
        random = new Random(seed);
        world = new IntakeWorld(jdbc, "model" + seed);
        zone = ZoneId.of(
                jdbc.sql("select zone from programme").query(String.class).single());
        for (var person : List.of("dana", "lee", "mo")) {
            people.add(world.ours(person));
            mailboxes.add(world.mailboxOf(person));
        }
        for (int i = 0; i < PARTNERS; i++) partners.add(world.partner("p" + i));
        for (int i = 0; i < 5; i++) edit();
        for (int i = 0; i < 90; i++) letters.add(letter(i));

        readAll(false);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 4; i++) edit();
            readAll(true);
            check();
        }
        var known = world.everything();
        readAll(true);
        assertThat(world.everything()).isEqualTo(known);

        // From nothing, in another order, the same.
        jdbc.sql("delete from touch where id in (select touch_id from touch_sighting where mailbox_id = any(:boxes))")
                .param("boxes", mailboxes.toArray(Long[]::new))
                .update();
        jdbc.sql("delete from partner_last_touch where partner_id = any(:partners)")
                .param("partners", partners.toArray(Long[]::new))
                .update();
        readAll(false);
        check();
        assertThat(withoutThreads(world.everything())).isEqualTo(withoutThreads(known));
    }

    /** A thread stays linked by a message that was with a partner once, so threads know more than today's touches. */
    private static List<String> withoutThreads(List<String> lines) {
        return lines.stream().filter(line -> !line.startsWith("thread ")).toList();
    }

    private void check() {
        for (int i = 0; i < PARTNERS; i++) {
            var expected = expected(i);
            assertThat(world.touches(partners.get(i))).as("partner %d", i).isEqualTo(expected);
            var last = expected.stream()
                    .filter(touch -> touch.contains(" ALWAYS "))
                    .map(touch -> touch.substring(touch.lastIndexOf(' ') + 1))
                    .max(String::compareTo)
                    .orElse("null");
            assertThat(world.lastTouch(partners.get(i))).startsWith(last);
        }
    }

    private List<String> expected(int partner) {
        var touches = new ArrayList<String>();
        for (var letter : letters) {
            var addresses = new LinkedHashSet<String>();
            addresses.add(letter.from());
            addresses.addAll(letter.to());
            if (letter.copies().containsValue(true)) addresses.addAll(letter.bcc());
            var mine = addresses.stream()
                    .filter(a -> whose(a, letter.at()).contains(partner))
                    .toList();
            if (mine.isEmpty()) continue;
            var sure =
                    mine.stream().filter(a -> whose(a, letter.at()).size() == 1).toList();
            var sent = people.contains(letter.from());
            var counts = sure.isEmpty() ? "NO" : sent ? "ALWAYS" : sure.contains(letter.from()) ? "IF_EITHER" : "NO";
            touches.add((sent ? "SENT" : "RECEIVED") + " HUMAN " + counts + " " + letter.at());
        }
        touches.sort((a, b) -> a.substring(a.lastIndexOf(' ')).compareTo(b.substring(b.lastIndexOf(' '))));
        return touches;
    }

    private TreeSet<Integer> whose(String address, Instant at) {
        if (people.contains(address)) return new TreeSet<>();
        var places = contacts.get(address);
        var place = places == null ? null : places.floorEntry(LocalDate.ofInstant(at, zone));
        if (place != null) return new TreeSet<>(List.of(place.getValue()));
        return domains.getOrDefault(address.substring(address.indexOf('@') + 1), new TreeSet<>());
    }

    private void edit() {
        var partner = random.nextInt(PARTNERS);
        switch (random.nextInt(4)) {
            case 0, 1 -> {
                var address = somebody();
                if (contacts.containsKey(address)) {
                    var day = LocalDate.ofInstant(NOON, zone).plusDays(random.nextInt(12));
                    world.move(address, partners.get(partner), day.toString());
                    var places = contacts.get(address);
                    places.tailMap(day, true).clear();
                    places.put(day, partner);
                } else {
                    world.contactAt(partners.get(partner), address);
                    contacts.put(address, new TreeMap<>(Map.of(LocalDate.MIN, partner)));
                }
            }
            case 2 -> {
                var domain = "d" + random.nextInt(3) + "-" + world.name() + ".test";
                world.domain(partners.get(partner), domain);
                domains.computeIfAbsent(domain, d -> new TreeSet<>()).add(partner);
            }
            default -> {
                world.noDomains(partners.get(partner));
                domains.values().forEach(at -> at.remove(partner));
            }
        }
    }

    private String somebody() {
        return "c" + random.nextInt(4) + "@d" + random.nextInt(3) + "-" + world.name() + ".test";
    }

    private Letter letter(int n) {
        var ours = people.get(random.nextInt(3));
        var sent = random.nextBoolean();
        var from = sent ? ours : somebody();
        var to = new ArrayList<String>();
        to.add(sent ? somebody() : ours);
        for (int i = random.nextInt(3); i > 0; i--)
            to.add(random.nextBoolean() ? somebody() : "s" + random.nextInt(9) + "@stranger.test");
        var bcc = sent && random.nextInt(4) == 0 ? List.of(somebody()) : List.<String>of();
        var copies = new TreeMap<Integer, Boolean>();
        copies.put(people.indexOf(ours), !bcc.isEmpty());
        for (int i = random.nextInt(3); i > 0; i--) copies.putIfAbsent(random.nextInt(3), false);
        // No two in one second; a Message-ID that is used again is so days later.
        var at = NOON.plus(Duration.ofMinutes(n * 173L));
        var id = random.nextInt(8) == 0 ? null : "reused" + n % 45 + "-" + world.name();
        return new Letter(id, from, to, bcc, at, copies);
    }

    private void readAll(boolean reread) {
        record Placed(int mailbox, Message message) {}
        var placed = new ArrayList<Placed>();
        for (int n = 0; n < letters.size(); n++) {
            var letter = letters.get(n);
            for (var copy : letter.copies().entrySet()) {
                var mail = mail(letter.from(), letter.to().toArray(String[]::new))
                        .at(letter.at())
                        .with("Subject", "s" + n);
                if (letter.id() != null) mail.id(letter.id());
                if (copy.getValue()) mail.bcc(letter.bcc().toArray(String[]::new));
                if (n > 0 && letters.get(n - 1).id() != null)
                    mail.with("In-Reply-To", "<" + letters.get(n - 1).id() + ">");
                placed.add(new Placed(copy.getKey(), mail.in("1/INBOX:" + n)));
            }
        }
        Collections.shuffle(placed, random);
        while (!placed.isEmpty()) {
            var mailbox = placed.getFirst().mailbox();
            var size = 1 + random.nextInt(30);
            var page = placed.stream()
                    .filter(each -> each.mailbox() == mailbox)
                    .limit(size)
                    .toList();
            placed.removeAll(page);
            assertThat(intake.take(new MailPage(
                            mailboxes.get(mailbox),
                            page.stream().map(Placed::message).toList(),
                            List.of(),
                            () -> true,
                            reread)))
                    .isEqualTo(new Intake.Taken(
                            page.size(), kept(page.stream().map(Placed::message).toList()), 0));
        }
    }

    private int kept(List<Message> page) {
        var kept = 0;
        for (var message : page) {
            var letter = letters.get(Integer.parseInt(
                    message.providerId().substring(message.providerId().indexOf(':') + 1)));
            var addresses = new ArrayList<>(letter.to());
            addresses.add(letter.from());
            message.bcc().forEach(each -> addresses.add(each.address()));
            if (addresses.stream().anyMatch(a -> !whose(a, letter.at()).isEmpty())) kept++;
        }
        return kept;
    }
}
