package app.touchline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL for one test, which may be stopped as by a power cut and started again on the same files. */
public final class RestartablePostgres implements AutoCloseable {

    private final EmbeddedPostgres server;
    private final Path files;

    public RestartablePostgres() {
        try {
            files = Files.createTempDirectory("postgres-restarted-");
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(files)
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TestDatabase.Address database(String name) {
        return new TestDatabase.Address("jdbc:postgresql://localhost:" + server.getPort() + "/" + name, "postgres", "");
    }

    public void execute(String statement) {
        var address = database("postgres");
        try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                var run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /** All connections end at once, and what was committed is found again from the log. */
    public void restart() {
        try {
            var pid = Files.readAllLines(files.resolve("postmaster.pid")).getFirst();
            var programs = Files.readSymbolicLink(Path.of("/proc", pid, "exe")).getParent();
            var said = files.resolve("restarted.log");
            var command = new ArrayList<String>();
            if (System.getProperty("user.name").equals("root")) command.addAll(List.of("unshare", "-U"));
            command.addAll(List.of(programs.resolve("pg_ctl").toString(), "restart", "-D", files.toString()));
            command.addAll(List.of("-m", "immediate", "-w"));
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (process.waitFor() != 0)
                throw new IllegalStateException("PostgreSQL did not start again: " + Files.readString(said));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
