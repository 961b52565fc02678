package app.touchline.intro;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.springframework.data.repository.Repository;

/** All counts of leads. */
interface LeadCounts extends Repository<LeadCount, Long> {

    LeadCount save(LeadCount count);

    void delete(LeadCount count);

    Optional<LeadCount> findByPartnerIdAndToldOn(long partnerId, LocalDate toldOn);

    List<LeadCount> findByPartnerId(long partnerId);
}
