package app.touchline.deal;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Something that happened to a deal; only ever added. */
@Entity
@Immutable
@SuppressWarnings("UnusedVariable") // most of it is only read in SQL
public class DealEvent {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Deal deal;

    @Enumerated(EnumType.STRING)
    private EventKind kind;

    private Instant at;
    private LocalDate day;
    private @Nullable Long byId;
    private String byName;

    @Enumerated(EnumType.STRING)
    private @Nullable Stage fromStage;

    @Enumerated(EnumType.STRING)
    private @Nullable Stage toStage;

    private @Nullable LocalDate fromDay;
    private @Nullable LocalDate toDay;
    private @Nullable BigDecimal value;
    private String note;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected DealEvent() {}

    DealEvent(Deal deal, EventKind kind, Deed deed, String note) {
        this.deal = deal;
        this.kind = kind;
        this.at = deed.at();
        this.day = deed.day();
        this.byId = deed.by().id();
        this.byName = deed.by().name();
        this.note = note;
    }

    DealEvent between(Stage from, Stage to) {
        fromStage = from;
        toStage = to;
        return this;
    }

    DealEvent between(@Nullable LocalDate from, LocalDate to) {
        fromDay = from;
        toDay = to;
        return this;
    }

    DealEvent on(LocalDate day) {
        this.day = day;
        return this;
    }

    DealEvent worth(BigDecimal value) {
        this.value = value;
        return this;
    }

    public EventKind kind() {
        return kind;
    }

    public Instant at() {
        return at;
    }

    public LocalDate day() {
        return day;
    }

    public @Nullable Stage toStage() {
        return toStage;
    }

    public String note() {
        return note;
    }
}
