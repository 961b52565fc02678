package app.touchline.touch;

import java.util.SortedSet;

import org.jspecify.annotations.Nullable;

/** Whose an address is. */
public sealed interface Match {

    /** A partner's, found by a contact's address or by the domain. */
    record With(long partnerId, @Nullable Long contactId, MatchedBy by) implements Match {}

    /** One of several partners' that share the domain: a person decides. */
    record OneOf(SortedSet<Long> partnerIds) implements Match {}

    /** Ours. */
    record Ours() implements Match {}

    /** Nobody's that we know. */
    record Stranger() implements Match {}
}
