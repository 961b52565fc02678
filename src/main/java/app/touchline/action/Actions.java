package app.touchline.action;

import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;

import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All actions, the completed ones included. */
interface Actions extends Repository<Action, Long> {

    Action save(Action action);

    void delete(Action action);

    void flush();

    Optional<Action> findById(long id);

    /** Waits for whoever is changing this action now, so that of two equal requests the second sees the first. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Action a where a.id = :id")
    Optional<Action> findToChange(long id);

    Optional<Action> findByFollowsId(long completedId);

    Optional<Action> findByFormKey(UUID formKey);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("update Action a set a.partnerId = :into, a.version = a.version + 1 where a.partnerId = :away")
    void handOn(long away, long into);

    /** Waits for a request with the same form that is under way. */
    @Query(value = "select 1 from pg_advisory_xact_lock(hashtextextended(:formKey, 0))", nativeQuery = true)
    int waitForTwin(String formKey);
}
