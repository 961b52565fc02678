package app.touchline.partner;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;
import app.touchline.settings.Domains;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/**
 * All that is done to contacts, by anybody who works with partners: each verb refuses with a sentence ({@link Refused})
 * and is audited in the same transaction.
 */
@Service
@Transactional
public class ContactRecords {

    private final Contacts contacts;
    private final Partners partners;
    private final SettingsReader settings;
    private final Suppressions suppressions;
    private final AuditLog audit;
    private final Clock clock;

    ContactRecords(
            Contacts contacts,
            Partners partners,
            SettingsReader settings,
            Suppressions suppressions,
            AuditLog audit,
            Clock clock) {
        this.contacts = contacts;
        this.partners = partners;
        this.settings = settings;
        this.suppressions = suppressions;
        this.audit = audit;
        this.clock = clock;
    }

    /** The first contact of a partner becomes its key contact. */
    public Contact add(long partnerId, ContactDraft draft, SignedIn me) {
        allow(me);
        var partner = partners.findById(partnerId).orElseThrow();
        var addresses = addresses(draft.addresses(), null);
        var first = contacts.keyContactOf(partnerId).isEmpty();
        var contact = new Contact(draft.name(), draft.role(), partner, draft.since(), today(), clock.instant());
        contact.describe(draft.name(), draft.role(), draft.chatHandle());
        contact.changeAddresses(addresses);
        contact.key(first);
        contacts.save(contact);
        note(me, "entered", contact, Map.of("partner", partner.name()));
        return contact;
    }

    public void change(long id, String name, ContactRole role, String chatHandle, List<String> addresses, SignedIn me) {
        allow(me);
        var contact = contacts.findById(id).orElseThrow();
        contact.changeAddresses(addresses(addresses, id));
        contact.describe(name, role, chatHandle);
        note(me, "changed", contact, Map.of("addresses", contact.addresses(), "role", role.words()));
    }

    /** From that day on (null: from the beginning) the contact is at this partner. */
    public void moveTo(long id, long partnerId, @Nullable LocalDate from, SignedIn me) {
        allow(me);
        var contact = contacts.findById(id).orElseThrow();
        var before = contact.place().partner();
        var partner = partners.findById(partnerId).orElseThrow();
        contact.moveTo(partner, from, today());
        note(
                me,
                "moved to a partner",
                contact,
                Map.of(
                        "from",
                        before.name(),
                        "to",
                        partner.name(),
                        "since",
                        from == null ? "the beginning" : from.toString()));
    }

    public void makeKey(long id, SignedIn me) {
        allow(me);
        var contact = contacts.findById(id).orElseThrow();
        if (contact.archived()) throw new Refused("contact", "An archived contact cannot be the key contact.");
        contacts.keyContactOf(contact.place().partner().id()).ifPresent(former -> former.key(false));
        contact.key(true);
        note(
                me,
                "made key contact",
                contact,
                Map.of("partner", contact.place().partner().name()));
    }

    /** Past touches stay; mail from now on is no longer matched by these addresses. */
    public void archive(long id, SignedIn me) {
        allow(me);
        var contact = contacts.findById(id).orElseThrow();
        if (contact.archived()) return;
        contact.archive(clock.instant());
        note(me, "archived", contact, Map.of());
    }

    public void restore(long id, SignedIn me) {
        allow(me);
        var contact = contacts.findById(id).orElseThrow();
        if (!contact.archived()) return;
        contact.restore();
        note(me, "brought back from the archive", contact, Map.of());
    }

    private TreeSet<String> addresses(List<String> entered, @Nullable Long self) {
        var addresses = new TreeSet<String>();
        for (var text : entered) {
            if (text.isBlank()) continue;
            var address = Addresses.normalised(text)
                    .orElseThrow(() -> new Refused(
                            "addresses",
                            "“%s” is not an email address; write it like dana@acme.com.".formatted(text.strip())));
            free(address, self);
            addresses.add(address);
        }
        return addresses;
    }

    private void free(String address, @Nullable Long self) {
        var ours = settings.current();
        if (Domains.liesUnder(Addresses.domainOf(address), ours.ownDomains())
                || ours.ownAddresses().containsKey(address))
            throw new Refused("addresses", "“%s” is one of our own addresses.".formatted(address));
        if (suppressions.current().has(address))
            throw new Refused(
                    "addresses",
                    "The person at “%s” was erased and is not to be noted again; an admin can lift that under Privacy."
                            .formatted(address));
        contacts.withAddress(address)
                .filter(other -> self == null || other.id() != self)
                .ifPresent(other -> {
                    throw new Refused(
                            "addresses",
                            "“%s” already belongs to %s at %s%s."
                                    .formatted(
                                            address,
                                            other.name(),
                                            other.place().partner().name(),
                                            other.archived() ? ", who is archived" : ""),
                            "/partners/" + other.place().partner().id());
                });
    }

    private static void allow(SignedIn me) {
        if (!me.worksWithPartners()) throw new AccessDeniedException("A viewer changes nothing");
    }

    private LocalDate today() {
        return settings.current().today(clock);
    }

    private void note(SignedIn me, String what, Contact contact, Map<String, ?> detail) {
        audit.note(new Who(me.id(), me.name()), what, new About("contact", contact.id(), contact.name()), detail);
    }
}
