package app.touchline.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.sql.Statement;
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
    private final String name;

    private EmbeddedDatabase(FileChannel lockFile, EmbeddedPostgres server, String name) {
        this.lockFile = lockFile;
        this.server = server;
        this.name = name;
    }

    /**
     * @param name of the database on the folder's server
     * @param keep whether what is in it stays; else it is empty
     */
    static EmbeddedDatabase startIn(Path home, String name, boolean keep) {
        try {
            var lockFile = lock(home);
            try {
                var data = home.resolve("postgres");
                stopLeftover(data);
                var server = start(home, data);
                makeDatabase(server, name, keep);
                log.info("Embedded PostgreSQL 18 on port {}, data in {}", server.getPort(), data);
                return new EmbeddedDatabase(lockFile, server, name);
            } catch (IOException | SQLException | RuntimeException e) {
                lockFile.close();
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("The embedded database could not be started in " + home, e);
        }
    }

    /** Without a shutdown hook of its own: the application's closes the connections first, the server after them. */
    private static EmbeddedPostgres start(Path home, Path data) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data.toFile())
                .setOverrideWorkingDirectory(home.resolve("postgres-binaries").toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("max_connections", "60")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    @SuppressWarnings("SqlSourceToSinkFlow") // the names are ours
    private static void makeDatabase(EmbeddedPostgres server, String name, boolean keep) throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            if (!keep) statement.execute("drop database if exists " + name + " with (force)");
            if (!exists(statement, name)) statement.execute("create database " + name);
        }
    }

    private static boolean exists(Statement statement, String name) throws SQLException {
        try (var rows = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
            return rows.next();
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
        return server.getJdbcUrl("postgres", name);
    }

    @Override
    public void close() {
        try (lockFile) {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
