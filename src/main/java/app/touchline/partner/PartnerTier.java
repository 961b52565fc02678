package app.touchline.partner;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

import org.hibernate.annotations.DynamicUpdate;

@Entity
@DynamicUpdate
class PartnerTier extends DatedRow<Tier> {

    @ManyToOne(fetch = FetchType.LAZY)
    private Partner partner;

    @ManyToOne(fetch = FetchType.LAZY)
    private Tier tier;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected PartnerTier() {}

    PartnerTier(Partner partner, Since<Tier> entry) {
        super(entry.day());
        this.partner = partner;
        this.tier = entry.value();
    }

    @Override
    Tier value() {
        return tier;
    }

    @Override
    void hold(Tier held) {
        tier = held;
    }
}
