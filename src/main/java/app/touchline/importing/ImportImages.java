package app.touchline.importing;

import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the records that an import writes, all their rows before and after it, column by column as the database has them. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class ImportImages {

    private final JdbcClient jdbc;

    ImportImages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Before what the run did in memory is written. */
    void before(UUID job, Imaged kind, long[] records) {
        keep(kind, job, records, "before, after", "%s, '{}'");
    }

    /** When it is written; of records of which nothing was, nothing is kept. */
    void after(UUID job) {
        for (var kind : Imaged.values())
            jdbc.sql(
                            "update import_image i set after = %s from unnest(array(select record_id from import_image where job_id = :job and kind = :kind)) of_id where i.job_id = :job and i.kind = :kind and i.record_id = of_id"
                                    .formatted(kind.image()))
                    .param("job", job)
                    .param("kind", kind.code())
                    .update();
        jdbc.sql("delete from import_image where job_id = :job and before = after")
                .param("job", job)
                .update();
    }

    /** When it is written, of what was not there before. */
    void entered(UUID job, Imaged kind, long[] records) {
        keep(kind, job, records, "after", "%s");
    }

    private void keep(Imaged kind, UUID job, long[] ids, String columns, String values) {
        jdbc.sql(
                        "insert into import_image (job_id, kind, record_id, name, %s) select :job, :kind, of_id, %s, %s from unnest(cast(:ids as bigint[])) of_id join %s r on r.id = of_id"
                                .formatted(
                                        columns,
                                        kind.named(),
                                        values.formatted(kind.image()),
                                        kind.own().table()))
                .param("job", job)
                .param("kind", kind.code())
                .param("ids", ids)
                .update();
    }
}
