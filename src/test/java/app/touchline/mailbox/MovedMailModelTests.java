package app.touchline.mailbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.testing.TouchlineTest;

import static app.touchline.mailbox.Mail.NOON;
import static app.touchline.mailbox.Mail.mail;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random mail without Message-IDs, some of it twins of one second, moved at random between the folders of two mailboxes
 * while it is read in any order: as many touches as messages.
 */
@TouchlineTest
@NullUnmarked
class MovedMailModelTests {

    private static final List<String> FOLDERS = List.of("INBOX", "Archive", "Partners");

    @Autowired
    MailIntake intake;

    @Autowired
    JdbcClient jdbc;

    private Random random;
    private IntakeWorld world;
    private String anna;

    /** Letters with the same second are twins: nothing that is kept of them tells one from the other. */
    private record Letter(int number, int second) {}

    private final List<Letter> letters = new ArrayList<>();
    private final Set<Letter> seen = new HashSet<>();
    private final List<Box> boxes = new ArrayList<>();

    /** A mailbox on the server: by folder, what lies there by number. */
    private final class Box {

        final long id;
        final TreeMap<String, TreeMap<Integer, Letter>> folders = new TreeMap<>();
        final TreeMap<String, Integer> lastNumber = new TreeMap<>();

        /** Read so far, by folder. */
        final TreeMap<String, Integer> readTo = new TreeMap<>();

        Box(String person) {
            id = world.mailboxOf(person);
            for (var folder : FOLDERS) folders.put(folder, new TreeMap<>());
        }

        void put(String folder, Letter letter) {
            folders.get(folder).put(lastNumber.merge(folder, 1, Integer::sum), letter);
        }

        /** Something that was read already, from where it lies to anywhere: its own folder is possible too. */
        void moveSomething() {
            var from = FOLDERS.get(random.nextInt(FOLDERS.size()));
            var known = folders.get(from).keySet().stream()
                    .filter(number -> seen.contains(folders.get(from).get(number)))
                    .toList();
            if (known.isEmpty()) return;
            var letter = folders.get(from).remove(known.get(random.nextInt(known.size())));
            put(FOLDERS.get(random.nextInt(FOLDERS.size())), letter);
        }

        Message message(String folder, int number) {
            var letter = folders.get(folder).get(number);
            return mail(world.ours("dana"), anna)
                    .at(NOON.plusSeconds(letter.second()))
                    .in("1/" + folder + ":" + number);
        }

        boolean holds(String providerId) {
            var colon = providerId.lastIndexOf(':');
            return folders.get(providerId.substring(2, colon))
                    .containsKey(Integer.parseInt(providerId.substring(colon + 1)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void asManyTouchesAsMessagesWhereverTheyAreMoved(long seed) {
        random = new Random(seed);
        world = new IntakeWorld(jdbc, "moves" + seed);
        var partner = world.partner("acme");
        anna = world.contact(partner, "anna");
        boxes.add(new Box("dana"));
        boxes.add(new Box("lee"));

        for (int round = 0; round < 6; round++) {
            for (int i = 0; i < 5; i++) arrives();
            if (random.nextInt(3) == 0) readAgain();
            readNew(round == 0);
            assertThat(world.touches(partner)).as("round %d", round).hasSize(letters.size());
            for (int i = 0; i < 12; i++) boxes.get(random.nextInt(2)).moveSomething();
        }
        readNew(false);
        readAgain();
        assertThat(world.touches(partner)).hasSize(letters.size());
    }

    /** Twins arrive together; each box has both or none. */
    private void arrives() {
        int second = letters.size() * 200; // farther apart than what a relay may have rewritten
        var twins = random.nextInt(3) == 0;
        var arriving = new ArrayList<Letter>();
        for (int i = 0; i < (twins ? 2 : 1); i++) arriving.add(new Letter(letters.size() + i, second));
        letters.addAll(arriving);
        var both = random.nextBoolean();
        for (int box = 0; box < (both ? 2 : 1); box++) {
            var folder = FOLDERS.get(random.nextInt(FOLDERS.size()));
            for (var letter : arriving) boxes.get(box).put(folder, letter);
        }
    }

    /** In each folder what is new, page by page, the first time from the top; between pages mail is moved. */
    private void readNew(boolean fromTheTop) {
        for (var box : boxes) {
            var folders = new ArrayList<>(FOLDERS);
            Collections.shuffle(folders, random);
            for (var folder : folders) {
                var since = box.readTo.getOrDefault(folder, 0);
                var numbers = new ArrayList<>(
                        box.folders.get(folder).tailMap(since, false).keySet());
                if (numbers.isEmpty()) continue;
                box.readTo.put(folder, numbers.getLast());
                if (fromTheTop) Collections.reverse(numbers);
                while (!numbers.isEmpty()) {
                    page(box, folder, numbers, false);
                    if (random.nextInt(3) == 0) box.moveSomething();
                }
            }
        }
    }

    private void readAgain() {
        for (var box : boxes)
            for (var folder : FOLDERS) {
                var readTo = box.readTo.getOrDefault(folder, 0);
                var numbers = new ArrayList<>(
                        box.folders.get(folder).headMap(readTo, true).descendingKeySet());
                while (!numbers.isEmpty()) page(box, folder, numbers, true);
            }
    }

    private void page(Box box, String folder, List<Integer> numbers, boolean reread) {
        var some = numbers.subList(0, Math.min(numbers.size(), 1 + random.nextInt(4)));
        var there = some.stream().filter(box.folders.get(folder)::containsKey).toList();
        some.clear();
        var messages = there.stream().map(number -> box.message(folder, number)).toList();
        var gone = intake.mayHaveComeBack(box.id, messages).stream()
                .filter(id -> !box.holds(id))
                .collect(Collectors.toSet());
        assertThat(intake.take(new MailPage(box.id, messages, List.of(), gone, () -> true, reread)))
                .isInstanceOf(Intake.Taken.class);
        for (var number : there) seen.add(box.folders.get(folder).get(number));
        // A twin is moved only once both were met.
        seen.removeIf(letter -> letters.stream()
                .anyMatch(other -> other.second() == letter.second()
                        && !seen.contains(other)
                        && other.number() != letter.number()));
    }
}
