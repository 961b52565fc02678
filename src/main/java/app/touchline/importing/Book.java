package app.touchline.importing;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import app.touchline.joining.JoiningReader.PolitePass;
import app.touchline.partner.Addresses;
import app.touchline.partner.Contact;
import app.touchline.partner.Partner;
import app.touchline.partner.PartnerDomain;
import app.touchline.partner.Refused;
import app.touchline.partner.Suppressed;
import app.touchline.partner.Tier;
import app.touchline.settings.Domains;
import app.touchline.settings.ProgrammeSettings;
import app.touchline.team.Member;

/** All partners, contacts, tiers and people by what an import file may call them; kept in step with the run. */
class Book {

    private final ProgrammeSettings settings;
    private final Suppressed suppressed;
    private final Map<String, Tier> tiers = new HashMap<>();
    private final Map<String, Long> membersByEmail = new HashMap<>();
    private final Map<String, Set<Long>> membersByName = new HashMap<>();
    private final Map<Long, String> memberNames = new HashMap<>();
    private final Map<String, Partner> byName = new HashMap<>();
    private final Set<String> archived = new HashSet<>();
    private final Map<String, String> mergedAway = new HashMap<>();
    private final Map<String, PolitePass> passedOn = new HashMap<>();
    private final SimilarNames similar = new SimilarNames();
    private final Map<String, Partner> byExternalId = new HashMap<>();
    private final Map<String, Set<Partner>> byDomain = new HashMap<>();
    private final Map<String, Contact> byAddress = new HashMap<>();
    private final Map<Partner, Map<String, Contact>> contactsAt = new IdentityHashMap<>();
    private final Map<Partner, Contact> keyContacts = new IdentityHashMap<>();

    Book(
            ProgrammeSettings settings,
            Collection<Tier> tiers,
            Collection<Member> activeMembers,
            Collection<Partner> partners,
            Collection<Contact> contacts,
            Suppressed suppressed) {
        this.settings = settings;
        this.suppressed = suppressed;
        tiers.forEach(tier -> this.tiers.put(key(tier.name()), tier));
        for (var member : activeMembers) {
            membersByEmail.put(member.email(), member.id());
            membersByName
                    .computeIfAbsent(key(member.name()), _ -> new LinkedHashSet<>())
                    .add(member.id());
            memberNames.put(member.id(), member.name());
        }
        partners.forEach(this::add);
        contacts.forEach(this::add);
    }

    static String key(String name) {
        return name.strip().replaceAll("[\\s\\p{Z}]+", " ").toLowerCase(Locale.ROOT);
    }

    Tier tier(String name) {
        var tier = tiers.get(key(name));
        if (tier == null)
            throw new Refused(
                    "tier",
                    "There is no tier named “%s”; there are %s."
                            .formatted(
                                    name,
                                    tiers.values().stream()
                                            .map(Tier::name)
                                            .sorted()
                                            .collect(Collectors.joining(", "))));
        return tier;
    }

    /** Where those are put that are not in the programme. */
    @Nullable
    Tier lastTier() {
        return tiers.values().stream().max(Comparator.comparing(Tier::rank)).orElse(null);
    }

    long member(String emailOrName) {
        var byEmail = membersByEmail.get(emailOrName.toLowerCase(Locale.ROOT));
        if (byEmail != null) return byEmail;
        var named = membersByName.getOrDefault(key(emailOrName), Set.of());
        if (named.size() > 1)
            throw new Refused("owner", "Several of our people are named “%s”; give the email.".formatted(emailOrName));
        return named.stream()
                .findFirst()
                .orElseThrow(() -> new Refused(
                        "owner", "Nobody among our active people has the email or name “%s”.".formatted(emailOrName)));
    }

    String memberName(@Nullable Long id) {
        return id == null ? "nobody" : memberNames.getOrDefault(id, "somebody no longer active");
    }

    /** Whether the member is still active. */
    boolean works(long member) {
        return memberNames.containsKey(member);
    }

    boolean isErased(String address) {
        return suppressed.has(address);
    }

    boolean isOurs(String address) {
        return settings.ownAddresses().containsKey(address)
                || Domains.liesUnder(Addresses.domainOf(address), settings.ownDomains());
    }

    Optional<Partner> named(String name) {
        return Optional.ofNullable(byName.get(key(name)));
    }

    /** The one that a file of something else names: by its name, its external id, or a domain that is its alone. */
    Optional<Partner> meant(String said) {
        var byNameOrId = named(said).or(() -> identifiedAs(said.strip()));
        if (byNameOrId.isPresent()) return byNameOrId;
        var owners = withDomain(Domains.entered(said).orElse(""));
        return owners.size() == 1 ? owners.stream().findFirst() : Optional.empty();
    }

    /** Partners whose names are like this one, the most alike first. */
    List<String> like(String name) {
        return similar.like(key(name)).stream()
                .flatMap(key -> Optional.ofNullable(byName.get(key)).stream())
                .map(Partner::name)
                .toList();
    }

    /** Those that went into another partner, which is known under its own name from then on. */
    void mergedAway(Collection<Partner> merged) {
        for (var partner : merged)
            byName.values().stream()
                    .filter(into -> into.stored() && Objects.equals(into.id(), partner.mergedInto()))
                    .findFirst()
                    .ifPresent(into -> mergedAway.put(key(partner.name()), into.name()));
    }

    /** The names of those that are in the archive. */
    void archived(Collection<String> names) {
        names.forEach(name -> archived.add(key(name)));
    }

    boolean isArchived(String name) {
        return archived.contains(key(name));
    }

    /** Companies that are none of the partners: they were passed on, and that stands. */
    void passedOn(List<PolitePass> passes) {
        passes.forEach(pass -> passedOn.putIfAbsent(key(pass.company()), pass));
    }

    @Nullable
    PolitePass passedOn(String name) {
        return passedOn.get(key(name));
    }

    /** What a partner is called now that was merged under this name. */
    Optional<String> mergedInto(String name) {
        return Optional.ofNullable(mergedAway.get(key(name)));
    }

    Optional<Partner> identifiedAs(String externalId) {
        return Optional.ofNullable(byExternalId.get(externalId));
    }

    Set<Partner> withDomain(String domain) {
        return byDomain.getOrDefault(domain, Set.of());
    }

    @Nullable
    Contact withAddress(String address) {
        return byAddress.get(address);
    }

    @Nullable
    Contact contactAt(Partner partner, String name) {
        return contactsAt.getOrDefault(partner, Map.of()).get(key(name));
    }

    @Nullable
    Contact keyContact(Partner partner) {
        return keyContacts.get(partner);
    }

    void makeKey(Partner partner, Contact contact) {
        contact.key(true);
        keyContacts.put(partner, contact);
    }

    void noKey(Partner partner) {
        keyContacts.remove(partner);
    }

    final void add(Partner partner) {
        byName.put(key(partner.name()), partner);
        similar.add(key(partner.name()));
        identified(partner);
        for (var domain : partner.domains().stream().map(PartnerDomain::domain).toList()) hasDomain(partner, domain);
    }

    void renamed(Partner partner, String before) {
        byName.remove(key(before), partner);
        byName.put(key(partner.name()), partner);
        similar.add(key(partner.name()));
    }

    void identified(Partner partner) {
        var externalId = partner.externalId();
        if (externalId != null) byExternalId.put(externalId, partner);
    }

    void hasDomain(Partner partner, String domain) {
        byDomain.computeIfAbsent(domain, _ -> new LinkedHashSet<>()).add(partner);
    }

    final void add(Contact contact) {
        for (var address : List.copyOf(contact.addresses())) byAddress.put(address, contact);
        if (contact.archived()) return;
        var partner = contact.place().partner();
        contactsAt.computeIfAbsent(partner, _ -> new HashMap<>()).putIfAbsent(key(contact.name()), contact);
        if (contact.isKeyContact()) keyContacts.put(partner, contact);
    }
}
