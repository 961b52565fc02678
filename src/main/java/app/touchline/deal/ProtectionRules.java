package app.touchline.deal;

import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The rules of protection: one without a tier, and one for each tier that has its own. */
interface ProtectionRules extends Repository<ProtectionRule, Long> {

    ProtectionRule save(ProtectionRule rule);

    void delete(ProtectionRule rule);

    List<ProtectionRule> findAll();

    Optional<ProtectionRule> findByTierId(long tierId);

    @Query("select r from ProtectionRule r where r.tierId is null")
    ProtectionRule ofEveryOther();

    default ProtectionRule of(long tierId) {
        return findByTierId(tierId).orElseGet(this::ofEveryOther);
    }
}
