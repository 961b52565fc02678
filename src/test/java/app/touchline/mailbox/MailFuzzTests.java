package app.touchline.mailbox;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.Jazzer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * No bytes make the reading of mail throw, or take long, or take much memory. Jazzer looks for some, guided by which code they
 * reach, in a process of its own: its agent would stay in this one and slow all other tests down.
 */
class MailFuzzTests {

    /** -Dfuzz.seconds for longer (mvn -Pproofs). */
    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 6);

    private static final long SEED = Long.getLong("fuzz.seed", 20261118);

    /** A page of 500 messages has a turn's minute at most. */
    private static final Duration A_MESSAGE_AT_MOST = Duration.ofMillis(500);

    private static final Pattern LIBRARIES =
            Pattern.compile("/(jazzer|guava|failureaccess|slf4j-api|jspecify|angus-mail|jakarta.mail)[^/]*\\.jar$");

    @TempDir
    private Path folder;

    @Test
    void theHostileMailIsTakenApartQuickly() {
        for (var message : HostileMail.all()) {
            var text = new String(message, StandardCharsets.UTF_8);
            assertThatCode(() -> MailFuzz.fuzzerTestOneInput(message)).as(text).doesNotThrowAnyException();
            var begun = processorTime();
            MailFuzz.fuzzerTestOneInput(message);
            assertThat(processorTime().minus(begun)).as(text).isLessThan(A_MESSAGE_AT_MOST);
        }
    }

    /** Of this thread: what else the machine does in the meantime is no matter. */
    private static Duration processorTime() {
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }

    @Test
    void coverageGuidedFuzzingFindsNothing() throws Exception {
        var corpus = Files.createDirectory(folder.resolve("corpus"));
        int number = 0;
        for (var message : HostileMail.all()) Files.write(corpus.resolve("mail" + number++), message);
        var said = folder.resolve("said");
        var process = new ProcessBuilder(command(corpus))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        int exit = process.waitFor();
        var output = Files.readString(said, StandardCharsets.ISO_8859_1);
        assertThat(exit).as(found(output)).isZero();
        assertThat(output)
                .contains("INFO: Instrumented app.touchline.mailbox.MessageParser")
                .contains("DONE");
    }

    private static List<String> command(Path corpus) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx192m", // the bound of what a message may take
                "-cp",
                asLittleAsItNeeds(System.getProperty("java.class.path")),
                Jazzer.class.getName()));
        command.addAll(List.of(
                "--target_class=" + MailFuzz.class.getName(),
                "--instrumentation_includes=app.touchline.mailbox.**",
                "--custom_hook_includes=app.touchline.mailbox.**",
                "-max_total_time=" + SECONDS,
                "-seed=" + SEED,
                "-timeout=20",
                "-max_len=20000",
                "-rss_limit_mb=0", // the driver and its tables alone take 1.5 GB
                corpus.toString()));
        return command;
    }

    /** The driver scans all of its class path at the start; and where JUnit is, it takes the target for a test of JUnit's. */
    private static String asLittleAsItNeeds(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator))
                .filter(entry ->
                        entry.endsWith("classes") || LIBRARIES.matcher(entry).find())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The end of what it said, where the bytes stand that did it. */
    private String found(String output) throws IOException {
        var reproducers = new StringBuilder();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(each -> each.getFileName().toString().matches("(crash|timeout|oom)-.*"))
                    .toList())
                reproducers
                        .append('\n')
                        .append(file.getFileName())
                        .append(": ")
                        .append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
        return output.substring(Math.max(0, output.length() - 4_000)) + reproducers;
    }
}
