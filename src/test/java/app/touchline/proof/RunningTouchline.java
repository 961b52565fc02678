package app.touchline.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import app.touchline.testing.TestDatabase;

/** The application as a process of its own on a real database, so that it can be killed like one. */
final class RunningTouchline implements AutoCloseable {

    static final String ADMIN = "admin@ours.test";
    static final String ADMIN_PASSWORD = "correct horse battery staple";

    private final Process process;
    private final Path home;
    private final int port;

    private RunningTouchline(Process process, Path home, int port) {
        this.process = process;
        this.home = home;
        this.port = port;
    }

    /** Starts it and waits until it answers. The home folder, with the log in it, may be used again by a later start. */
    static RunningTouchline start(TestDatabase.Address database, Path home) {
        try {
            int port = freePort();
            var classPath = Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                    .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
                    .collect(Collectors.joining(java.io.File.pathSeparator));
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            // A zone that is neither the programme's nor UTC: nothing may depend on where the machine stands.
            var builder = new ProcessBuilder(
                    java,
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx700m",
                    "-Duser.timezone=America/New_York",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    classPath,
                    "app.touchline.Touchline");
            var environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("TOUCHLINE_"));
            environment.put("TOUCHLINE_DB_URL", database.url());
            environment.put("TOUCHLINE_DB_USER", database.user());
            environment.put("TOUCHLINE_DB_PASSWORD", database.password());
            environment.put("TOUCHLINE_SECRET_KEY", "cHJvb2YtcHJvb2YtcHJvb2YtcHJvb2YtcHJvb2Ytb2s=");
            environment.put("TOUCHLINE_HOME", home.toString());
            environment.put("TOUCHLINE_PORT", String.valueOf(port));
            environment.put("TOUCHLINE_SAMPLE", "false");
            environment.put("TOUCHLINE_ADMIN_EMAIL", ADMIN);
            environment.put("TOUCHLINE_ADMIN_PASSWORD", ADMIN_PASSWORD);
            Files.createDirectories(home);
            var process = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logOf(home).toFile()))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            var running = new RunningTouchline(process, home, port);
            running.awaitHealth();
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Browser browser() {
        return new Browser(port);
    }

    static String log(Path home) {
        try {
            return Files.readString(logOf(home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** kill -9 */
    void kill() {
        process.destroyForcibly();
        await(process);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path logOf(Path home) {
        return home.resolve("touchline.log");
    }

    private void awaitHealth() throws IOException {
        var until = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            while (System.nanoTime() < until && process.isAlive()) {
                try {
                    if (client.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) return;
                } catch (IOException notYet) {
                    // It is still starting.
                }
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
        throw new IllegalStateException("Touchline did not start: " + log(home));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
