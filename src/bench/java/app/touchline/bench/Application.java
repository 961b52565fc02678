package app.touchline.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The packaged jar as a process of its own. */
class Application implements AutoCloseable {

    static final String ADMIN = "admin@bench.test";
    static final String PASSWORD = "a password for the bench";

    private static final Pattern GENERATION = Pattern.compile("(?:PSYoungGen|ParOldGen)\\s+total \\d+K, used (\\d+)K");

    private final Process process;
    private final String base;
    private final double startSeconds;
    private final Map<String, Client> people = new HashMap<>();

    private Application(Process process, String base, double startSeconds) {
        this.process = process;
        this.base = base;
        this.startSeconds = startSeconds;
    }

    static Application start(String databaseUrl) throws IOException, InterruptedException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var builder = new ProcessBuilder(List.of(
                        java("java"),
                        "-Xmx512m",
                        "-XX:+UseParallelGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-jar",
                        System.getProperty("bench.jar")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "bench.log").toFile()));
        builder.environment().put("TOUCHLINE_DB_URL", databaseUrl);
        builder.environment().put("TOUCHLINE_DB_USER", "postgres");
        builder.environment().put("TOUCHLINE_DB_PASSWORD", "");
        builder.environment().put("TOUCHLINE_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        builder.environment().put("TOUCHLINE_PORT", Integer.toString(port));
        builder.environment().put("TOUCHLINE_ADMIN_EMAIL", ADMIN);
        builder.environment().put("TOUCHLINE_ADMIN_PASSWORD", PASSWORD);
        builder.environment().put("DB_SCHEDULER_ENABLED", "false");
        var start = System.nanoTime();
        var process = builder.start();
        var base = "http://localhost:" + port;
        var client = new Client(base);
        while (true) {
            try {
                if (client.get("/actuator/health").status() == 200) break;
            } catch (IOException notYet) {
                if (!process.isAlive())
                    throw new IllegalStateException(
                            "It did not start:\n" + Files.readString(Path.of("target", "bench.log")), notYet);
            }
            Thread.sleep(20);
        }
        return new Application(process, base, (System.nanoTime() - start) / 1e9);
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    /** A person's browser, signed in when first asked for. */
    Client of(String email) throws IOException, InterruptedException {
        var known = people.get(email);
        if (known != null) return known;
        var client = new Client(base);
        client.signIn(email, PASSWORD);
        people.put(email, client);
        return client;
    }

    double startSeconds() {
        return startSeconds;
    }

    /** Processor time it has used so far. */
    double processorMillis() throws IOException {
        return Processor.millis(process.pid());
    }

    long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /** What the heap holds after a collection, young and old together. */
    long heapMegabytes() throws IOException, InterruptedException {
        ask("GC.run");
        var text = ask("GC.heap_info");
        var kilobytes = GENERATION
                .matcher(text)
                .results()
                .mapToLong(used -> Long.parseLong(used.group(1)))
                .sum();
        if (kilobytes == 0) throw new IllegalStateException("no heap in " + text);
        return kilobytes / 1024;
    }

    private String ask(String command) throws IOException, InterruptedException {
        var jcmd = new ProcessBuilder(java("jcmd"), Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        var said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return said;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly();
    }
}
