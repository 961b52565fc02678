package app.touchline.mailbox;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import app.touchline.partner.Addresses;
import app.touchline.partner.Suppressed;
import app.touchline.settings.Domains;
import app.touchline.touch.AddressBook;
import app.touchline.touch.Match;
import app.touchline.touch.MatchedBy;

/**
 * What mail is matched against, as it was at one edition: our addresses, the contacts' and the partners' domains. An
 * address is ours first; else a contact's who was at a partner on that day, exactly or without its plus tag; else a
 * partner's by the longest registered domain, never above a public suffix and never by a free-mail domain.
 *
 * @param edition of what is in the database; it rises with every change
 * @param zone the programme's, in which a message has its day
 * @param ownDomains with everything below them
 * @param ownAddresses each with the member whose it is, or none
 * @param contacts by address
 * @param domains registered by partners; those of an archived one until it was archived
 * @param suppressed people who are not noted any more
 * @param answers a domain is looked up once
 */
record Directory(
        long edition,
        ZoneId zone,
        Set<String> ownDomains,
        Map<String, OwnAddress> ownAddresses,
        Map<String, List<Place>> contacts,
        Map<String, List<Place>> foldedContacts,
        Map<String, List<PartnersDomain>> domains,
        Predicate<String> freeMail,
        Suppressed suppressed,
        Map<String, List<List<PartnersDomain>>> answers)
        implements AddressBook {

    private static final int MOST_ANSWERS = 50_000;
    private static final String AT_GMAIL = "@gmail.com";

    /** @param sharedMailbox the shared mailbox that has this address, if one has */
    record OwnAddress(@Nullable Long memberId, @Nullable Long sharedMailbox) {}

    /** A contact was at a partner from a day (null: from the beginning) to a day, exclusive (null: until further notice). */
    record Place(
            long contactId,
            long partnerId,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {

        boolean holdsOn(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
        }
    }

    /** A partner has a domain until a day, exclusive (null: until further notice). */
    record PartnersDomain(
            long partnerId,
            boolean includesSubdomains,
            @Nullable LocalDate until) {

        boolean holdsOn(LocalDate day) {
            return until == null || day.isBefore(until);
        }
    }

    Directory(
            long edition,
            ZoneId zone,
            Set<String> ownDomains,
            Map<String, OwnAddress> ownAddresses,
            Map<String, List<Place>> contacts,
            Map<String, List<Place>> foldedContacts,
            Map<String, List<PartnersDomain>> domains,
            Predicate<String> freeMail,
            Suppressed suppressed) {
        this(
                edition,
                zone,
                ownDomains,
                ownAddresses,
                contacts,
                foldedContacts,
                domains,
                freeMail,
                suppressed,
                new ConcurrentHashMap<>());
    }

    @Override
    public Match whose(String address, Instant at) {
        if (address.isEmpty()) return new Match.Stranger();
        if (isOurs(address)) return new Match.Ours();
        if (suppressed.has(address) || isNobodysOnAnyDay(address)) return new Match.Stranger();
        var day = LocalDate.ofInstant(at, zone);
        var exact = contact(contacts.get(address), day);
        if (exact != null) return new Match.With(exact.partnerId(), exact.contactId(), MatchedBy.ADDRESS);
        var variant = variant(address, day);
        if (variant != null) return new Match.With(variant.partnerId(), variant.contactId(), MatchedBy.PLUS_TAG);
        var partners = byDomain(Addresses.domainOf(address), day);
        return switch (partners.size()) {
            case 0 -> new Match.Stranger();
            case 1 -> new Match.With(partners.first(), null, MatchedBy.DOMAIN);
            default -> new Match.OneOf(partners);
        };
    }

    boolean isOurs(String address) {
        return own(address) != null || Domains.liesUnder(Addresses.domainOf(address), ownDomains);
    }

    /** Ours by name; null for an unlisted address on our domain, too. */
    @Nullable
    OwnAddress own(String address) {
        var exact = ownAddresses.get(address);
        return exact != null ? exact : ownAddresses.get(withoutTag(address));
    }

    /** Most mail is with strangers: this is asked before it is asked what held on a day. */
    private boolean isNobodysOnAnyDay(String address) {
        if (contacts.containsKey(address) || contacts.containsKey(withoutTag(address))) return false;
        var folded = folded(address);
        if (folded != null && foldedContacts.containsKey(folded)) return false;
        return registered(Addresses.domainOf(address)).isEmpty();
    }

    private @Nullable Place variant(String address, LocalDate day) {
        var bare = withoutTag(address);
        var place = bare.equals(address) ? null : contact(contacts.get(bare), day);
        if (place != null) return place;
        var folded = folded(address);
        return folded == null ? null : contact(foldedContacts.get(folded), day);
    }

    /** Only where that can be but one contact. */
    private static @Nullable Place contact(@Nullable List<Place> places, LocalDate day) {
        if (places == null) return null;
        Place found = null;
        for (var place : places) {
            if (!place.holdsOn(day)) continue;
            if (found != null && found.contactId() != place.contactId()) return null;
            found = place;
        }
        return found;
    }

    private SortedSet<Long> byDomain(String domain, LocalDate day) {
        var partners = new TreeSet<Long>();
        for (var longestFirst : registered(domain)) {
            for (var each : longestFirst) if (each.holdsOn(day)) partners.add(each.partnerId());
            if (!partners.isEmpty()) return partners;
        }
        return partners;
    }

    private List<List<PartnersDomain>> registered(String domain) {
        var known = answers.get(domain);
        if (known != null) return known;
        var registered = registeredFor(domain);
        if (answers.size() < MOST_ANSWERS) answers.put(domain, registered);
        return registered;
    }

    /** What is registered at a domain, then what is at the next above it that has some, and so on. */
    private List<List<PartnersDomain>> registeredFor(String domain) {
        if (!registeredAtOrAbove(domain)) return List.of();
        var found = new ArrayList<List<PartnersDomain>>();
        for (var each : Domains.upward(domain)) {
            if (freeMail.test(each)) continue;
            var here = domains.getOrDefault(each, List.of()).stream()
                    .filter(registered -> registered.includesSubdomains() || each.equals(domain))
                    .toList();
            if (!here.isEmpty()) found.add(here);
        }
        return List.copyOf(found);
    }

    /** Most mail is with strangers: this is asked before the list of public suffixes. */
    private boolean registeredAtOrAbove(String domain) {
        for (var each = domain; ; each = each.substring(each.indexOf('.') + 1)) {
            if (domains.containsKey(each)) return true;
            if (each.indexOf('.') < 0) return false;
        }
    }

    static String withoutTag(String address) {
        var at = address.lastIndexOf('@');
        var plus = address.indexOf('+');
        return plus > 0 && plus < at ? address.substring(0, plus) + address.substring(at) : address;
    }

    /** Google delivers to the same person with and without dots; null elsewhere. */
    static @Nullable String folded(String address) {
        if (!address.endsWith(AT_GMAIL)) return null;
        var bare = withoutTag(address);
        var at = bare.lastIndexOf('@');
        if (at < 1) return null;
        return bare.substring(0, at).replace(".", "") + AT_GMAIL;
    }
}
