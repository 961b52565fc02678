package app.touchline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the application is started as a process of its own. The classes that a start loads and links are kept after the first one
 * (the JVM's AOT cache), which takes half of the time from all others: tests start some thirty.
 */
final class PreparedStart {

    private static final Path FOLDER = Path.of("target", "prepared-start").toAbsolutePath();
    private static final Path CLASSES = Path.of("target", "classes").toAbsolutePath();

    /** The cache is written at the end of the first start, which is work for all processors. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String CLASS_PATH = classPath(entry -> true);

    /** The application's classes in a jar, since of a folder nothing is kept; beside it, its cache. */
    private record Prepared(Path jar, Path cache) {

        static final Prepared ONCE = prepare();
    }

    private PreparedStart() {}

    /** @param options of the JVM besides those that all have */
    static List<String> command(String... options) {
        var prepared = Prepared.ONCE;
        var more = new ArrayList<>(List.of(options));
        more.add("-XX:AOTCache=" + prepared.cache);
        return command(
                more, prepared.jar + CLASS_PATH.substring(CLASSES.toString().length()));
    }

    /** @param onClassPath which entries of the test's own class path the process has, by their file names */
    static List<String> commandWith(Predicate<String> onClassPath) {
        return command(List.of(), classPath(onClassPath));
    }

    private static List<String> command(List<String> options, String classPath) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, "app.touchline.Touchline"));
        return command;
    }

    /** The application's classes first, and no tests. */
    private static String classPath(Predicate<String> wanted) {
        return Stream.concat(
                        Stream.of(CLASSES.toString()),
                        Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                                .map(entry -> Path.of(entry).toAbsolutePath())
                                .filter(entry -> !entry.equals(CLASSES) && !entry.endsWith("test-classes"))
                                .filter(entry -> wanted.test(entry.getFileName().toString()))
                                .map(Path::toString))
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    /** By one of the JVMs in which tests run; the others find it. */
    private static Prepared prepare() {
        try {
            Files.createDirectories(FOLDER);
            try (var lock = FileChannel.open(
                            FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = lock.lock()) {
                var name = Integer.toHexString(Objects.hash(CLASS_PATH, newest()));
                var prepared = new Prepared(FOLDER.resolve(name + ".jar"), FOLDER.resolve(name + ".aot"));
                if (!Files.exists(prepared.cache)) make(prepared);
                return prepared;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long newest() throws IOException {
        try (var files = Files.walk(CLASSES)) {
            return files.mapToLong(file -> file.toFile().lastModified()).max().orElse(0);
        }
    }

    private static void make(Prepared prepared) throws IOException {
        try (var before = Files.list(FOLDER)) {
            before.filter(file -> !file.endsWith("lock"))
                    .forEach(file -> file.toFile().delete());
        }
        var jar = ToolProvider.findFirst("jar").orElseThrow();
        var said = jar.run(
                System.out,
                System.err,
                "--create",
                "--no-compress",
                "--file",
                prepared.jar.toString(),
                "-C",
                CLASSES.toString(),
                ".");
        if (said != 0) throw new IllegalStateException("jar: " + said);
        var classPath = prepared.jar + CLASS_PATH.substring(CLASSES.toString().length());
        try (var first = TouchlineProcess.start(
                command(List.of("-XX:AOTCacheOutput=" + prepared.cache), classPath),
                TestDatabase.fresh().environment())) {
            first.awaitReady();
            first.stop(PATIENCE);
        }
    }
}
