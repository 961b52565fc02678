package app.touchline.partner;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;

import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A person at a partner: at one partner at a time, from a day (inclusive) to a day (exclusive). */
@Entity
@DynamicUpdate // a trigger watches archived_at: only what changed may be written
public class Contact {

    public static final String ERASED = "An erased person";

    private static final int LONGEST_CHAT_HANDLE = 100;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "contact_id_seq")
    @SequenceGenerator(name = "contact_id_seq", sequenceName = "contact_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private String name;

    @Enumerated(EnumType.STRING)
    private ContactRole role;

    private String chatHandle = "";
    private Instant createdAt;
    private @Nullable Instant archivedAt;
    private @Nullable UUID formKey;

    @Version
    private int version;

    @ElementCollection
    @CollectionTable(name = "contact_address", joinColumns = @JoinColumn(name = "contact_id"))
    @Column(name = "address")
    @BatchSize(size = 1000)
    private Set<String> addresses = new TreeSet<>();

    @OneToMany(mappedBy = "contact", cascade = CascadeType.ALL, orphanRemoval = true)
    @BatchSize(size = 1000)
    private List<ContactPlace> places = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Contact() {}

    /** @param since the first day at the partner; null: from the beginning */
    public Contact(
            String name, ContactRole role, Partner partner, @Nullable LocalDate since, LocalDate today, Instant now) {
        this.name = Names.tidy("name", name, "A contact");
        this.role = role;
        this.createdAt = now;
        moveTo(partner, since, today);
    }

    /** The form this contact was entered with: a second contact with the same key is refused by the database. */
    void enteredWith(UUID key) {
        formKey = key;
    }

    public long id() {
        if (id == null) throw new IllegalStateException("not stored yet");
        return id;
    }

    public boolean stored() {
        return id != null;
    }

    public String name() {
        return name;
    }

    public ContactRole role() {
        return role;
    }

    public String chatHandle() {
        return chatHandle;
    }

    /** Nothing remains that says who it was. */
    public void erase(Instant now) {
        name = ERASED;
        role = ContactRole.OTHER;
        chatHandle = "";
        addresses.clear();
        if (archivedAt == null) archive(now);
    }

    public boolean erased() {
        return archivedAt != null && addresses.isEmpty() && name.equals(ERASED);
    }

    public boolean archived() {
        return archivedAt != null;
    }

    public int version() {
        return version;
    }

    /** Lower case, the domain in ASCII. */
    public SortedSet<String> addresses() {
        return new TreeSet<>(addresses);
    }

    /** Oldest first. */
    public List<ContactPlace> places() {
        return places.stream()
                .sorted(Comparator.comparing(
                        ContactPlace::since, Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder())))
                .toList();
    }

    /** Where the contact is until further notice; always one. */
    public ContactPlace place() {
        return places.stream().filter(ContactPlace::current).findFirst().orElseThrow();
    }

    public Optional<Partner> partnerOn(LocalDate day) {
        return places.stream()
                .filter(place -> place.since() == null || !place.since().isAfter(day))
                .filter(place -> place.until() == null || place.until().isAfter(day))
                .map(ContactPlace::partner)
                .findFirst();
    }

    public boolean isKeyContact() {
        return place().keyContact();
    }

    public void describe(String name, ContactRole role, String chatHandle) {
        this.name = Names.tidy("name", name, "A contact");
        this.role = role;
        var handle = chatHandle.strip();
        if (handle.length() > LONGEST_CHAT_HANDLE)
            throw new Refused("chatHandle", "A chat handle has at most %d characters.".formatted(LONGEST_CHAT_HANDLE));
        this.chatHandle = handle;
    }

    /** @param to as {@link Addresses#normalised} gives them */
    public void changeAddresses(Collection<String> to) {
        addresses.retainAll(to);
        addresses.addAll(to);
    }

    /**
     * From that day on (null: from the beginning) the contact is at this partner; what was written down for later days
     * gives way.
     */
    public void moveTo(Partner partner, @Nullable LocalDate from, LocalDate today) {
        if (from != null && from.isAfter(today))
            throw new Refused(
                    "since", "%s is still to come; the latest possible day is today, %s.".formatted(from, today));
        if (places.stream()
                .anyMatch(each -> each.current()
                        && Objects.equals(each.partner(), partner)
                        && Objects.equals(each.since(), from))) return;
        var key = places.stream().anyMatch(each -> each.keyContact() && Objects.equals(each.partner(), partner));
        places.removeIf(place -> place.begins(from));
        if (from != null) places.forEach(place -> place.endBefore(from));
        places.stream()
                .filter(place -> Objects.equals(place.until(), from) && Objects.equals(place.partner(), partner))
                .findFirst()
                .ifPresentOrElse(ContactPlace::goOn, () -> places.add(new ContactPlace(this, partner, from)));
        place().key(key);
    }

    /** The contact came to the partner it is at on another day than was written down. */
    public void correctSince(@Nullable LocalDate since, LocalDate today) {
        var partner = place().partner();
        var key = isKeyContact();
        places.removeIf(ContactPlace::current);
        moveTo(partner, since, today);
        key(key);
    }

    /** Both partners are one: whoever was at the one was at the other, and a move between them was none. */
    void follow(Partner from, Partner to) {
        for (var place : places) if (place.partner().id() == from.id()) place.goTo(to);
        ContactPlace before = null;
        for (var place : places()) {
            if (before != null
                    && before.partner().id() == place.partner().id()
                    && Objects.equals(before.until(), place.since())) {
                before.absorb(place);
                places.remove(place);
            } else before = place;
        }
    }

    /** Whether it is the one key contact of the partner it is at; the former one is for the caller to tell. */
    public void key(boolean key) {
        place().key(key);
    }

    void archive(Instant now) {
        if (archivedAt == null) archivedAt = now;
        key(false);
    }

    void restore() {
        archivedAt = null;
    }
}
