package app.touchline.partner;

import java.time.LocalDate;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;

import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** At which partner a contact was, from a day (null: from the beginning) to a day before which it ended (null: not). */
@Entity
@DynamicUpdate // a trigger watches the days and the partner: only what changed may be written
public class ContactPlace {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "contact_place_id_seq")
    @SequenceGenerator(name = "contact_place_id_seq", sequenceName = "contact_place_id_seq", allocationSize = 50)
    private @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    private Contact contact;

    @ManyToOne(fetch = FetchType.LAZY)
    private Partner partner;

    private @Nullable LocalDate since;
    private @Nullable LocalDate until;
    private boolean keyContact;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ContactPlace() {}

    ContactPlace(Contact contact, Partner partner, @Nullable LocalDate since) {
        this.contact = contact;
        this.partner = partner;
        this.since = since;
    }

    public Partner partner() {
        return partner;
    }

    public @Nullable LocalDate since() {
        return since;
    }

    /** The first day on which the contact was no longer there. */
    public @Nullable LocalDate until() {
        return until;
    }

    public boolean current() {
        return until == null;
    }

    boolean keyContact() {
        return keyContact;
    }

    boolean begins(@Nullable LocalDate day) {
        return day == null || (since != null && !since.isBefore(day));
    }

    void endBefore(LocalDate day) {
        if (until == null || until.isAfter(day)) until = day;
        keyContact = false;
    }

    void goOn() {
        until = null;
    }

    void goTo(Partner other) {
        partner = other;
    }

    /** This place goes on as the one that follows it. */
    void absorb(ContactPlace next) {
        until = next.until;
        keyContact = next.keyContact;
    }

    void key(boolean key) {
        keyContact = key;
    }
}
