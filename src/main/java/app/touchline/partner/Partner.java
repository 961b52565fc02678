package app.touchline.partner;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;

import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A company in the programme: one tier, one owner and one status at a time, each with its history, and its domains.
 * {@code today} is the day in the programme's zone; a change may be dated back but not ahead.
 */
@Entity
@DynamicUpdate // a trigger watches archived_at: only what changed may be written
public class Partner {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "partner_id_seq")
    @SequenceGenerator(name = "partner_id_seq", sequenceName = "partner_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private String name;
    private @Nullable String externalId;

    @ManyToOne(fetch = FetchType.LAZY)
    private Tier tier;

    private @Nullable Long ownerId;

    @Enumerated(EnumType.STRING)
    private ProgrammeStatus status;

    private @Nullable LocalDate partnerSince;
    private String notes = "";
    private String blockers = "";
    private Instant createdAt;
    private @Nullable Instant archivedAt;
    private @Nullable Long mergedInto;

    @Embedded
    private Profile profile = new Profile();

    @Version
    private int version;

    @OneToMany(mappedBy = "partner", cascade = CascadeType.ALL, orphanRemoval = true)
    @BatchSize(size = 1000)
    private List<PartnerTier> tiers = new ArrayList<>();

    @OneToMany(mappedBy = "partner", cascade = CascadeType.ALL, orphanRemoval = true)
    @BatchSize(size = 1000)
    private List<PartnerOwner> owners = new ArrayList<>();

    @OneToMany(mappedBy = "partner", cascade = CascadeType.ALL, orphanRemoval = true)
    @BatchSize(size = 1000)
    private List<PartnerStatus> statuses = new ArrayList<>();

    @OneToMany(mappedBy = "partner", cascade = CascadeType.ALL, orphanRemoval = true)
    @BatchSize(size = 1000)
    private List<PartnerDomain> domains = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Partner() {}

    public Partner(
            String name,
            Since<Tier> tier,
            Since<@Nullable Long> owner,
            Since<ProgrammeStatus> status,
            LocalDate today,
            Instant now) {
        this.name = Names.tidy("name", name, "A partner");
        this.tier = tier.value();
        this.ownerId = owner.value();
        this.status = status.value();
        this.createdAt = now;
        Since.notAhead("tierSince", tier.day(), today);
        Since.notAhead("ownerSince", owner.day(), today);
        Since.notAhead("statusSince", status.day(), today);
        tiers.add(new PartnerTier(this, tier));
        owners.add(new PartnerOwner(this, owner));
        statuses.add(new PartnerStatus(this, status));
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

    public @Nullable String externalId() {
        return externalId;
    }

    public Tier tier() {
        return tier;
    }

    public @Nullable Long ownerId() {
        return ownerId;
    }

    public ProgrammeStatus status() {
        return status;
    }

    public @Nullable LocalDate partnerSince() {
        return partnerSince;
    }

    public String notes() {
        return notes;
    }

    public String blockers() {
        return blockers;
    }

    /** What else is known of it. */
    public Profile profile() {
        return profile;
    }

    public boolean archived() {
        return archivedAt != null;
    }

    /** The partner that this one turned out to be; null where it was not merged. */
    public @Nullable Long mergedInto() {
        return mergedInto;
    }

    public int version() {
        return version;
    }

    public History<Tier> tiers() {
        return DatedRow.read(tiers);
    }

    public History<@Nullable Long> owners() {
        return DatedRow.read(owners);
    }

    public History<ProgrammeStatus> statuses() {
        return DatedRow.read(statuses);
    }

    public List<PartnerDomain> domains() {
        return domains.stream()
                .sorted(Comparator.comparing(PartnerDomain::domain))
                .toList();
    }

    public boolean hasDomain(String domain) {
        return domains.stream().anyMatch(each -> each.domain().equals(domain));
    }

    public void rename(String to) {
        name = Names.tidy("name", to, "A partner");
    }

    public void identifyAs(@Nullable String externally) {
        var tidy = externally == null ? "" : externally.strip();
        if (tidy.length() > Names.LONGEST)
            throw new Refused("externalId", "An external id has at most %d characters.".formatted(Names.LONGEST));
        externalId = tidy.isEmpty() ? null : tidy;
    }

    public void partnerSince(@Nullable LocalDate since) {
        partnerSince = since;
    }

    public void note(String text) {
        notes = Names.text("notes", text);
    }

    public void blockedBy(String text) {
        blockers = Names.text("blockers", text);
    }

    /** @param on the first day in the tier; null: from the beginning */
    public void moveTo(Tier to, @Nullable LocalDate on, LocalDate today) {
        Since.notAhead("tierSince", on, today);
        place(today, history -> history.with(on, to));
    }

    /** The tier it is in now began on another day than was written down. */
    public void correctTierSince(@Nullable LocalDate since, LocalDate today) {
        Since.notAhead("tierSince", since, today);
        place(today, history -> history.currentSince(since, today));
    }

    private void place(LocalDate today, UnaryOperator<History<Tier>> change) {
        var history = change.apply(tiers());
        DatedRow.write(history, tiers, entry -> new PartnerTier(this, entry));
        tier = history.on(today).orElseThrow().value();
    }

    /** @param to null: nobody owns it */
    public void handTo(@Nullable Long to, @Nullable LocalDate on, LocalDate today) {
        Since.notAhead("ownerSince", on, today);
        own(today, history -> history.with(on, to));
    }

    public void correctOwnerSince(@Nullable LocalDate since, LocalDate today) {
        Since.notAhead("ownerSince", since, today);
        own(today, history -> history.currentSince(since, today));
    }

    private void own(LocalDate today, UnaryOperator<History<@Nullable Long>> change) {
        var history = change.apply(owners());
        DatedRow.write(history, owners, entry -> new PartnerOwner(this, entry));
        ownerId = history.on(today).orElseThrow().value();
    }

    public void setStatus(ProgrammeStatus to, @Nullable LocalDate on, LocalDate today) {
        Since.notAhead("statusSince", on, today);
        stand(today, history -> history.with(on, to));
    }

    public void correctStatusSince(@Nullable LocalDate since, LocalDate today) {
        Since.notAhead("statusSince", since, today);
        stand(today, history -> history.currentSince(since, today));
    }

    private void stand(LocalDate today, UnaryOperator<History<ProgrammeStatus>> change) {
        var history = change.apply(statuses());
        DatedRow.write(history, statuses, entry -> new PartnerStatus(this, entry));
        status = history.on(today).orElseThrow().value();
    }

    /** @param domain as {@link Domains#ascii} gives it, and allowed by {@link DomainRules} */
    public void addDomain(String domain) {
        if (!hasDomain(domain)) domains.add(new PartnerDomain(this, domain));
    }

    public void removeDomain(String domain) {
        domains.removeIf(each -> Objects.equals(each.domain(), domain));
    }

    public void archive(Instant now) {
        if (archivedAt == null) archivedAt = now;
    }

    void restore() {
        archivedAt = null;
    }

    /** Both are one company: what only the other one says is taken over; where both say something, this one's stands. */
    void takeOver(Partner other, LocalDate today) {
        place(today, history -> history.precededBy(other.tiers()));
        own(today, history -> history.precededBy(other.owners()));
        stand(today, history -> history.precededBy(other.statuses()));
        if (externalId == null) externalId = other.externalId;
        if (partnerSince == null || (other.partnerSince != null && other.partnerSince.isBefore(partnerSince)))
            partnerSince = other.partnerSince;
        profile.takeOver(other.profile, today);
        note(together(notes, other.notes, other.name));
        blockedBy(together(blockers, other.blockers, other.name));
    }

    private static String together(String own, String others, String whose) {
        if (others.isBlank()) return own;
        return (own.isBlank() ? "" : own + "\n\n") + "From " + whose + ": " + others;
    }

    void mergeInto(Partner other, Instant now) {
        mergedInto = other.id();
        archive(now);
    }
}
