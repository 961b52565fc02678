package app.touchline.intro;

import java.time.Instant;
import java.time.LocalDate;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

import org.jspecify.annotations.Nullable;

import app.touchline.partner.Refused;

/** How many leads a partner brought, as told on a day in the programme's zone. */
@Entity
class LeadCount {

    private static final int MOST = 100_000;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private long partnerId;
    private LocalDate toldOn;
    private int leads;
    private Instant createdAt;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected LeadCount() {}

    LeadCount(long partnerId, LocalDate toldOn, Instant now) {
        this.partnerId = partnerId;
        this.toldOn = toldOn;
        this.createdAt = now;
    }

    int leads() {
        return leads;
    }

    LocalDate toldOn() {
        return toldOn;
    }

    void tell(int count) {
        if (count < 0 || count > MOST)
            throw new Refused("leads", "A number of leads is between 0 and %,d.".formatted(MOST));
        leads = count;
    }

    /** What was told of another entry of the same company on the same day comes on top. */
    void add(LeadCount other) {
        leads = Math.min(MOST, leads + other.leads);
    }

    void goTo(long otherPartnerId) {
        partnerId = otherPartnerId;
    }
}
