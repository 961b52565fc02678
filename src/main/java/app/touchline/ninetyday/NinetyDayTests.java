package app.touchline.ninetyday;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All ninety-day tests. */
public interface NinetyDayTests extends Repository<NinetyDayTest, Long> {

    NinetyDayTest save(NinetyDayTest test);

    void flush();

    Optional<NinetyDayTest> findById(long id);

    Optional<NinetyDayTest> findByFormKey(UUID formKey);

    List<NinetyDayTest> findByPartnerId(long partnerId);

    @Query("""
            select t from NinetyDayTest t
            where t.partnerId = :partnerId and t.verdict in ('ON_TRACK', 'AT_RISK') and t.calledOffOn is null""")
    Optional<NinetyDayTest> runningOf(long partnerId);

    /** Waits for whoever else is changing the tests of this partner, or sends the same form. */
    @Query(
            value = "select 1 from pg_advisory_xact_lock(hashtextextended('ninety-day-test ' || :partnerId, 0))",
            nativeQuery = true)
    int waitForPartner(long partnerId);
}
