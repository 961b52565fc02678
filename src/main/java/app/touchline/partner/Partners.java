package app.touchline.partner;

import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All partners, the archived ones included unless a method says otherwise. */
public interface Partners extends Repository<Partner, Long> {

    Partner save(Partner partner);

    void flush();

    Optional<Partner> findById(long id);

    /** The partner of that name, in any case, that is not archived. */
    @Query("select p from Partner p where lower(p.name) = lower(:name) and p.archivedAt is null")
    Optional<Partner> named(String name);

    @Query("select p from Partner p where p.externalId = :externalId and p.archivedAt is null")
    Optional<Partner> identifiedAs(String externalId);

    @Query("select p from Partner p join p.domains d where d.domain = :domain and p.archivedAt is null order by p.name")
    List<Partner> withDomain(String domain);

    @Query("select count(p) from Partner p where p.tier.id = :tierId and p.archivedAt is null")
    long countInTier(long tierId);

    @Query("select p from Partner p where p.archivedAt is null order by lower(p.name)")
    List<Partner> inProgramme();
}
