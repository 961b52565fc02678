package app.touchline.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;

/** A database of the bench: what {@code programme.sql} makes, and the hand-written statements beside it. */
class BigProgramme implements AutoCloseable {

    private final Connection connection;
    private final String url;

    BigProgramme(String url) throws SQLException {
        this.url = url;
        connection = DriverManager.getConnection(url, "postgres", "");
    }

    /** How big a programme is; its people look after fifty partners each. */
    record Size(int partners, int touches) {}

    /** One of a name, made from an installation in which nothing has happened yet. */
    static BigProgramme copied(String server, String installation, String name, Size size, LocalDate today)
            throws SQLException, IOException {
        try (var postgres = DriverManager.getConnection(server + "postgres", "postgres", "");
                var statement = postgres.createStatement()) {
            statement.execute("create database %s template %s".formatted(name, installation));
        }
        var programme = new BigProgramme(server + name);
        programme.load(size, today);
        return programme;
    }

    static void create(String server, String name) throws SQLException {
        try (var postgres = DriverManager.getConnection(server + "postgres", "postgres", "");
                var statement = postgres.createStatement()) {
            statement.execute("create database " + name);
        }
    }

    /** Everything in one transaction; its people then have the admin's password, and what is derived stands. */
    private void load(Size size, LocalDate today) throws SQLException, IOException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(resource("programme.sql")
                    .replace("${today}", today.toString())
                    .replace("${partners}", Integer.toString(size.partners()))
                    .replace("${touches}", Integer.toString(size.touches())));
            statement.execute("update member set password_hash = (select password_hash from member where email = '"
                    + Application.ADMIN + "')");
        }
        connection.commit();
        connection.setAutoCommit(true);
        execute("vacuum analyze");
    }

    /** So many deals besides. */
    void deals(int deals, Size size, LocalDate today) throws SQLException, IOException {
        connection.setAutoCommit(false);
        execute(resource("deals.sql")
                .replace("${today}", today.toString())
                .replace("${partners}", Integer.toString(size.partners()))
                .replace("${deals}", Integer.toString(deals)));
        connection.commit();
        connection.setAutoCommit(true);
        execute("vacuum analyze");
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String url() {
        return url;
    }

    /** A statement of {@code statements.sql} by its name. */
    static String statement(String name, LocalDate day, String mine, String what) throws IOException {
        var all = resource("statements.sql");
        var from = all.indexOf("-- " + name + "\n");
        if (from < 0) throw new IllegalArgumentException("no statement " + name);
        var to = all.indexOf("\n-- ", from + 1);
        return all.substring(from, to < 0 ? all.length() : to)
                .replace("${day}", "date '" + day + "'")
                .replace("${mine}", mine)
                .replace("${what}", what);
    }

    /** Reads all rows to the end. */
    int fetch(String sql) throws SQLException {
        int rows = 0;
        try (var statement = connection.prepareStatement(sql);
                var result = statement.executeQuery()) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                for (int column = 1; column <= columns; column++) result.getObject(column);
                rows++;
            }
        }
        return rows;
    }

    /** Somebody notes something about a partner: no answer that was kept until then holds any more. */
    void change() throws SQLException {
        execute("update partner set blockers = 'Waits for the contract' where id = 1");
    }

    /** As a message of today that is taken in: what rests on touches up to today is found anew. */
    void takeIn() throws SQLException {
        execute("insert into cadence_change (day, changes) values (date 'today', 1)");
        change();
    }

    /** What the server has used so far, for all its databases. */
    double processorMillis() throws SQLException, IOException {
        return Processor.millisOfFamily(Long.parseLong(one("select pg_backend_pid()")));
    }

    String one(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static String resource(String name) throws IOException {
        try (var stream = BigProgramme.class.getResourceAsStream("/" + name)) {
            if (stream == null) throw new IOException("no " + name);
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
