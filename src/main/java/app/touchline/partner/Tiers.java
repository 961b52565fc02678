package app.touchline.partner;

import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All tiers, the archived ones included unless a method says otherwise. */
public interface Tiers extends Repository<Tier, Long> {

    Tier save(Tier tier);

    Optional<Tier> findById(long id);

    /** The tiers in use, the most important first. */
    @Query("select distinct t from Tier t left join fetch t.windows where t.archivedAt is null order by t.rank, t.name")
    List<Tier> inUse();

    @Query("select t from Tier t where lower(t.name) = lower(:name) and t.archivedAt is null")
    Optional<Tier> named(String name);
}
