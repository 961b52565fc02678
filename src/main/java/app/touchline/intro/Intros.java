package app.touchline.intro;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All intros, the removed ones included. */
public interface Intros extends Repository<Intro, Long> {

    Intro save(Intro intro);

    void flush();

    Optional<Intro> findById(long id);

    Optional<Intro> findByFormKey(UUID formKey);

    List<Intro> findByPartnerId(long partnerId);

    /** Waits for a request with the same form that is under way. */
    @Query(value = "select 1 from pg_advisory_xact_lock(hashtextextended(:formKey, 0))", nativeQuery = true)
    int waitForTwin(String formKey);
}
