package app.touchline.partner;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

import org.jspecify.annotations.Nullable;

/** What kind of company a partner is, such as Agency or Reseller; admins edit the list. */
@Entity
public class PartnerType {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String name;
    private @Nullable Instant archivedAt;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected PartnerType() {}

    PartnerType(String name) {
        this.name = Names.tidy("name", name, "A type");
    }

    public long id() {
        if (id == null) throw new IllegalStateException("not stored yet");
        return id;
    }

    public String name() {
        return name;
    }

    public boolean archived() {
        return archivedAt != null;
    }

    public int version() {
        return version;
    }

    void rename(String to) {
        name = Names.tidy("name", to, "A type");
    }

    /** No longer offered; partners that are of it stay so. */
    void archive(Instant now) {
        if (archivedAt == null) archivedAt = now;
    }

    void restore() {
        archivedAt = null;
    }
}
