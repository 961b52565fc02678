package app.touchline.partner;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

import org.hibernate.annotations.DynamicUpdate;

@Entity
@DynamicUpdate
class TierWindow extends DatedRow<CadenceWindow> {

    @ManyToOne(fetch = FetchType.LAZY)
    private Tier tier;

    private int windowDays;
    private int leadDays;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected TierWindow() {}

    TierWindow(Tier tier, Since<CadenceWindow> entry) {
        super(entry.day());
        this.tier = tier;
        this.windowDays = entry.value().days();
        this.leadDays = entry.value().lead();
    }

    @Override
    CadenceWindow value() {
        return new CadenceWindow(windowDays, leadDays);
    }

    @Override
    void hold(CadenceWindow window) {
        windowDays = window.days();
        leadDays = window.lead();
    }
}
