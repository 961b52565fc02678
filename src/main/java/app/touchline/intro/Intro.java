package app.touchline.intro;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

import org.jspecify.annotations.Nullable;

import app.touchline.partner.Names;
import app.touchline.partner.Refused;

/**
 * A partner brought us together with an account on a day; it may become a qualified conversation. Days are in the
 * programme's zone.
 */
@Entity
public class Intro {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private long partnerId;
    private @Nullable Long contactId;
    private String account;
    private LocalDate madeOn;
    private @Nullable LocalDate qualifiedOn;
    private String note;
    private Instant createdAt;
    private @Nullable Instant removedAt;
    private @Nullable UUID formKey;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Intro() {}

    /**
     * @param contactId who of the partner made it; null: not known
     * @param account the company we were brought together with
     * @param qualifiedOn the day on which it became a qualified conversation; null: it did not, so far
     */
    public record Told(
            @Nullable Long contactId,
            String account,
            LocalDate madeOn,
            @Nullable LocalDate qualifiedOn,
            String note) {}

    public Intro(long partnerId, Told told, LocalDate today, Instant now) {
        this.partnerId = partnerId;
        this.createdAt = now;
        this.account = "";
        this.note = "";
        this.madeOn = told.madeOn();
        correct(told, today);
    }

    /** The form it was noted with: a second intro with the same key is refused by the database. */
    Intro notedWith(UUID key) {
        formKey = key;
        return this;
    }

    public void correct(Told told, LocalDate today) {
        notAhead("madeOn", told.madeOn(), today);
        var qualified = told.qualifiedOn();
        if (qualified != null) {
            notAhead("qualifiedOn", qualified, today);
            if (qualified.isBefore(told.madeOn()))
                throw new Refused("qualifiedOn", "It was qualified before it was made; check the two days.");
        }
        contactId = told.contactId();
        account = account(told.account());
        madeOn = told.madeOn();
        qualifiedOn = qualified;
        note = Names.text("note", told.note());
    }

    /** It became a qualified conversation. */
    public void qualify(LocalDate on, LocalDate today) {
        correct(new Told(contactId, account, madeOn, on, note), today);
    }

    private static String account(String typed) {
        if (typed.isBlank()) throw new Refused("account", "Say with which company they brought us together.");
        return Names.tidy("account", typed, "An account");
    }

    private static void notAhead(String field, LocalDate day, LocalDate today) {
        if (day.isAfter(today))
            throw new Refused(
                    field, "%s is still to come; the latest possible day is today, %s.".formatted(day, today));
        if (day.getYear() < 1900) throw new Refused(field, "%s is too long ago; is the year right?".formatted(day));
    }

    /** It counts no more; {@link #restore} takes that back. */
    void remove(Instant now) {
        if (removedAt == null) removedAt = now;
    }

    void restore() {
        removedAt = null;
    }

    void goTo(long otherPartnerId) {
        partnerId = otherPartnerId;
    }

    public long id() {
        if (id == null) throw new IllegalStateException("not stored yet");
        return id;
    }

    public long partnerId() {
        return partnerId;
    }

    public @Nullable Long contactId() {
        return contactId;
    }

    public String account() {
        return account;
    }

    public LocalDate madeOn() {
        return madeOn;
    }

    public @Nullable LocalDate qualifiedOn() {
        return qualifiedOn;
    }

    public String note() {
        return note;
    }

    public boolean removed() {
        return removedAt != null;
    }

    public int version() {
        return version;
    }
}
