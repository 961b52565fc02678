package app.touchline.response;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.response.RepliesPage.Line;

/** Reads the threads that wait for an answer. */
@Component
class RepliesReader {

    static final int MOST = 200;

    private static final String LINES = """
            select r.last_touch_id, r.partner_id, p.name as partner, tier.name as tier, o.name as owner, r.asked_by,
                   t.subject, r.last_at, r.asked_at, by.name as dismissed_by, d.at as dismissed_at,
                   case when r.asked_by = 'THEM'
                        then (select c.name from touch_party x join contact c on c.id = x.contact_id
                              where x.touch_id = t.id and x.partner_id = r.partner_id and x.role = 'FROM' limit 1)
                        else (select m.name from touch_credit x join member m on m.id = x.member_id
                              where x.touch_id = t.id order by m.id limit 1)
                   end as who
            from response r
            join partner p on p.id = r.partner_id and p.archived_at is null
                 and (cast(:owner as bigint) is null or p.owner_id = :owner)
            join tier on tier.id = p.tier_id
            join touch t on t.id = r.last_touch_id
            left join member o on o.id = p.owner_id
            left join reply_dismissal d on d.touch_id = r.last_touch_id and d.partner_id = r.partner_id
            left join member by on by.id = d.by_id
            """;

    /** Of messages that would wait else; an answered one needs no dismissal any more. */
    private static final String DISMISSED = "r.answered_at is null and d.at > :repliesSince";

    private final JdbcClient jdbc;

    RepliesReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The longest waiting first; what was never answered or is dismissed, the newest first. */
    List<Line> lines(@Nullable ReplyState state, @Nullable Long ownerId, ReplyBounds bounds) {
        var order = state == ReplyState.OWED || state == ReplyState.AWAITED ? "r.last_at" : "r.last_at desc";
        var sql = LINES + "where " + (state == null ? DISMISSED : state.condition()) + " order by " + order
                + ", r.last_touch_id, r.partner_id limit :most";
        return bounds.of(jdbc.sql(sql))
                .param("owner", ownerId, Types.BIGINT)
                .param("most", MOST)
                .query((row, index) -> line(row))
                .list();
    }

    Map<ReplyState, Integer> counts(@Nullable Long ownerId, ReplyBounds bounds) {
        var counts = new EnumMap<ReplyState, Integer>(ReplyState.class);
        for (var state : ReplyState.values()) counts.put(state, count(state.condition(), ownerId, bounds));
        return counts;
    }

    int dismissed(@Nullable Long ownerId, ReplyBounds bounds) {
        return count(DISMISSED, ownerId, bounds);
    }

    private int count(String condition, @Nullable Long ownerId, ReplyBounds bounds) {
        return bounds.of(jdbc.sql("""
                select count(*) from response r
                join partner p on p.id = r.partner_id and p.archived_at is null
                     and (cast(:owner as bigint) is null or p.owner_id = :owner)
                left join reply_dismissal d on d.touch_id = r.last_touch_id and d.partner_id = r.partner_id
                where
                """ + condition))
                .param("owner", ownerId, Types.BIGINT)
                .query(Integer.class)
                .single();
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getLong("last_touch_id"),
                row.getLong("partner_id"),
                row.getString("partner"),
                row.getString("tier"),
                row.getString("owner"),
                row.getString("who"),
                row.getString("asked_by").equals("THEM"),
                row.getString("subject"),
                row.getTimestamp("last_at").toInstant(),
                row.getTimestamp("asked_at").toInstant(),
                row.getString("dismissed_by"),
                instant(row.getTimestamp("dismissed_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
