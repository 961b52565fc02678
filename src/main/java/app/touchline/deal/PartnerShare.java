package app.touchline.deal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.jspecify.annotations.Nullable;

/** A share as it is stored. */
@Embeddable
class PartnerShare {

    private long partnerId;

    @Enumerated(EnumType.STRING)
    private Part part;

    private @Nullable BigDecimal percent;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected PartnerShare() {}

    PartnerShare(Share share) {
        this.partnerId = share.partnerId();
        this.part = share.part();
        this.percent = share.percent();
    }

    Share share() {
        return new Share(partnerId, part, percent);
    }

    /** With what the one has as the other's; who sourced it sourced it, also where the other influenced it. */
    static List<Share> merged(List<Share> shares, long away, long into) {
        var merged = new ArrayList<Share>();
        @Nullable Share both = null;
        for (var share : shares) {
            if (share.partnerId() != away && share.partnerId() != into) merged.add(share);
            else if (both == null) both = new Share(into, share.part(), share.percent());
            else
                both = new Share(
                        into,
                        both.part() == Part.SOURCED ? Part.SOURCED : share.part(),
                        both.percent() == null || share.percent() == null
                                ? null
                                : both.percent().add(share.percent()));
        }
        if (both != null) merged.addFirst(both);
        return merged;
    }
}
