package app.touchline.deal;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

import org.jspecify.annotations.Nullable;

import app.touchline.partner.Names;

/** Why deals are lost; the list is the programme's own. */
@Entity
public class LostReason {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String name;
    private @Nullable Instant archivedAt;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected LostReason() {}

    LostReason(String name) {
        this.name = Names.tidy("name", name, "A reason");
    }

    void rename(String name) {
        this.name = Names.tidy("name", name, "A reason");
    }

    /** No longer offered; deals that were lost for it stay so. */
    void archive(Instant now) {
        if (archivedAt == null) archivedAt = now;
    }

    void restore() {
        archivedAt = null;
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
}
