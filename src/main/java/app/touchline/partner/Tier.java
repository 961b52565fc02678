package app.touchline.partner;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;

import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A class of partners with the cadence it is owed: a name, a rank, and a window whose past values are kept. */
@Entity
@DynamicUpdate
public class Tier {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String name;
    private int rank;
    private @Nullable Instant archivedAt;

    @Version
    private int version;

    @OneToMany(mappedBy = "tier", cascade = CascadeType.ALL, orphanRemoval = true)
    private List<TierWindow> windows = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Tier() {}

    /** @param rank 1 is the most important */
    public Tier(String name, int rank, CadenceWindow window) {
        this.name = Names.tidy("name", name, "A tier");
        this.rank = rank;
        DatedRow.write(History.from(null, window), windows, entry -> new TierWindow(this, entry));
    }

    public long id() {
        if (id == null) throw new IllegalStateException("not stored yet");
        return id;
    }

    public String name() {
        return name;
    }

    public int rank() {
        return rank;
    }

    public boolean archived() {
        return archivedAt != null;
    }

    /** The window in force at the end of that day. */
    public CadenceWindow windowOn(LocalDate day) {
        return windows().on(day).orElseThrow().value();
    }

    public History<CadenceWindow> windows() {
        return DatedRow.read(windows);
    }

    void rename(String to) {
        name = Names.tidy("name", to, "A tier");
    }

    void rankAs(int to) {
        rank = to;
    }

    void changeWindow(CadenceWindow to, LocalDate today) {
        DatedRow.write(windows().with(today, to), windows, entry -> new TierWindow(this, entry));
    }

    void archive(Instant now) {
        if (archivedAt == null) archivedAt = now;
    }
}
