package app.touchline.partner;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

import org.hibernate.annotations.DynamicUpdate;

@Entity
@DynamicUpdate
class PartnerStatus extends DatedRow<ProgrammeStatus> {

    @ManyToOne(fetch = FetchType.LAZY)
    private Partner partner;

    @Enumerated(EnumType.STRING)
    private ProgrammeStatus status;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected PartnerStatus() {}

    PartnerStatus(Partner partner, Since<ProgrammeStatus> entry) {
        super(entry.day());
        this.partner = partner;
        this.status = entry.value();
    }

    @Override
    ProgrammeStatus value() {
        return status;
    }

    @Override
    void hold(ProgrammeStatus held) {
        status = held;
    }
}
