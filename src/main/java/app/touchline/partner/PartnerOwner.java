package app.touchline.partner;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

@Entity
@DynamicUpdate
class PartnerOwner extends DatedRow<@Nullable Long> {

    @ManyToOne(fetch = FetchType.LAZY)
    private Partner partner;

    private @Nullable Long ownerId;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected PartnerOwner() {}

    PartnerOwner(Partner partner, Since<@Nullable Long> entry) {
        super(entry.day());
        this.partner = partner;
        this.ownerId = entry.value();
    }

    @Override
    @Nullable
    Long value() {
        return ownerId;
    }

    @Override
    void hold(@Nullable Long held) {
        ownerId = held;
    }
}
