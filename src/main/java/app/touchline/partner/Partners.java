package app.touchline.partner;

import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.Modifying;
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

    /** Each domain of the one goes to the other, unless it has it already. */
    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query(value = """
                    update partner_domain d set partner_id = :to
                    where partner_id = :from
                      and not exists (select from partner_domain o where o.partner_id = :to and o.domain = d.domain)""", nativeQuery = true)
    void handDomains(long from, long to);

    /** Whoever went into the one has gone into the other now. */
    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("update Partner p set p.mergedInto = :to where p.mergedInto = :from")
    void redirect(long from, long to);

    /** Those that went into another one. */
    @Query("select p from Partner p where p.mergedInto is not null")
    List<Partner> merged();

    @Query("select count(p) from Partner p where p.tier.id = :tierId and p.archivedAt is null")
    long countInTier(long tierId);

    @Query("select p from Partner p where p.archivedAt is null order by lower(p.name)")
    List<Partner> inProgramme();
}
