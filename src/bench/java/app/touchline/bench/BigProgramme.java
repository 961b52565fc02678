package app.touchline.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;

/** The database of the bench: what {@code programme.sql} makes, and the hand-written statements beside it. */
class BigProgramme implements AutoCloseable {

    private final Connection connection;

    BigProgramme(String url) throws SQLException {
        connection = DriverManager.getConnection(url, "postgres", "");
    }

    /** Everything in one transaction; the managers then have the admin's password. */
    void load(LocalDate today) throws SQLException, IOException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(resource("programme.sql").replace("${today}", today.toString()));
            statement.execute("update member set password_hash = (select password_hash from member where email = '"
                    + Application.ADMIN + "')");
        }
        connection.commit();
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
        }
    }

    /** A statement of {@code statements.sql} by its name. */
    String statement(String name, LocalDate day, String what) throws IOException {
        var all = resource("statements.sql");
        var from = all.indexOf("-- " + name + "\n");
        if (from < 0) throw new IllegalArgumentException("no statement " + name);
        var to = all.indexOf("\n-- ", from + 1);
        return all.substring(from, to < 0 ? all.length() : to)
                .replace("${day}", "date '" + day + "'")
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
