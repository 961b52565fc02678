package app.touchline.importing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import app.touchline.importing.ImportTable.Row;
import app.touchline.partner.Contact;
import app.touchline.partner.ContactRole;
import app.touchline.partner.Partner;
import app.touchline.partner.TrackerField;

import static app.touchline.importing.Cells.refuse;

/** What the rows of one file say of contacts, done to those in the book by their own verbs. */
final class ContactRows {

    private final Book book;
    private final LocalDate today;
    private final Instant now;

    private final Map<Partner, Long> keyContactSaidIn = new HashMap<>();
    private final Set<Contact> newContacts = new LinkedHashSet<>();
    private final Set<Contact> changedContacts = new LinkedHashSet<>();

    ContactRows(Book book, LocalDate today, Instant now) {
        this.book = book;
        this.today = today;
        this.now = now;
    }

    Set<Contact> entered() {
        return newContacts;
    }

    /** Without those entered. */
    Set<Contact> changed() {
        return changedContacts;
    }

    /** The contact that a row names; what it changes is said in {@code changes}. */
    void take(Partner partner, Cells cells, List<String> changes) {
        var row = cells.row;
        var words = new ArrayList<String>();
        var found = knownContact(partner, cells);
        Contact contact;
        if (found == null) {
            var name = row.has(TrackerField.CONTACT_NAME)
                    ? row.cell(TrackerField.CONTACT_NAME)
                    : cells.addresses.getFirst();
            contact = new Contact(
                    name,
                    cells.role == null ? ContactRole.OTHER : cells.role,
                    partner,
                    cells.dates.get(TrackerField.CONTACT_FROM),
                    today,
                    now);
            contact.describe(name, contact.role(), row.cell(TrackerField.CHAT_HANDLE));
            contact.changeAddresses(cells.addresses);
            newContacts.add(contact);
            words.add("new contact " + contact.name());
            if (book.keyContact(partner) == null) book.makeKey(partner, contact);
        } else {
            contact = found;
            place(contact, partner, cells, words);
            describe(contact, cells, words);
        }
        book.add(contact);
        if (Boolean.TRUE.equals(cells.key)) key(partner, contact, row, words);
        if (!words.isEmpty() && !newContacts.contains(contact)) changedContacts.add(contact);
        changes.addAll(words);
    }

    private @Nullable Contact knownContact(Partner partner, Cells cells) {
        Contact found = null;
        for (var address : cells.addresses) {
            if (book.isOurs(address)) throw refuse("“%s” is one of our own addresses.".formatted(address));
            if (book.isErased(address))
                throw refuse(
                        "The person at “%s” was erased and is not to be noted again; an admin can lift that under Privacy."
                                .formatted(address));
            var owner = book.withAddress(address);
            if (owner == null) continue;
            if (found != null && !found.equals(owner))
                throw refuse("The addresses belong to two contacts, %s and %s.".formatted(found.name(), owner.name()));
            found = owner;
        }
        if (found == null && cells.row.has(TrackerField.CONTACT_NAME))
            found = book.contactAt(partner, cells.row.cell(TrackerField.CONTACT_NAME));
        if (found != null && found.archived())
            throw refuse("%s is archived; bring the contact back first.".formatted(found.name()));
        return found;
    }

    private void place(Contact contact, Partner partner, Cells cells, List<String> words) {
        var from = cells.dates.get(TrackerField.CONTACT_FROM);
        var before = contact.place();
        if (!partner.equals(before.partner())) {
            if (from == null)
                throw refuse("%s is a contact of %s; for a move to %s give the day in contact_from."
                        .formatted(contact.name(), before.partner().name(), partner.name()));
            if (Objects.equals(book.keyContact(before.partner()), contact)) book.noKey(before.partner());
            contact.moveTo(partner, from, today);
            words.add("%s from %s since %s"
                    .formatted(contact.name(), before.partner().name(), from));
            if (book.keyContact(partner) == null) book.makeKey(partner, contact);
        } else if (from != null && !from.equals(before.since())) {
            contact.correctSince(from, today);
            words.add("%s there since %s".formatted(contact.name(), from));
        }
    }

    private void describe(Contact contact, Cells cells, List<String> words) {
        var row = cells.row;
        var name = row.has(TrackerField.CONTACT_NAME) ? row.cell(TrackerField.CONTACT_NAME) : contact.name();
        var role = cells.role == null ? contact.role() : cells.role;
        var chat = row.has(TrackerField.CHAT_HANDLE) ? row.cell(TrackerField.CHAT_HANDLE) : contact.chatHandle();
        if (!name.equals(contact.name()) || role != contact.role() || !chat.equals(contact.chatHandle())) {
            contact.describe(name, role, chat);
            words.add("contact %s, %s".formatted(contact.name(), contact.role().words()));
        }
        var addresses = contact.addresses();
        if (addresses.addAll(cells.addresses)) {
            contact.changeAddresses(addresses);
            words.add("addresses of " + contact.name());
        }
    }

    private void key(Partner partner, Contact contact, Row row, List<String> words) {
        var said = keyContactSaidIn.putIfAbsent(partner, row.line());
        if (Objects.equals(book.keyContact(partner), contact)) return;
        if (said != null) throw refuse("%s already has a key contact in line %d.".formatted(partner.name(), said));
        var former = book.keyContact(partner);
        if (former != null) {
            former.key(false);
            if (!newContacts.contains(former)) changedContacts.add(former);
        }
        book.makeKey(partner, contact);
        words.add("key contact " + contact.name());
    }
}
