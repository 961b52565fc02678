package app.touchline.partner;

import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All types of partners, the archived ones included unless a method says otherwise. */
public interface PartnerTypes extends Repository<PartnerType, Long> {

    PartnerType save(PartnerType type);

    void flush();

    Optional<PartnerType> findById(long id);

    @Query("select t from PartnerType t where t.archivedAt is null order by lower(t.name)")
    List<PartnerType> inUse();

    @Query("select t from PartnerType t where t.archivedAt is not null order by lower(t.name)")
    List<PartnerType> archived();

    /** The type of that name, in any case, that is not archived. */
    @Query("select t from PartnerType t where lower(t.name) = lower(:name) and t.archivedAt is null")
    Optional<PartnerType> named(String name);
}
