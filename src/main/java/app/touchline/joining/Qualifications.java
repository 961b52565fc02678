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

    /** Waits for a request with the same form that is under way. */
    @Query(value = "select 1 from pg_advisory_xact_lock(hashtextextended(:formKey, 0))", nativeQuery = true)
    int waitForTwin(String formKey);
}
