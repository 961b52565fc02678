package app.touchline.joining;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All answers to the four questions. */
public interface Qualifications extends Repository<Qualification, Long> {

    Qualification save(Qualification qualification);

    void flush();

    Optional<Qualification> findById(long id);

    Optional<Qualification> findByFormKey(UUID formKey);

    List<Qualification> findByPartnerId(long partnerId);

    /** The newest of a partner. */
    Optional<Qualification> findFirstByPartnerIdOrderByDecidedAtDescIdDesc(long partnerId);

    /** Those that stand of archived partners of that name, in any case, the newest first. */
    @Query("""
            select q from Qualification q join Partner p on p.id = q.partnerId
            where lower(p.name) = lower(:name) and p.archivedAt is not null and p.mergedInto is null
              and q.passed = false and q.reopenedOn is null
            order by q.decidedAt desc""")
    List<Qualification> politePassesNamed(String name);

    /** Waits for a request with the same form that is under way. */
    @Query(value = "select 1 from pg_advisory_xact_lock(hashtextextended(:formKey, 0))", nativeQuery = true)
    int waitForTwin(String formKey);
}
