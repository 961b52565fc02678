package app.touchline.proof;

import java.net.IDN;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The programme whose mail is read, as plain lists: who is ours, which partners there are, and the slow, obvious answers
 * to "who is this address" and "how many are inside their window".
 */
final class Programme {

    /** @param mailbox whether we read this person's mailbox */
    record Member(String name, String email, List<String> otherAddresses, boolean mailbox) {}

    record Since<T>(LocalDate since, T value) {}

    /** @param until exclusive, null for none */
    record Place(String partner, LocalDate from, LocalDate until) {

        boolean holdsOn(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (until == null || day.isBefore(until));
        }
    }

    record Contact(String name, List<String> addresses, List<Place> places) {}

    record Partner(
            String name, String owner, List<String> domains, List<Since<Integer>> tiers, List<Since<String>> statuses) {

        Optional<Integer> tierOn(LocalDate day) {
            return on(day, tiers);
        }

        boolean inCadenceOn(LocalDate day) {
            return on(day, statuses).filter(Programme::inCadence).isPresent();
        }

        /** The first day of the unbroken run of Testing or Active that contains the day. */
        LocalDate enteredCadence(LocalDate day) {
            LocalDate entered = null;
            boolean in = false;
            for (var status : statuses) {
                if (status.since().isAfter(day)) break;
                if (inCadence(status.value()) && !in) entered = status.since();
                in = inCadence(status.value());
            }
            return entered;
        }

        private static <T> Optional<T> on(LocalDate day, List<Since<T>> history) {
            T value = null;
            for (var row : history) if (!row.since().isAfter(day)) value = row.value();
            return Optional.ofNullable(value);
        }
    }

    record Tier(int rank, int window, int lead) {}

    /** Null numbers: not known. */
    record TierCoverage(int window, Integer inCadence, Integer inside, Integer percent) {}

    /** Who an address belongs to; several partners: it cannot be decided. */
    record Match(Set<String> partners) {

        static final Match NONE = new Match(Set.of());

        boolean decided() {
            return partners.size() == 1;
        }

        boolean undecided() {
            return partners.size() > 1;
        }
    }

    static final List<Tier> TIERS = List.of(new Tier(1, 7, 2), new Tier(2, 14, 3), new Tier(3, 30, 5));

    final List<String> ownDomains = new ArrayList<>();
    final List<String> sharedMailboxes = new ArrayList<>();
    final List<Member> members = new ArrayList<>();
    final List<Partner> partners = new ArrayList<>();
    final List<Contact> contacts = new ArrayList<>();
    LocalDate knownSince;

    private static boolean inCadence(String status) {
        return status.equals("TESTING") || status.equals("ACTIVE");
    }

    Partner partner(String name) {
        return partners.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    }

    boolean isOurs(String address) {
        if (address == null) return false;
        return member(address).isPresent()
                || sharedMailboxes.contains(address)
                || ownDomains.stream().anyMatch(domain -> isUnder(domainOf(address), domain));
    }

    Optional<Member> member(String address) {
        return members.stream()
                .filter(member -> member.email().equals(address)
                        || member.otherAddresses().contains(address))
                .findFirst();
    }

    /** A contact's address first, then without its plus-tag (and Gmail's dots), then the longest registered domain. */
    Match match(String address, LocalDate day) {
        if (address == null || isOurs(address)) return Match.NONE;
        for (var form : List.of(address, withoutTag(address), withoutDots(withoutTag(address)))) {
            for (var contact : contacts) {
                if (!contact.addresses().contains(form)) continue;
                for (var place : contact.places()) if (place.holdsOn(day)) return new Match(Set.of(place.partner()));
            }
        }
        String longest = null;
        var found = new TreeSet<String>();
        for (var partner : partners) {
            for (var unicode : partner.domains()) {
                var domain = IDN.toASCII(unicode);
                if (!isUnder(domainOf(address), domain)) continue;
                if (longest != null && domain.length() < longest.length()) continue;
                if (longest != null && domain.length() > longest.length()) found.clear();
                longest = domain;
                found.add(partner.name());
            }
        }
        return new Match(found);
    }

    static String domainOf(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static boolean isUnder(String domain, String parent) {
        return domain.equals(parent) || domain.endsWith("." + parent);
    }

    private static String withoutTag(String address) {
        int at = address.lastIndexOf('@');
        int plus = address.indexOf('+');
        return plus > 0 && plus < at ? address.substring(0, plus) + address.substring(at) : address;
    }

    private static String withoutDots(String address) {
        int at = address.lastIndexOf('@');
        return address.endsWith("@gmail.com")
                ? address.substring(0, at).replace(".", "") + address.substring(at)
                : address;
    }

    /** Coverage per tier's rank on a day, from the days on which each partner was touched. */
    Map<Integer, TierCoverage> coverage(LocalDate day, Map<String, Collection<LocalDate>> countedDays) {
        var byTier = new TreeMap<Integer, TierCoverage>();
        for (var tier : TIERS) {
            if (day.isBefore(knownSince.plusDays(tier.window()))) {
                byTier.put(tier.rank(), new TierCoverage(tier.window(), null, null, null));
                continue;
            }
            int inCadence = 0;
            int inside = 0;
            for (var partner : partners) {
                if (partner.tierOn(day).filter(rank -> rank == tier.rank()).isEmpty()) continue;
                if (!partner.inCadenceOn(day)) continue;
                inCadence++;
                var anchor = partner.enteredCadence(day);
                var last = countedDays.getOrDefault(partner.name(), List.of()).stream()
                        .filter(touched -> !touched.isAfter(day))
                        .max(Comparator.naturalOrder());
                if (last.isPresent() && last.get().isAfter(anchor)) anchor = last.get();
                if (ChronoUnit.DAYS.between(anchor, day) <= tier.window()) inside++;
            }
            byTier.put(
                    tier.rank(),
                    new TierCoverage(
                            tier.window(), inCadence, inside, inCadence == 0 ? null : 100 * inside / inCadence));
        }
        return byTier;
    }

    Map<String, Partner> byName() {
        var map = new LinkedHashMap<String, Partner>();
        for (var partner : partners) map.put(partner.name(), partner);
        return map;
    }
}
