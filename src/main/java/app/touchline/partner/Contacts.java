package app.touchline.partner;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All contacts, the archived ones included unless a method says otherwise. */
public interface Contacts extends Repository<Contact, Long> {

    Contact save(Contact contact);

    void flush();

    Optional<Contact> findById(long id);

    @Query("select c from Contact c where :address member of c.addresses")
    Optional<Contact> withAddress(String address);

    /** Who is at the partner until further notice. */
    @Query("""
            select c from Contact c join c.places p
            where p.partner.id = :partnerId and p.until is null and c.archivedAt is null order by lower(c.name)""")
    List<Contact> at(long partnerId);

    @Query("""
            select c from Contact c join c.places p
            where p.partner.id = :partnerId and p.until is null and p.keyContact = true""")
    Optional<Contact> keyContactOf(long partnerId);

    /** Who is or was at the partner, the archived ones too. */
    @Query(
            "select c from Contact c where exists (select p from ContactPlace p where p.contact = c and p.partner.id = :partnerId)")
    List<Contact> everAt(long partnerId);

    boolean existsByFormKey(UUID formKey);

    /** Waits for a request with the same form that is under way. */
    @Query(value = "select 1 from pg_advisory_xact_lock(hashtextextended(:formKey, 0))", nativeQuery = true)
    int waitForTwin(String formKey);

    @Query("select c from Contact c")
    List<Contact> all();
}
