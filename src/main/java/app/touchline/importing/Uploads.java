package app.touchline.importing;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.team.SignedIn;

/** Import files between dry run and application, for an hour; one is only for the person who brought it. */
@Repository
class Uploads {

    private static final Duration KEPT = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    record Upload(UUID id, String name, byte[] content) {}

    Uploads(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    Upload keep(String name, byte[] content, SignedIn me) {
        jdbc.sql("delete from import_upload where uploaded_at < :old")
                .param("old", Timestamp.from(clock.instant().minus(KEPT)))
                .update();
        var upload = new Upload(UUID.randomUUID(), name, content);
        jdbc.sql("""
                insert into import_upload (id, name, content, uploaded_by, uploaded_at)
                values (:id, :name, :content, :by, :at)
                """)
                .param("id", upload.id())
                .param("name", name)
                .param("content", content)
                .param("by", me.id())
                .param("at", Timestamp.from(clock.instant()))
                .update();
        return upload;
    }

    Optional<Upload> of(UUID id, SignedIn me) {
        return jdbc.sql("""
                select name, content from import_upload
                where id = :id and uploaded_by = :by and uploaded_at >= :since
                """)
                .param("id", id)
                .param("by", me.id())
                .param("since", Timestamp.from(clock.instant().minus(KEPT)))
                .query((row, index) -> new Upload(id, row.getString("name"), row.getBytes("content")))
                .optional();
    }

    void drop(UUID id) {
        jdbc.sql("delete from import_upload where id = :id").param("id", id).update();
    }
}
