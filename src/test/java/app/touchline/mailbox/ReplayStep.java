package app.touchline.mailbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Something that happens in a random history. Letters are named by the number of their delivery: a step about a letter that
 * is not there does nothing, so that any step can be left out of a history.
 */
sealed interface ReplayStep {

    /** Folders of the mailbox; what lies in the last one is no mail. */
    List<String> FOLDERS = List.of("INBOX", "Archive", "Clients", "Trash");

    int STRANGERS = 3;

    /** With whom a letter is. */
    enum With {
        CONTACT_WHO_MOVES,
        CONTACT,
        SOMEBODY_AT_THE_DOMAIN,
        STRANGER,
        OURSELVES
    }

    record Deliver(int letter, With with, boolean sent, String folder) implements ReplayStep {}

    record Move(int letter, String folder) implements ReplayStep {}

    record Delete(int letter) implements ReplayStep {}

    record Flag(int letter) implements ReplayStep {}

    /** IMAP: a folder is numbered anew. Graph: the delta links are forgotten, 410. */
    record Renumber(String folder) implements ReplayStep {}

    record Poll() implements ReplayStep {}

    /** A poll during which some of the server's answers go wrong, from the nth on: kinds are the box's. */
    record PollInTrouble(int kind, int after, int many) implements ReplayStep {}

    /** A poll by a node that is killed at its nth statement, before or after the database has carried it out. */
    record PollAndCrash(int statement, boolean carriedOut) implements ReplayStep {}

    /** A poll by a node that falls asleep with mail in its hands, and wakes when another one has read all. */
    record PollByTwo() implements ReplayStep {}

    /** The contact moves to a partner on a day before today. */
    record MoveContact(int partner, int daysAgo) implements ReplayStep {}

    /** A stranger becomes a contact, or the domain of their company a partner's. */
    record Enter(int stranger, boolean byDomain, int partner) implements ReplayStep {}

    record Pass(Duration time) implements ReplayStep {}

    static List<ReplayStep> history(Random random, int length) {
        var steps = new ArrayList<ReplayStep>();
        int letters = 0;
        while (steps.size() < length) {
            int letter = letters == 0 ? 0 : random.nextInt(letters);
            steps.add(
                    switch (random.nextInt(26)) {
                        case 0, 1, 2, 3, 4, 5 -> deliver(random, letters++);
                        case 6, 7, 8 -> new Move(letter, folder(random, FOLDERS.size()));
                        case 9 -> new Delete(letter);
                        case 10 -> new Flag(letter);
                        case 11 -> new Renumber(folder(random, FOLDERS.size() - 1));
                        case 12, 13, 14, 15 -> new Poll();
                        case 16, 17 -> new PollInTrouble(random.nextInt(5), random.nextInt(12), 1 + random.nextInt(3));
                        case 18, 19, 20 -> new PollAndCrash(random.nextInt(45), random.nextBoolean());
                        case 21 -> new PollByTwo();
                        case 22 -> new MoveContact(random.nextInt(2), random.nextInt(6));
                        case 23, 24 -> new Enter(random.nextInt(STRANGERS), random.nextBoolean(), random.nextInt(2));
                        default -> new Pass(Duration.ofMinutes(random.nextInt(600)));
                    });
        }
        return steps;
    }

    private static ReplayStep deliver(Random random, int letter) {
        var with = With.values();
        return new Deliver(
                letter, with[random.nextInt(with.length)], random.nextBoolean(), folder(random, FOLDERS.size()));
    }

    private static String folder(Random random, int of) {
        return FOLDERS.get(random.nextInt(of));
    }
}
