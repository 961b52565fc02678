package app.touchline.touch;

import org.jspecify.annotations.Nullable;

/**
 * An address on a touch that belongs to a partner.
 *
 * @param candidate one of several partners that it may belong to, until a person decides
 */
record Party(
        long partnerId,
        String address,
        PartyRole role,
        @Nullable Long contactId,
        MatchedBy matchedBy,
        boolean candidate) {}
