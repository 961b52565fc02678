package app.touchline.mailbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What processors have done, by whose work it was: our threads by name, PostgreSQL, and the processes that this one started
 * (Dovecot). In seconds; empty where the system does not tell as Linux does.
 */
record ProcessorTime(Map<String, Double> seconds) {

    private static final double TICKS_A_SECOND = 100;

    /** @param postgres the ids of its processes */
    static ProcessorTime now(List<Long> postgres) {
        var seconds = new TreeMap<String, Double>();
        for (var thread : below("/proc/self/task")) add(seconds, threads(name(thread)), stat(thread), 2);
        for (long id : postgres) add(seconds, "PostgreSQL", stat(Path.of("/proc", Long.toString(id))), 2);
        ProcessHandle.current()
                .descendants()
                .forEach(each -> add(seconds, "Dovecot", stat(Path.of("/proc", Long.toString(each.pid()))), 4));
        return new ProcessorTime(seconds);
    }

    /** What was done since then, in microseconds for each of so many messages. */
    String perMessage(ProcessorTime before, int messages) {
        return seconds.entrySet().stream()
                .map(each -> Map.entry(
                        each.getKey(),
                        1e6 * (each.getValue() - before.seconds.getOrDefault(each.getKey(), 0.0)) / messages))
                .filter(each -> each.getValue() >= 0.05)
                .map(each -> "%s %.1f".formatted(each.getKey(), each.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String threads(String name) {
        if (name.startsWith("ForkJoinPool")) return "virtual threads";
        if (name.matches("C[12] Comp.*")) return "compiler";
        return name.startsWith("G1") || name.startsWith("GC") ? "collector" : name.replaceAll("[^A-Za-z ].*", "");
    }

    /** @param figures 2 for its own time, 4 with that of the children it has waited for */
    private static void add(Map<String, Double> seconds, String whose, String stat, int figures) {
        if (stat.isEmpty()) return;
        var words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double ticks = 0;
        for (int i = 0; i < figures; i++) ticks += Long.parseLong(words[11 + i]);
        seconds.merge(whose, ticks / TICKS_A_SECOND, Double::sum);
    }

    private static List<Path> below(String directory) {
        try (var files = Files.list(Path.of(directory))) {
            return files.toList();
        } catch (IOException notLinux) {
            return List.of();
        }
    }

    private static String name(Path process) {
        var stat = stat(process);
        return stat.isEmpty()
                ? ""
                : stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')')).strip();
    }

    private static String stat(Path process) {
        try {
            return Files.readString(process.resolve("stat"));
        } catch (IOException ended) {
            return "";
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s", seconds);
    }
}
