package app.touchline.touch;

import java.time.Instant;
import java.util.Collection;

import org.jspecify.annotations.Nullable;

/** When a touch moves a partner's cadence. The one rule for it. */
enum Counts {
    ALWAYS,
    IF_EITHER,
    NO;

    /**
     * @param kind EMAIL, MEETING, CALL or OTHER
     * @param parties of this partner on the touch
     */
    static Counts of(
            String kind,
            Direction direction,
            Rule rule,
            @Nullable Overruled overruled,
            @Nullable Instant discardedAt,
            Collection<Party> parties) {
        if (discardedAt != null || overruled == Overruled.DO_NOT_COUNT) return NO;
        if (parties.stream().allMatch(Party::candidate)) return NO;
        if (overruled == null && !(rule.nature() instanceof Nature.Human)) return NO;
        if (!kind.equals("EMAIL")) return ALWAYS;
        if (direction != Direction.RECEIVED) return ALWAYS;
        return parties.stream().anyMatch(party -> !party.candidate() && party.role() == PartyRole.FROM)
                ? IF_EITHER
                : NO;
    }
}
