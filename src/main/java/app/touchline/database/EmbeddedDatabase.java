package app.touchline.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * A real PostgreSQL 18 for a run without a named database. It listens on loopback, on a port of the system's choice, and
 * its data stay in the home folder. One run owns the folder at a time: the operating system frees the lock of a killed
 * one, and the server that it left behind is stopped before its data are taken over.
 */
public final class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private final FileChannel lockFile;
    private final EmbeddedPostgres server;

    private EmbeddedDatabase(FileChannel lockFile, EmbeddedPostgres server) {
        this.lockFile = lockFile;
        this.server = server;
    }

    static EmbeddedDatabase startIn(Path home) {
        try {
            var lockFile = lock(home);
            var data = home.resolve("postgres");
            stopLeftover(data);
            var server = EmbeddedPostgres.builder()
                    .setDataDirectory(data.toFile())
                    .setOverrideWorkingDirectory(
                            home.resolve("postgres-binaries").toFile())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(true)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("max_connections", "60")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
            log.info("Embedded PostgreSQL on port {}, data in {}", server.getPort(), data);
            return new EmbeddedDatabase(lockFile, server);
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded database could not be started in " + home, e);
        }
    }

    private static FileChannel lock(Path home) throws IOException {
        var file = FileChannel.open(home.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(file) == null) {
            file.close();
            throw new CannotStart("Another Touchline is running on the folder " + home
                    + ": stop it first, or set TOUCHLINE_HOME to another folder.");
        }
        return file;
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** The first line of postmaster.pid is the server's process; only a process that is a postgres is ended. */
    private static void stopLeftover(Path data) throws IOException {
        var pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) return;
        var leftover = firstLine(pidFile).flatMap(ProcessHandle::of).filter(EmbeddedDatabase::isPostgres);
        if (leftover.isPresent()) {
            log.info(
                    "A killed run left its database server behind (process {}): stopping it",
                    leftover.get().pid());
            leftover.get().destroy();
            try {
                leftover.get().onExit().get(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception stillRunning) {
                leftover.get().destroyForcibly();
            }
        }
        Files.deleteIfExists(pidFile);
    }

    private static Optional<Long> firstLine(Path pidFile) throws IOException {
        List<String> lines = Files.readAllLines(pidFile);
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(Long.parseLong(lines.getFirst().strip()));
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.contains("postgres"))
                .orElse(false);
    }

    @Override
    public String getUsername() {
        return "postgres";
    }

    @Override
    public String getPassword() {
        return "";
    }

    @Override
    public String getJdbcUrl() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public void close() throws IOException {
        server.close();
        lockFile.close();
    }
}
