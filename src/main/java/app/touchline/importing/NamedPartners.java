package app.touchline.importing;

import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import app.touchline.deal.Deal;
import app.touchline.importing.DealShares.Whose;
import app.touchline.partner.Partner;

/** The partners that the deals which are here name, those in the archive included, by what a row may call them. */
final class NamedPartners {

    private final Book book;
    private final Map<Long, String> names;

    /** @param names by id */
    NamedPartners(Book book, Map<Long, String> names) {
        this.book = book;
        this.names = names;
    }

    /** Whether the row means that one; never where there is none. */
    boolean is(@Nullable Long partnerId, String said) {
        var name = partnerId == null ? null : names.get(partnerId);
        return name != null && Book.key(name).equals(Book.key(said))
                || book.meant(said)
                        .map(Partner::id)
                        .filter(id -> id.equals(partnerId))
                        .isPresent();
    }

    String nameOf(@Nullable Long partnerId) {
        return partnerId == null ? "our own sales" : Objects.requireNonNullElse(names.get(partnerId), "another");
    }

    /** Whose deal it is; null for our own sales', and for that of a partner in the archive. */
    @Nullable
    Partner of(Deal deal) {
        var partnerId = deal.partnerId();
        var name = partnerId == null ? null : names.get(partnerId);
        return name == null ? null : book.named(name).orElse(null);
    }

    /** Who of those that have part in the deal is named so; null for nobody. */
    @Nullable
    Whose sharing(Deal deal, String said) {
        for (var share : deal.shares())
            if (is(share.partnerId(), said)) return new Whose(share.partnerId(), nameOf(share.partnerId()));
        return null;
    }
}
