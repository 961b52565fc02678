package app.touchline.action;

import java.time.Instant;
import java.time.LocalDate;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

/** A later date given to an action, with the one it had. */
@Entity
@Table(name = "action_postponement")
public class Postponement {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private LocalDate fromDue;
    private LocalDate toDue;
    private Instant at;
    private long byId;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Postponement() {}

    Postponement(LocalDate fromDue, LocalDate toDue, long byId, Instant at) {
        this.fromDue = fromDue;
        this.toDue = toDue;
        this.byId = byId;
        this.at = at;
    }

    public LocalDate fromDue() {
        return fromDue;
    }

    public LocalDate toDue() {
        return toDue;
    }

    public Instant at() {
        return at;
    }

    public long byId() {
        return byId;
    }
}
