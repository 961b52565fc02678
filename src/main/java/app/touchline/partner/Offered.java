package app.touchline.partner;

import java.time.Instant;

import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;

import org.jspecify.annotations.Nullable;

/** A name on a list that admins keep and people choose from: what was chosen stays so when it is no longer offered. */
@MappedSuperclass
public abstract class Offered {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String name;
    private @Nullable Instant archivedAt;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Offered() {}

    /** @param whose "A type": what a name that is none is refused with */
    protected Offered(String name, String whose) {
        this.name = Names.tidy("name", name, whose);
    }

    protected void rename(String to, String whose) {
        name = Names.tidy("name", to, whose);
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

    /** No longer offered. */
    public void archive(Instant now) {
        if (archivedAt == null) archivedAt = now;
    }

    public void restore() {
        archivedAt = null;
    }
}
