package app.touchline.importing;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.team.SignedIn;

/** Import files between their coming and their application, for a day; one is only for the person who brought it. */
@Repository
class Uploads {

    private static final Duration KEPT = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    record Upload(UUID id, String name, byte[] content) {}

    Uploads(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    Upload keep(String name, byte[] content, SignedIn me) {
        tidy();
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

    /** What was never applied goes after a day, and the rows as they were shown; an import can be undone for thirty. */
    private void tidy() {
        var dayAgo = Timestamp.from(clock.instant().minus(KEPT));
        for (var statement : List.of(
                "delete from import_upload where uploaded_at < :old",
                "delete from import_job where brought_at < :old and state not in ('APPLIED', 'UNDONE')",
                "delete from import_row r using import_job j where j.id = r.job_id and j.brought_at < :old",
                "delete from import_image i using import_job j where j.id = i.job_id and j.state = 'UNDONE' and j.undone_at < :old"))
            jdbc.sql(statement).param("old", dayAgo).update();
        jdbc.sql("delete from import_image i using import_job j where j.id = i.job_id and j.applied_at < :old")
                .param("old", Timestamp.from(clock.instant().minus(ImportJob.UNDOABLE)))
                .update();
    }
}
