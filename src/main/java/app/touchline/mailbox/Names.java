package app.touchline.mailbox;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import app.touchline.partner.Addresses;
import app.touchline.settings.Domains;

/**
 * Addresses, and domains with all below them, whose mail is looked for: what changed about them may have made it a partner's.
 *
 * @param addresses as the directory has them
 * @param domains in lower case ASCII
 */
public record Names(Set<String> addresses, Set<String> domains) {

    public Names {
        addresses = Set.copyOf(addresses);
        domains = Set.copyOf(domains);
    }

    public boolean isEmpty() {
        return addresses.isEmpty() && domains.isEmpty();
    }

    /** Whether the directory may take this for one of them: rather once too often than once too seldom. */
    public boolean cover(String address) {
        return addresses.contains(address)
                || addresses.contains(Directory.withoutTag(address))
                || foldedAlike(address)
                || Domains.liesUnder(Addresses.domainOf(address), domains);
    }

    private boolean foldedAlike(String address) {
        var folded = Directory.folded(address);
        return folded != null && folded().contains(folded);
    }

    private Set<String> folded() {
        return addresses.stream()
                .map(Directory::folded)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Whether other spellings than this one, with dots here and there, are the same person's. */
    public static boolean hasManySpellings(String address) {
        return Directory.folded(address) != null;
    }

    @Override
    public String toString() {
        return "%d addresses and %d domains".formatted(addresses.size(), domains.size());
    }
}
