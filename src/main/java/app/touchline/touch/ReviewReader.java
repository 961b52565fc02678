package app.touchline.touch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.settings.SettingsReader;
import app.touchline.touch.Review.Candidate;
import app.touchline.touch.Review.Open;

/** Reads what waits for a decision, newest first. */
@Component
class ReviewReader {

    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final SettingsReader settings;

    ReviewReader(JdbcClient jdbc, SettingsReader settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    Review review() {
        var rows = jdbc.sql("""
                select t.id, t.occurred_at, t.direction, t.from_address, t.subject, y.address, y.role, p.id as partner_id, p.name
                from (select * from touch where undecided and discarded_at is null order by occurred_at desc, id desc limit :most) t
                join touch_party y on y.touch_id = t.id and y.candidate
                join partner p on p.id = y.partner_id
                order by t.occurred_at desc, t.id desc, y.address, p.name
                """)
                .param("most", MOST)
                .query((row, index) -> new Open(
                        row.getLong("id"),
                        row.getTimestamp("occurred_at").toInstant(),
                        Direction.valueOf(row.getString("direction")),
                        row.getString("from_address"),
                        row.getString("subject"),
                        row.getString("address"),
                        List.of(new Candidate(row.getLong("partner_id"), row.getString("name")))))
                .list();
        var open = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.touchId() + " " + row.address(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(same -> same.getFirst()
                        .with(same.stream()
                                .flatMap(row -> row.candidates().stream())
                                .toList()))
                .toList();
        return new Review(open, count(), settings.zone());
    }

    private long count() {
        return jdbc.sql("select count(*) from touch where undecided and discarded_at is null")
                .query(Long.class)
                .single();
    }
}
