package app.touchline.team;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import static java.time.ZoneOffset.UTC;

/** Everybody, as the admin's page lists them: who can sign in first, each group by name. */
@Component
class PeopleReader {

    private final JdbcClient jdbc;
    private final Clock clock;

    PeopleReader(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One person.
     *
     * @param linkUntil until when the link that was handed to them opens, if one is out
     */
    record Line(
            long id,
            String name,
            String email,
            List<Role> roles,
            String zone,
            boolean active,
            boolean hasPassword,
            @Nullable Instant linkUntil) {

        public String roleWords() {
            return String.join(", ", roles.stream().map(Role::words).toList());
        }
    }

    List<Line> everybody() {
        return jdbc.sql("""
                select m.id, m.name, m.email, m.zone, m.active, m.password_hash is not null as has_password,
                       array(select r.role from member_role r where r.member_id = m.id) as roles,
                       (select max(l.expires_at) from member_link l
                         where l.member_id = m.id and l.used_at is null and l.expires_at > :now) as link_until
                from member m
                order by not m.active, lower(m.name), m.id
                """)
                .param("now", clock.instant().atOffset(UTC))
                .query((row, index) -> line(row))
                .list();
    }

    private static Line line(ResultSet row) throws SQLException {
        var linkUntil = row.getObject("link_until", OffsetDateTime.class);
        return new Line(
                row.getLong("id"),
                row.getString("name"),
                row.getString("email"),
                Arrays.stream((String[]) row.getArray("roles").getArray())
                        .map(Role::valueOf)
                        .sorted()
                        .toList(),
                row.getString("zone"),
                row.getBoolean("active"),
                row.getBoolean("has_password"),
                linkUntil == null ? null : linkUntil.toInstant());
    }
}
