package app.touchline.mailbox.imap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import app.touchline.mailbox.MailSource.Lane;

import static org.assertj.core.api.Assertions.assertThat;

/** Fault 38: in a process that has 64 MB for everything, a folder of a million messages is read in both directions. */
class HugeFolderTests {

    private static final long MESSAGES = 1_000_000;

    private final HugeFolder server = new HugeFolder(MESSAGES);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void fault38_aMillionMessagesAreReadInLittleMemoryAndReadingGoesOnWhereItStopped() throws Exception {
        var first = read(Lane.DOWN, "7/" + (MESSAGES + 1), 250_000);
        assertThat(first.read).isEqualTo(250_000);
        assertThat(first.next).isEqualTo("7/" + (MESSAGES + 1 - 250_000));
        var next = read(Lane.DOWN, first.next, 100_000);
        assertThat(next.next).isEqualTo("7/" + (MESSAGES + 1 - 350_000));
        assertThat(read(Lane.DOWN, "7/50001", MESSAGES)).isEqualTo(new Outcome(50_000, "7/1", true));
    }

    @Test
    void fault38_aMillionNewMessagesAreListedInLittleMemory() throws Exception {
        var some = read(Lane.LIVE, "7/0", 20_000);
        assertThat(some).isEqualTo(new Outcome(20_000, "7/20000", false));
    }

    private record Outcome(long read, String next, boolean done) {}

    private Outcome read(Lane lane, String cursor, long atMost) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName(),
                        String.valueOf(server.port()),
                        lane.name(),
                        cursor,
                        String.valueOf(atMost))
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        var words = List.of(said.lines().toList().getLast().split(" "));
        return new Outcome(Long.parseLong(words.get(0)), words.get(1), Boolean.parseBoolean(words.get(2)));
    }

    /** What runs in the small process. */
    static final class Reader {

        private Reader() {}

        @SuppressWarnings("SystemOut") // its answer
        public static void main(String[] words) throws Exception {
            var account = HugeFolder.account(Integer.parseInt(words[0]));
            var lane = Lane.valueOf(words[1]);
            var cursor = words[2];
            long atMost = Long.parseLong(words[3]);
            long read = 0;
            boolean done = false;
            var source = new ImapSource(new ImapSettings(Duration.ofSeconds(10), Duration.ofSeconds(60)));
            try (var visit = source.visit(account)) {
                while (!done && read < atMost) {
                    var batch = visit.next("INBOX", lane, cursor, Instant.parse("2026-05-01T00:00:00Z"), 500);
                    read += batch.messages().size();
                    cursor = batch.next();
                    done = batch.done();
                }
            }
            System.out.println(read + " " + cursor + " " + done);
        }
    }
}
