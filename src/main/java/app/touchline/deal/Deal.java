package app.touchline.deal;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;

import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import app.touchline.money.Money;
import app.touchline.partner.Names;
import app.touchline.partner.Refused;

/**
 * A customer who may buy through a partner: registered, decided, protected for a time, moved through stages to its end, and
 * reopened if that was not the end. Each verb adds to what happened, and refuses what does not fit with a sentence
 * ({@link Refused}). All days are in the programme's zone.
 */
@Entity
@DynamicUpdate // when a decision is due is kept by DecisionClock
@SuppressWarnings("UnusedVariable") // some of it is only read in SQL
public class Deal {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String code;
    private @Nullable String externalId;

    @Enumerated(EnumType.STRING)
    private Origin origin;

    @Enumerated(EnumType.STRING)
    private DealKind kind;

    private @Nullable Long partnerId;
    private @Nullable Long contactId;
    private @Nullable Long incumbentId;
    private long ownerId;

    @Embedded
    private Customer customer;

    private String territory;
    private BigDecimal value;
    private String currency;
    private LocalDate expectedClose;
    private String products;
    private String description;

    @Enumerated(EnumType.STRING)
    private Standing standing;

    private Instant registeredAt;
    private @Nullable Long registeredBy;
    private @Nullable Instant decisionDueAt;
    private @Nullable Instant decidedAt;
    private @Nullable Long decidedBy;
    private String decisionReason = "";

    @Embedded
    private Protection protection = new Protection();

    @Enumerated(EnumType.STRING)
    private Stage stage = Stage.REGISTERED;

    private LocalDate stageSince;

    @Embedded
    private @Nullable Closing closing;

    private Instant changedAt;
    private @Nullable UUID formKey;

    @Version
    private int version;

    @ElementCollection
    @CollectionTable(name = "deal_share", joinColumns = @JoinColumn(name = "deal_id"))
    private List<PartnerShare> shares = new ArrayList<>();

    @OneToMany(mappedBy = "deal", cascade = CascadeType.PERSIST)
    private List<DealEvent> events = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Deal() {}

    /** @param decisionDue null where our own sales entered it */
    Deal(RegistrationId code, Registration registration, @Nullable Instant decisionDue, UUID formKey, Deed deed) {
        this.code = code.code();
        this.origin = registration.origin();
        this.partnerId = registration.partnerId();
        this.standing = partnerId == null ? Standing.OURS : Standing.WAITING;
        this.registeredAt = deed.at();
        this.registeredBy = deed.by().id();
        this.decisionDueAt = decisionDue;
        this.stageSince = deed.day();
        this.changedAt = deed.at();
        this.formKey = formKey;
        if (partnerId != null) shares.add(new PartnerShare(new Share(partnerId, registration.part(), null)));
        tell(registration.details());
        happened(EventKind.REGISTERED, deed, "").worth(value);
    }

    /** What was told of it is put right; when it is expected to close is remembered with the day it left. */
    void correct(Details details, Deed deed) {
        refuse(closed(), "customer", "This deal is closed; reopen it first.");
        refuse(standing.over(), "customer", "This registration is over: it was %s.".formatted(wordsOfStanding()));
        var closeBefore = expectedClose;
        var ownerBefore = ownerId;
        var valueBefore = value();
        tell(details);
        if (!closeBefore.equals(expectedClose))
            happened(EventKind.CLOSE_MOVED, deed, "").between(closeBefore, expectedClose);
        if (ownerBefore != ownerId) happened(EventKind.HANDED_ON, deed, "");
        happened(
                        EventKind.CORRECTED,
                        deed,
                        valueBefore.equals(value()) ? "" : "%s → %s".formatted(valueBefore.words(), value().words()))
                .worth(value);
    }

    private void tell(Details details) {
        refuse(!details.value().positive(), "value", "A deal is worth more than nothing.");
        refuse(details.products().isBlank(), "products", "Say which products it is about.");
        refuse(details.description().isBlank(), "description", "Describe in a sentence what the customer wants to do.");
        refuse(
                details.expectedClose().getYear() < 2000
                        || details.expectedClose().getYear() > 2100,
                "expectedClose",
                "%s is no likely day; is the year right?".formatted(details.expectedClose()));
        customer = details.customer();
        value = details.value().amount();
        currency = details.value().code();
        expectedClose = details.expectedClose();
        products = Names.tidy("products", details.products(), "The products");
        description = Names.text("description", details.description());
        kind = details.kind();
        contactId = details.contactId();
        incumbentId = details.incumbentId();
        ownerId = details.ownerId();
        territory = details.territory().isBlank() ? "" : Names.tidy("territory", details.territory(), "The territory");
    }

    /** By this it is known in another system; empty for none. */
    void identifyAs(String id) {
        refuse(id.strip().length() > Names.LONGEST, "externalId", "An external id is not as long as that.");
        externalId = id.isBlank() ? null : id.strip();
    }

    /** Protected from that day for as long as the rule says. */
    void approve(ProtectionRule rule, String note, Deed deed) {
        approve(deed.day().plusDays(rule.days()), note, deed);
    }

    /** @param until the last protected day */
    void approve(LocalDate until, String note, Deed deed) {
        refuse(
                !until.isAfter(deed.day()),
                "protectedUntil",
                "Its protection ends on %s, and would begin on %s.".formatted(until, deed.day()));
        decide(Standing.APPROVED, note, deed);
        protection.begin(deed.day(), until);
        happened(EventKind.APPROVED, deed, note).between(protection.from(), lastDay());
    }

    void decline(String reason, Deed deed) {
        refuse(reason.isBlank(), "reason", "Say why: the partner is told.");
        decide(Standing.DECLINED, reason, deed);
        happened(EventKind.DECLINED, deed, decisionReason);
    }

    private void decide(Standing to, String reason, Deed deed) {
        refuse(standing != Standing.WAITING, "decision", "This is decided already: %s.".formatted(wordsOfStanding()));
        standing = to;
        decidedAt = deed.at();
        decidedBy = deed.by().id();
        decisionReason = Names.text("reason", reason);
    }

    /** Taken back before anybody decided. */
    void withdraw(String reason, Deed deed) {
        refuse(reason.isBlank(), "reason", "Say why it is taken back.");
        refuse(standing != Standing.WAITING, "decision", "Only what waits for a decision is withdrawn.");
        standing = Standing.WITHDRAWN;
        decisionReason = Names.text("reason", reason);
        happened(EventKind.WITHDRAWN, deed, decisionReason);
    }

    /** What was declined waits again. */
    void decideAnew(String why, Instant due, Deed deed) {
        refuse(standing != Standing.DECLINED, "decision", "Only what was declined is decided anew.");
        standing = Standing.WAITING;
        decidedAt = null;
        decidedBy = null;
        decisionReason = "";
        decisionDueAt = due;
        happened(EventKind.DECIDED_ANEW, deed, why);
    }

    void extend(ProtectionRule rule, String evidence, Deed deed) {
        refuse(closed(), "protection", "This deal is closed; there is nothing left to protect.");
        refuse(evidence.isBlank(), "evidence", "Say what it rests on. The rule asks for: " + rule.evidence());
        var before = protection.extend(rule, deed.day());
        happened(EventKind.EXTENDED, deed, Names.text("evidence", evidence)).between(before, lastDay());
    }

    void remind(int daysBefore, Deed deed) {
        happened(EventKind.REMINDED, deed, daysBefore + " days before its end").between(deed.day(), lastDay());
    }

    /** Its last protected day is over and nobody extended it. */
    void lapse(Deed deed) {
        if (closed()) throw new IllegalStateException("closed deals do not lapse");
        protection.lapse(deed.day());
        happened(EventKind.LAPSED, deed, "").between(lastDay(), deed.day());
    }

    /** A conflict was decided for another deal. */
    void unprotect(String why, Deed deed) {
        protection.takeAway(deed.day());
        happened(EventKind.UNPROTECTED, deed, why);
    }

    void protectAgain(String why, Deed deed) {
        protection.giveBack();
        happened(EventKind.PROTECTED_AGAIN, deed, why);
    }

    void moveTo(Stage to, Deed deed) {
        refuse(closed(), "stage", "This deal is closed; reopen it first.");
        refuse(to.closed(), "stage", "A deal is closed with its value and day, or with its reason.");
        go(to, EventKind.MOVED, "", deed);
    }

    /** @param on the day on which the customer bought */
    void win(Money worth, LocalDate on, Deed deed) {
        refuse(!worth.positive(), "value", "Say what it was won for.");
        refuse(!worth.code().equals(currency), "value", "It is registered in %s; win it in that.".formatted(currency));
        closedOn(on, deed);
        var end = new Closing(stage, on, worth.amount(), null, null);
        go(Stage.CLOSED_WON, EventKind.WON, "", deed).on(on).worth(worth.amount());
        closing = end;
    }

    void lose(LostReason reason, String note, LocalDate on, Deed deed) {
        closedOn(on, deed);
        var end = new Closing(stage, on, null, reason.id(), Names.text("note", note));
        go(
                        Stage.CLOSED_LOST,
                        EventKind.LOST,
                        note.isBlank() ? reason.name() : reason.name() + ": " + note.strip(),
                        deed)
                .on(on);
        closing = end;
    }

    private void closedOn(LocalDate on, Deed deed) {
        refuse(on.isAfter(deed.day()), "closedOn", "%s is still to come.".formatted(on));
        refuse(on.getYear() < 2000, "closedOn", "%s is too long ago; is the year right?".formatted(on));
    }

    /** It was not the end: back in the stage it had before. That it was closed stays on record. */
    void reopen(String why, Deed deed) {
        var end = closing;
        if (end == null) throw new Refused("stage", "Only a closed deal is reopened.");
        refuse(why.isBlank(), "why", "Say what happened: reopening stays on record.");
        closing = null;
        go(end.from(), EventKind.REOPENED, Names.text("why", why), deed);
    }

    private DealEvent go(Stage to, EventKind kind, String note, Deed deed) {
        refuse(!standing.moves(), "stage", "Only what is approved moves; this is %s.".formatted(wordsOfStanding()));
        refuse(!stage.leadsTo(to), "stage", "From %s a deal does not go to %s.".formatted(stage.words(), to.words()));
        var event = happened(kind, deed, note).between(stage, to);
        stage = to;
        stageSince = deed.day();
        return event;
    }

    void share(List<Share> parts, String words, Deed deed) {
        Share.check(parts, partnerId);
        refuse(standing.over(), "shares", "This registration is over: it was %s.".formatted(wordsOfStanding()));
        shares.clear();
        parts.forEach(part -> shares.add(new PartnerShare(part)));
        happened(EventKind.SHARED, deed, words);
    }

    void conflict(String words, Deed deed) {
        happened(EventKind.CONFLICT, deed, words);
    }

    /** All of it that a file told was told. */
    void imported(String file, Deed deed) {
        happened(EventKind.IMPORTED, deed, file);
    }

    /** Two partners became one: what was the one's is the other's. Of two parts in one deal the shares add up. */
    void goTo(long away, long into) {
        if (partnerId != null && partnerId == away) partnerId = into;
        if (incumbentId != null && incumbentId == away) incumbentId = into;
        var merged = PartnerShare.merged(shares(), away, into);
        if (merged.equals(shares())) return;
        shares.clear();
        merged.forEach(part -> shares.add(new PartnerShare(part)));
    }

    /** What happens later is never told as earlier, also where somebody waited for somebody else. */
    private DealEvent happened(EventKind what, Deed deed, String note) {
        if (deed.at().isAfter(changedAt)) changedAt = deed.at();
        var event = new DealEvent(this, what, new Deed(deed.by(), changedAt, deed.day()), note.strip());
        events.add(event);
        return event;
    }

    private static void refuse(boolean wrong, String field, String sentence) {
        if (wrong) throw new Refused(field, sentence);
    }

    private String wordsOfStanding() {
        return standing.words().toLowerCase(java.util.Locale.ROOT);
    }

    private LocalDate lastDay() {
        var until = protection.until();
        if (until == null) throw new IllegalStateException("not protected");
        return until;
    }

    public long id() {
        if (id == null) throw new IllegalStateException("not stored yet");
        return id;
    }

    public RegistrationId code() {
        return new RegistrationId(code);
    }

    /** "4K7-M9Q · Brightwater Foods". */
    public String words() {
        return code().words() + " · " + customer.name();
    }

    public @Nullable String externalId() {
        return externalId;
    }

    public Origin origin() {
        return origin;
    }

    public @Nullable Long partnerId() {
        return partnerId;
    }

    public long ownerId() {
        return ownerId;
    }

    public Details details() {
        return new Details(
                customer,
                value(),
                expectedClose,
                products,
                description,
                kind,
                contactId,
                incumbentId,
                ownerId,
                territory);
    }

    public Money value() {
        return Money.stored(value, currency);
    }

    public Standing standing() {
        return standing;
    }

    public Instant registeredAt() {
        return registeredAt;
    }

    public @Nullable Instant decisionDueAt() {
        return decisionDueAt;
    }

    public @Nullable Instant decidedAt() {
        return decidedAt;
    }

    public String decisionReason() {
        return decisionReason;
    }

    public Protection protection() {
        return protection;
    }

    public Stage stage() {
        return stage;
    }

    public LocalDate stageSince() {
        return stageSince;
    }

    public @Nullable Closing closing() {
        return closing;
    }

    public boolean closed() {
        return stage.closed();
    }

    public List<Share> shares() {
        return shares.stream()
                .map(PartnerShare::share)
                .sorted(Comparator.comparing(Share::part).thenComparingLong(Share::partnerId))
                .toList();
    }

    public List<DealEvent> events() {
        return List.copyOf(events);
    }

    public int version() {
        return version;
    }
}
