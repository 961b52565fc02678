package app.touchline.deal;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.money.Money;
import app.touchline.partner.Contacts;
import app.touchline.partner.Partner;
import app.touchline.partner.Partners;
import app.touchline.partner.Refused;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Member;
import app.touchline.team.Members;
import app.touchline.team.SignedIn;

/**
 * What our people do with deals: register them, by everybody who works with partners; the rest by who looks after the deal or
 * its partner and by those who lead. Refused with a sentence ({@link Refused}), audited in the same transaction. A deed may
 * be dated back.
 */
@Service
@Transactional
public class DealRecords {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Deals deals;
    private final Partners partners;
    private final Contacts contacts;
    private final Members members;
    private final LostReasons reasons;
    private final ProtectionRules rules;
    private final DecisionClock decisions;
    private final SettingsReader settings;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DealRecords(
            Deals deals,
            Partners partners,
            Contacts contacts,
            Members members,
            LostReasons reasons,
            ProtectionRules rules,
            DecisionClock decisions,
            SettingsReader settings,
            AuditLog audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.deals = deals;
        this.partners = partners;
        this.contacts = contacts;
        this.members = members;
        this.reasons = reasons;
        this.rules = rules;
        this.decisions = decisions;
        this.settings = settings;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Done by this person, now. */
    public Deed now(SignedIn me) {
        return Deed.of(me.who(), clock.instant(), settings.zone());
    }

    /** Done by this person, then; for what is entered afterwards. */
    public Deed then(SignedIn me, Instant at) {
        return Deed.of(me.who(), at, settings.zone());
    }

    /** @param formKey the same for every sending of one form: a second one registers nothing */
    public Deal register(Registration registration, UUID formKey, SignedIn me, Deed deed) {
        if (!me.worksWithPartners()) throw new AccessDeniedException("A viewer changes nothing");
        deals.waitForTwin(formKey.toString());
        var twin = deals.findByFormKey(formKey);
        if (twin.isPresent()) return twin.get();
        check(registration.partnerId(), registration.details());
        owner(registration.details().ownerId());
        var due = registration.partnerId() == null ? null : decisions.due(deed.at());
        var deal = deals.save(new Deal(free(), registration, due, formKey, deed));
        note(deed, "registered", deal, all(deal));
        told(deal, deed);
        return deal;
    }

    private RegistrationId free() {
        for (; ; ) {
            var code = RegistrationId.any(RANDOM);
            if (!deals.existsByCode(code.code())) return code;
        }
    }

    private void check(@Nullable Long partnerId, Details details) {
        var incumbent = details.incumbentId();
        if (partnerId != null) inProgramme("partnerId", partnerId);
        if (incumbent != null) inProgramme("incumbentId", incumbent);
        var contactId = details.contactId();
        if (contactId == null) return;
        if (partnerId == null || contacts.at(partnerId).stream().noneMatch(contact -> contact.id() == contactId))
            throw new Refused("contactId", "Choose one of the partner's contacts.");
    }

    private Partner inProgramme(String field, long id) {
        return partners.findById(id)
                .filter(partner -> !partner.archived())
                .orElseThrow(() -> new Refused(field, "Choose a partner that is not archived."));
    }

    private Member owner(long id) {
        return members.findById(id)
                .filter(member -> member.active() && member.signedIn().worksWithPartners())
                .orElseThrow(() -> new Refused("owner", "Choose somebody who works with partners."));
    }

    public void correct(long id, Details details, SignedIn me, Deed deed) {
        var deal = toChange(id, me);
        check(deal.partnerId(), sameContact(deal, details) ? details.withContact(null) : details);
        var before = all(deal);
        if (deal.details().equals(details)) return;
        if (deal.ownerId() != details.ownerId()) deal.handTo(owner(details.ownerId()), deed);
        if (!deal.details().equals(details)) deal.correct(details, deed);
        note(deed, "corrected", deal, changes(before, all(deal)));
        told(deal, deed);
    }

    /** A contact who has left the partner since may stay on the deal. */
    private static boolean sameContact(Deal deal, Details details) {
        return Objects.equals(deal.details().contactId(), details.contactId());
    }

    /** Somebody else looks after it from now on. */
    public void handTo(long id, long takerId, SignedIn me, Deed deed) {
        var deal = toChange(id, me);
        if (deal.ownerId() == takerId) return;
        var from = name(deal.ownerId());
        deal.handTo(owner(takerId), deed);
        note(deed, "handed on", deal, Map.of("from", from, "to", name(takerId)));
    }

    private String name(long memberId) {
        return members.findById(memberId).orElseThrow().name();
    }

    public void withdraw(long id, String reason, SignedIn me, Deed deed) {
        var deal = toChange(id, me);
        deal.withdraw(reason, deed);
        note(deed, "withdrew", deal, Map.of("why", reason.strip()));
        events.publishEvent(new DealOver(id, deed));
    }

    /** By the rule of the partner's tier, as it is today. */
    public void extend(long id, String evidence, SignedIn me, Deed deed) {
        var deal = toChange(id, me);
        deal.extend(ruleFor(deal), evidence, deed);
        note(
                deed,
                "extended the protection of",
                deal,
                Map.of("until", String.valueOf(deal.protection().until()), "evidence", evidence.strip()));
    }

    ProtectionRule ruleFor(Deal deal) {
        var partnerId = deal.partnerId();
        return partnerId == null
                ? rules.ofEveryOther()
                : rules.of(partners.findById(partnerId).orElseThrow().tier().id());
    }

    public void moveTo(long id, Stage to, SignedIn me, Deed deed) {
        var deal = toChange(id, me);
        var from = deal.stage();
        if (from == to) return;
        deal.moveTo(to, deed);
        note(deed, "moved", deal, Map.of("from", from.words(), "to", to.words()));
    }

    /** @param on the day on which the customer bought */
    public void win(long id, Money value, LocalDate on, SignedIn me, Deed deed) {
        var deal = toChange(id, me);
        deal.win(value, on, deed);
        note(deed, "closed as won", deal, Map.of("value", value.words(), "on", on.toString()));
    }

    public void lose(long id, long reasonId, String note, LocalDate on, SignedIn me, Deed deed) {
        var deal = toChange(id, me);
        var reason = reasons.findById(reasonId)
                .filter(offered -> !offered.archived())
                .orElseThrow(() -> new Refused("reason", "Choose why it was lost."));
        deal.lose(reason, note, on, deed);
        note(deed, "closed as lost", deal, Map.of("reason", reason.name(), "on", on.toString()));
        events.publishEvent(new DealOver(id, deed));
    }

    public void reopen(long id, String why, SignedIn me, Deed deed) {
        var deal = toChange(id, me);
        deal.reopen(why, deed);
        note(deed, "reopened", deal, Map.of("to", deal.stage().words(), "why", why.strip()));
        told(deal, deed);
    }

    /** Which partners have which part; the one whose deal it is among them. */
    public void share(long id, List<Share> shares, SignedIn me, Deed deed) {
        var deal = toChange(id, me);
        var known = deal.shares().stream().map(Share::partnerId).collect(Collectors.toSet());
        var names = new HashMap<Long, String>();
        for (var share : shares) {
            var partnerId = share.partnerId();
            var partner = known.contains(partnerId)
                    ? partners.findById(partnerId).orElseThrow()
                    : inProgramme("shares", partnerId);
            names.put(partnerId, partner.name());
        }
        var told = Division.of(shares, names);
        if (deal.shares().equals(told.shares())) return;
        deal.divide(told, deed);
        note(deed, "divided", deal, Map.of("parts", told.words()));
    }

    /** Whether this person may change this deal. */
    @Transactional(readOnly = true)
    public boolean mayWork(Deal deal, SignedIn me) {
        if (!me.worksWithPartners()) return false;
        var partnerId = deal.partnerId();
        return me.leads()
                || deal.ownerId() == me.id()
                || (partnerId != null
                        && me.mayPlace(
                                partners.findById(partnerId).orElseThrow().ownerId()));
    }

    private Deal toChange(long id, SignedIn me) {
        var deal = deals.findToChange(id).orElseThrow();
        if (!mayWork(deal, me))
            throw new AccessDeniedException(
                    "Only who looks after a deal or its partner, and those who lead, change it");
        return deal;
    }

    private void told(Deal deal, Deed deed) {
        deals.flush();
        events.publishEvent(new DealTold(deal.id(), deed));
    }

    private static Map<String, Object> changes(Map<String, Object> before, Map<String, Object> after) {
        var detail = new LinkedHashMap<String, Object>();
        for (var field : after.keySet())
            if (!Objects.equals(before.get(field), after.get(field)))
                detail.put(field, "%s → %s".formatted(before.get(field), after.get(field)));
        return detail;
    }

    private Map<String, Object> all(Deal deal) {
        var details = deal.details();
        var all = new LinkedHashMap<String, Object>();
        all.put("customer", details.customer().name());
        all.put("domain", Objects.requireNonNullElse(details.customer().domain(), "none"));
        all.put("value", details.value().words());
        all.put("expected close", details.expectedClose().toString());
        all.put("products", details.products());
        all.put("kind", details.kind().words());
        all.put("territory", details.territory().isEmpty() ? "none" : details.territory());
        all.put("owner", name(details.ownerId()));
        return all;
    }

    private void note(Deed deed, String what, Deal deal, Map<String, ?> detail) {
        deals.flush();
        audit.note(deed.by(), what, new About("deal", deal.id(), deal.words()), detail);
    }
}
