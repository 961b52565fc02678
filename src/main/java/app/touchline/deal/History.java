package app.touchline.deal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.OneToMany;

/** What happened to a deal, only ever added to. */
@Embeddable
class History {

    private Instant changedAt;

    @OneToMany(mappedBy = "deal", cascade = CascadeType.PERSIST)
    private List<DealEvent> events = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected History() {}

    History(Instant begin) {
        this.changedAt = begin;
    }

    /** What happens later is never told as earlier, also where somebody waited for somebody else. */
    DealEvent add(Deal deal, EventKind what, Deed deed, String note) {
        if (deed.at().isAfter(changedAt)) changedAt = deed.at();
        var event = new DealEvent(deal, what, new Deed(deed.by(), changedAt, deed.day()), note.strip());
        events.add(event);
        return event;
    }
}
