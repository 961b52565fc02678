package app.touchline.deal;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.JoinColumn;

import org.jspecify.annotations.Nullable;

import app.touchline.partner.Refused;

/** Which partners have part in a deal; the one whose deal it is among them. */
@Embeddable
class Parts {

    @ElementCollection
    @CollectionTable(name = "deal_share", joinColumns = @JoinColumn(name = "deal_id"))
    private List<PartnerShare> shares = new ArrayList<>();

    protected Parts() {}

    Parts(Registration registration) {
        Refused.when(!registration.origin().allows(registration.part()), "part", Origin.NOT_ITS_PART);
        var partnerId = registration.partnerId();
        if (partnerId != null) become(List.of(new Share(partnerId, registration.part(), null)));
    }

    /** @param whose the partner whose deal it is; null for our own sales */
    void divide(List<Share> told, @Nullable Long whose, Origin origin) {
        Share.check(told, whose, origin);
        become(told);
    }

    /**
     * Two partners became one: of two parts in one deal the shares add up.
     *
     * @param whose the partner whose deal it is by now; null for our own sales
     */
    void merge(long away, long into, @Nullable Long whose, Origin origin) {
        var merged = PartnerShare.merged(inOrder(), away, into).stream()
                .map(share -> whose != null && share.partnerId() == whose ? share.of(origin) : share)
                .toList();
        if (!merged.equals(inOrder())) become(merged);
    }

    private void become(List<Share> all) {
        shares.clear();
        all.forEach(share -> shares.add(new PartnerShare(share)));
    }

    List<Share> inOrder() {
        return shares.stream().map(PartnerShare::share).sorted(Share.IN_ORDER).toList();
    }
}
