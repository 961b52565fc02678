package app.touchline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time of processes, by the kernel's account: unlike time on the wall it hardly depends on what else runs. */
final class Processor {

    private static final double MILLIS_PER_TICK = 10;

    // places in /proc/…/stat, counted from the one behind the name
    private static final int PARENT = 1;
    private static final int OWN = 11;
    private static final int CHILDREN_GONE = 13;

    private Processor() {}

    static double millis(long pid) throws IOException {
        return ticks(pid, OWN) * MILLIS_PER_TICK;
    }

    /** Of the one that started that process, and of all that it started, also those that have ended. */
    static double millisOfFamily(long pid) throws IOException {
        var head = Long.parseLong(fields(pid)[PARENT]);
        var sum = ticks(head, OWN) + ticks(head, CHILDREN_GONE);
        for (var child : ProcessHandle.of(head).orElseThrow().children().toList()) {
            try {
                sum += ticks(child.pid(), OWN);
            } catch (IOException gone) {
                continue;
            }
        }
        return sum * MILLIS_PER_TICK;
    }

    private static long ticks(long pid, int place) throws IOException {
        var fields = fields(pid);
        return Long.parseLong(fields[place]) + Long.parseLong(fields[place + 1]);
    }

    private static String[] fields(long pid) throws IOException {
        var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    }
}
