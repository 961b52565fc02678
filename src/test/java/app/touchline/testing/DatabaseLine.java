package app.touchline.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * The line between a node and its database, which a test cuts at a statement of its choice. What the database sees then
 * is what it sees of a node that is killed: all its connections end, and what was not committed never was.
 */
public final class DatabaseLine implements AutoCloseable {

    /** On which side of the statement the line is cut. */
    public enum Side {
        /** The database never gets it. */
        BEFORE,
        /** The database has carried it out, and the node never hears of it. */
        AFTER
    }

    private static final Pattern STATEMENT = Pattern.compile("(?i)begin|select|insert|update|delete");

    /** Where the line can be cut; asking a connection whether it lives is no place for that. */
    private static final Pattern PLACE_TO_CUT = Pattern.compile(STATEMENT.pattern() + "|commit|rollback");

    private static final String TRUSTED_FOR = "com.zaxxer.hikari.aliveBypassWindowMs";

    private record Cut(Predicate<String> at, Side side) {}

    private final ServerSocket door;
    private final int databasePort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Cut cut;
    private volatile @Nullable Socket unheard;
    private volatile boolean down;

    private DatabaseLine(int databasePort) {
        this.databasePort = databasePort;
        try {
            door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** A context of its own, on a database of its own, behind a line that is a bean in it. */
    public static final class Initializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var database = TestDatabase.fresh();
            var direct = URI.create(database.url().substring("jdbc:".length()));
            var line = new DatabaseLine(direct.getPort());
            // unprepared, so that each statement stands in full on the line
            TestPropertyValues.of(
                            "touchline.db.url=jdbc:postgresql://localhost:" + line.door.getLocalPort()
                                    + direct.getPath() + "?prepareThreshold=0",
                            "touchline.db.user=" + database.user(),
                            "touchline.db.password=" + database.password(),
                            "spring.datasource.hikari.connection-timeout=250")
                    .applyTo(context);
            // A connection opened on the cut line may come into the pool when that has been emptied already.
            System.setProperty(TRUSTED_FOR, "-1");
            context.addApplicationListener((ContextRefreshedEvent _) -> System.clearProperty(TRUSTED_FOR));
            context.getBeanFactory().registerSingleton("databaseLine", line);
            context.getBeanFactory().registerSingleton("directDatabase", database);
        }
    }

    /** Cuts once, at the next statement of which this is true; from then on nobody gets through until {@link #anotherNodeBegins another node begins}. */
    public void cutAt(Side side, Predicate<String> statement) {
        cut = new Cut(statement, side);
    }

    public boolean isDown() {
        return down;
    }

    /** A new node begins: the line is mended, and nothing is left of the connections of the one before. */
    public void anotherNodeBegins(HikariDataSource pool) {
        mend();
        pool.getHikariPoolMXBean().softEvictConnections();
        for (int tries = 0; ; tries++) {
            try (var connection = pool.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("select 1");
                return;
            } catch (SQLException notYet) {
                if (tries == 40) throw new IllegalStateException(notYet);
            }
        }
    }

    /** Connections can be made again; those of before have ended. */
    public void mend() {
        cut = null;
        unheard = null;
        endAll();
        down = false;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var node = door.accept();
                var database = new Socket(InetAddress.getLoopbackAddress(), databasePort);
                node.setTcpNoDelay(true);
                database.setTcpNoDelay(true);
                open.add(node);
                open.add(database);
                Thread.ofVirtual().start(() -> toDatabase(node, database));
                Thread.ofVirtual().start(() -> toNode(database, node));
            } catch (IOException closed) {
                if (door.isClosed()) return;
            }
        }
    }

    /** A node that is no more may knock, which its pool of connections does, but say nothing. */
    private void toDatabase(Socket node, Socket database) {
        pump(node, database, bytes -> {
            if (down) return !STATEMENT.matcher(bytes).find();
            var wanted = cut;
            if (wanted == null || !PLACE_TO_CUT.matcher(bytes).find() || !wanted.at.test(bytes)) return true;
            cut = null;
            down = true;
            if (wanted.side == Side.AFTER) {
                unheard = database;
                return true;
            }
            endAll();
            return false;
        });
    }

    /** The answer that nobody is to hear shows that the statement was carried out: then all ends. */
    private void toNode(Socket database, Socket node) {
        pump(database, node, _ -> {
            if (database != unheard) return true;
            endAll();
            return false;
        });
    }

    private void endAll() {
        open.forEach(DatabaseLine::shut);
        open.clear();
    }

    private void pump(Socket from, Socket to, Predicate<String> passes) {
        var buffer = new byte[1 << 16];
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
                if (!passes.test(new String(buffer, 0, size, StandardCharsets.ISO_8859_1))) return;
                to.getOutputStream().write(buffer, 0, size);
                to.getOutputStream().flush();
            }
        } catch (IOException cutOff) {
            // the other end is gone
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // that is what was wanted
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        endAll();
    }
}
