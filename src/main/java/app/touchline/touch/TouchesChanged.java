package app.touchline.touch;

import java.util.Collection;
import java.util.Set;

/**
 * Touches with these partners were noted, judged, moved or forgotten; told in the transaction that writes it, with the rows
 * already there.
 */
public record TouchesChanged(Set<Long> partnerIds) {

    public TouchesChanged {
        partnerIds = Set.copyOf(partnerIds);
    }

    static TouchesChanged with(Collection<Long> partnerIds) {
        return new TouchesChanged(Set.copyOf(partnerIds));
    }
}
