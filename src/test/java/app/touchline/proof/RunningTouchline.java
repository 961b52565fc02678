package app.touchline.proof;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import app.touchline.testing.TestDatabase;
import app.touchline.testing.TouchlineProcess;

/** The application as a process of its own on a real database, with an admin who signs in, so that it can be killed like one. */
final class RunningTouchline implements AutoCloseable {

    static final String ADMIN = "admin@ours.test";
    static final String ADMIN_PASSWORD = "correct horse battery staple";

    private final TouchlineProcess process;
    private final int port;

    private RunningTouchline(TouchlineProcess process) {
        this.process = process;
        this.port = process.awaitReady();
    }

    /** Starts it and waits until it answers. The home folder may be used again by a later start. */
    static RunningTouchline start(TestDatabase.Address database, Path home) {
        return start(database, home, Map.of());
    }

    /** @param more settings, by the names of their environment variables */
    static RunningTouchline start(TestDatabase.Address database, Path home, Map<String, String> more) {
        var environment = new HashMap<>(database.environment());
        environment.put("TOUCHLINE_HOME", home.toString());
        environment.put("TOUCHLINE_ADMIN_EMAIL", ADMIN);
        environment.put("TOUCHLINE_ADMIN_PASSWORD", ADMIN_PASSWORD);
        // After so many a killed one's mailboxes are taken over; deployed, there are twelve seconds between them.
        environment.put("DBSCHEDULER_HEARTBEATINTERVAL", "2s");
        environment.putAll(more);
        // A zone that is neither the programme's nor UTC: nothing may depend on where the machine stands.
        return new RunningTouchline(TouchlineProcess.start(environment, "-Duser.timezone=America/New_York"));
    }

    Browser browser() {
        return new Browser(port);
    }

    String log() {
        return process.output();
    }

    /** kill -9 */
    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
