package app.touchline.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The application as a process of its own, as a person starts it: with environment variables and an exit code. */
public final class TouchlineProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("Touchline is ready: http://localhost:(\\d+)");

    private final Process process;
    private final Path output;

    private TouchlineProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** @param options of the JVM besides those that all have */
    public static TouchlineProcess start(Map<String, String> environment, String... options) {
        return start(PreparedStart.command(options), environment);
    }

    /** @param onClassPath which entries of the test's own class path the process has, by their file names */
    public static TouchlineProcess start(Map<String, String> environment, Predicate<String> onClassPath) {
        return start(PreparedStart.commandWith(onClassPath), environment);
    }

    static TouchlineProcess start(List<String> command, Map<String, String> environment) {
        try {
            var output = Files.createTempFile(Path.of("target"), "touchline-", ".log");
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("TOUCHLINE_") || name.startsWith("SPRING_"));
            builder.environment().putAll(environment);
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new TouchlineProcess(process, output);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until it serves, and gives its port. */
    public int awaitReady() {
        var match = READY.matcher("");
        waitFor("it serves", () -> match.reset(output()).find());
        return Integer.parseInt(match.group(1));
    }

    public void awaitOutput(String text) {
        waitFor("it says \"" + text + "\"", () -> output().contains(text));
    }

    public int awaitExit() {
        return awaitExit(Patience.ENOUGH);
    }

    private int awaitExit(Duration patience) {
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS))
                throw new AssertionError("It is still running:\n" + output());
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** As an operator does: SIGTERM, and time to finish. */
    public int stop() {
        return stop(Patience.ENOUGH);
    }

    int stop(Duration patience) {
        process.destroy();
        return awaitExit(patience);
    }

    /** As a crash does: SIGKILL, to this process alone. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Of all processors together, since it started. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nothing more is waited for where it has ended. */
    private void waitFor(String what, BooleanSupplier condition) {
        Patience.until(() -> what + "\n" + output(), Patience.ENOUGH, () -> {
            var ended = !process.isAlive();
            if (condition.getAsBoolean()) return true;
            if (ended) throw new AssertionError("It ended before " + what + ":\n" + output());
            return false;
        });
    }

    @Override
    public void close() {
        if (process.isAlive()) stop();
    }
}
