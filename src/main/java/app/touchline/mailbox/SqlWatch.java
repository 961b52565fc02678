package app.touchline.mailbox;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.alert.AlertWatch;

/**
 * A watch that is a question to the database.
 *
 * @param values of the question's parameters, at the moment it is asked
 * @param sql gives about, title, words and href
 */
record SqlWatch(String kind, JdbcClient jdbc, Supplier<Map<String, ?>> values, String sql) implements AlertWatch {

    @Override
    public List<Standing> standing() {
        return jdbc.sql(sql)
                .params(values.get())
                .query((row, index) -> new Standing(
                        row.getString("about"), row.getString("title"), row.getString("words"), row.getString("href")))
                .list();
    }
}
