package app.touchline.deal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;

import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All deals, the closed and the declined included. */
public interface Deals extends Repository<Deal, Long> {

    Deal save(Deal deal);

    void flush();

    Optional<Deal> findById(long id);

    Optional<Deal> findByCode(String code);

    Optional<Deal> findByFormKey(UUID formKey);

    boolean existsByCode(String code);

    /** Waits for whoever is changing this deal now, so that of two equal requests the second sees the first. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from Deal d where d.id = :id")
    Optional<Deal> findToChange(long id);

    @Query("""
            select distinct d from Deal d left join d.parts.shares s
            where d.partnerId = :partnerId or d.details.incumbentId = :partnerId or s.partnerId = :partnerId""")
    List<Deal> withPartIn(long partnerId);

    /** With the parts of partners. */
    @Query("select distinct d from Deal d left join fetch d.parts.shares where d.id in :ids")
    List<Deal> withParts(Collection<Long> ids);

    /** Waits for a request with the same form that is under way. */
    @Query(value = "select 1 from pg_advisory_xact_lock(hashtextextended(:formKey, 0))", nativeQuery = true)
    int waitForTwin(String formKey);
}
