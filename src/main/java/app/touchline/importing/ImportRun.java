package app.touchline.importing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import app.touchline.importing.ImportTable.Row;
import app.touchline.partner.Addresses;
import app.touchline.partner.Contact;
import app.touchline.partner.ContactRole;
import app.touchline.partner.DomainRules;
import app.touchline.partner.Partner;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.partner.Refused;
import app.touchline.partner.Since;
import app.touchline.partner.Tier;
import app.touchline.settings.Domains;

/**
 * Goes through the rows of one file on the partners and contacts in memory, by their own verbs. Whether the outcome is
 * kept is for the caller: a dry run is this and no more.
 */
class ImportRun {

    private static final Pattern SEPARATORS = Pattern.compile("[\\s;,]+");
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern DOTTED = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");
    private static final Set<String> YES = Set.of("yes", "y", "true", "1", "x", "ja", "j");
    private static final Set<String> NO = Set.of("no", "n", "false", "0", "nein");

    private final Book book;
    private final DomainRules domainRules;
    private final LocalDate today;
    private final Instant now;

    private final Map<Partner, Map<Column, Said>> saidOf = new HashMap<>();
    private final Map<Partner, Long> keyContactSaidIn = new HashMap<>();
    private final Map<String, Long> refusedNames = new HashMap<>();
    private final Set<Partner> newPartners = new LinkedHashSet<>();
    private final Set<Contact> newContacts = new LinkedHashSet<>();
    private final Set<Partner> changedPartners = new LinkedHashSet<>();
    private final Set<Partner> handedOver = new LinkedHashSet<>();
    private final Set<Contact> changedContacts = new LinkedHashSet<>();

    /** What an earlier row of the file said about the same partner. */
    private record Said(String value, long line) {}

    ImportRun(Book book, DomainRules domainRules, LocalDate today, Instant now) {
        this.book = book;
        this.domainRules = domainRules;
        this.today = today;
        this.now = now;
    }

    ImportResult through(ImportTable table) {
        var outcomes = table.rows().stream().map(this::row).toList();
        return new ImportResult(outcomes, newPartners.size(), newContacts.size());
    }

    Set<Partner> newPartners() {
        return newPartners;
    }

    Set<Contact> newContacts() {
        return newContacts;
    }

    /** Without the new ones. */
    Set<Partner> changedPartners() {
        return changedPartners;
    }

    /** Whose owner changed, or since when. */
    Set<Partner> handedOver() {
        return handedOver;
    }

    Set<Contact> changedContacts() {
        return changedContacts;
    }

    private RowOutcome row(Row row) {
        var cells = new Cells(row);
        var changes = new ArrayList<String>();
        var remarks = new ArrayList<String>();
        var about = row.has(Column.PARTNER) ? row.cell(Column.PARTNER) : row.cell(Column.EXTERNAL_ID);
        if (cells.problems.isEmpty()) {
            try {
                about = apply(cells, changes, remarks).name();
            } catch (Refused refused) {
                cells.problems.add(refused.sentence());
            }
        }
        if (!cells.problems.isEmpty()) {
            if (row.has(Column.PARTNER)) refusedNames.putIfAbsent(Book.key(row.cell(Column.PARTNER)), row.line());
            return new RowOutcome(row.line(), about, List.of(), List.of(), List.copyOf(cells.problems));
        }
        return new RowOutcome(row.line(), about, List.copyOf(changes), List.copyOf(remarks), List.of());
    }

    private Partner apply(Cells cells, List<String> changes, List<String> remarks) {
        var known = find(cells.row);
        var partner = known.isPresent() ? known.get() : enter(cells, changes);
        saysTheSame(partner, cells.row);
        if (known.isPresent()) update(partner, cells, changes);
        domains(partner, cells, changes, remarks);
        if (!changes.isEmpty() && known.isPresent() && !newPartners.contains(partner)) changedPartners.add(partner);
        if (cells.row.has(Column.CONTACT_NAME) || cells.row.has(Column.CONTACT_EMAIL)) contact(partner, cells, changes);
        return partner;
    }

    private Optional<Partner> find(Row row) {
        var name = row.cell(Column.PARTNER);
        var externalId = row.cell(Column.EXTERNAL_ID);
        var byId = externalId.isEmpty() ? Optional.<Partner>empty() : book.identifiedAs(externalId);
        var byName = name.isEmpty() ? Optional.<Partner>empty() : book.named(name);
        if (byId.isPresent() && byName.isPresent() && byId.get() != byName.get())
            throw refuse("The external id “%s” is %s's, and the name “%s” another partner's."
                    .formatted(externalId, byId.get().name(), name));
        if (byId.isPresent()) return byId;
        if (byName.isPresent()) {
            var other = byName.get().externalId();
            if (!externalId.isEmpty() && other != null)
                throw refuse("%s already has another external id, “%s”."
                        .formatted(byName.get().name(), other));
            return byName;
        }
        if (!name.isEmpty()) {
            var refusedIn = refusedNames.get(Book.key(name));
            if (refusedIn != null) throw refuse("Line %d, which enters “%s”, is refused.".formatted(refusedIn, name));
            return Optional.empty();
        }
        if (!externalId.isEmpty())
            throw refuse(
                    "There is no partner with the external id “%s”; a new one needs a name.".formatted(externalId));
        return Optional.of(byDomain(row));
    }

    private Partner byDomain(Row row) {
        for (var entered : split(row.cell(Column.DOMAINS))) {
            var domain = Domains.entered(entered).orElse("");
            var owners = book.withDomain(domain);
            if (owners.size() == 1) return owners.iterator().next();
            if (owners.size() > 1)
                throw refuse("The row names no partner, and “%s” belongs to several; give the name.".formatted(domain));
        }
        throw refuse("The row names no partner: give its name, its external id or a domain it already has.");
    }

    private Partner enter(Cells cells, List<String> changes) {
        if (cells.tier == null)
            throw refuse("There is no partner named “%s”, and to enter a new one the row needs a tier."
                    .formatted(cells.row.cell(Column.PARTNER)));
        var start = cells.dates.get(Column.PARTNER_SINCE);
        var partner = new Partner(
                cells.row.cell(Column.PARTNER),
                new Since<>(cells.dates.getOrDefault(Column.TIER_SINCE, start), cells.tier),
                new Since<@Nullable Long>(cells.dates.getOrDefault(Column.OWNER_SINCE, start), cells.owner),
                new Since<>(
                        cells.dates.getOrDefault(Column.STATUS_SINCE, start),
                        cells.status == null ? ProgrammeStatus.ACTIVE : cells.status),
                today,
                now);
        partner.identifyAs(cells.row.cell(Column.EXTERNAL_ID));
        partner.partnerSince(start);
        partner.note(cells.row.cell(Column.NOTES));
        partner.blockedBy(cells.row.cell(Column.BLOCKERS));
        book.add(partner);
        newPartners.add(partner);
        changes.add("new partner, %s, %s"
                .formatted(partner.tier().name(), partner.status().words()));
        return partner;
    }

    /** Two rows about one partner may leave cells empty, but not contradict each other. */
    private void saysTheSame(Partner partner, Row row) {
        var said = saidOf.computeIfAbsent(partner, _ -> new EnumMap<>(Column.class));
        for (var column : List.of(
                Column.PARTNER,
                Column.EXTERNAL_ID,
                Column.TIER,
                Column.OWNER,
                Column.STATUS,
                Column.PARTNER_SINCE,
                Column.TIER_SINCE,
                Column.OWNER_SINCE,
                Column.STATUS_SINCE,
                Column.NOTES,
                Column.BLOCKERS)) {
            if (!row.has(column)) continue;
            var before = said.putIfAbsent(column, new Said(row.cell(column), row.line()));
            if (before != null && !before.value().equalsIgnoreCase(row.cell(column)))
                throw refuse("Line %d says %s “%s” for the same partner, this row “%s”."
                        .formatted(before.line(), column.heading(), before.value(), row.cell(column)));
        }
    }

    private void update(Partner partner, Cells cells, List<String> changes) {
        var row = cells.row;
        if (row.has(Column.PARTNER) && !partner.name().equals(row.cell(Column.PARTNER))) {
            var before = partner.name();
            partner.rename(row.cell(Column.PARTNER));
            if (!before.equals(partner.name())) {
                book.renamed(partner, before);
                changes.add("name %s → %s".formatted(before, partner.name()));
            }
        }
        if (row.has(Column.EXTERNAL_ID) && !row.cell(Column.EXTERNAL_ID).equals(partner.externalId())) {
            partner.identifyAs(row.cell(Column.EXTERNAL_ID));
            book.identified(partner);
            changes.add("external id " + partner.externalId());
        }
        var start = cells.dates.get(Column.PARTNER_SINCE);
        if (start != null && !start.equals(partner.partnerSince())) {
            partner.partnerSince(start);
            changes.add("partner since " + start);
        }
        if (row.has(Column.NOTES)) {
            var before = partner.notes();
            partner.note(row.cell(Column.NOTES));
            if (!before.equals(partner.notes())) changes.add("notes");
        }
        if (row.has(Column.BLOCKERS)) {
            var before = partner.blockers();
            partner.blockedBy(row.cell(Column.BLOCKERS));
            if (!before.equals(partner.blockers())) changes.add("blockers");
        }
        tier(partner, cells, changes);
        owner(partner, cells, changes);
        status(partner, cells, changes);
    }

    private void tier(Partner partner, Cells cells, List<String> changes) {
        var since = cells.dates.get(Column.TIER_SINCE);
        var before = partner.tiers();
        if (cells.tier != null && cells.tier != partner.tier())
            partner.moveTo(cells.tier, since == null ? today : since, today);
        else if (since != null) partner.correctTierSince(since, today);
        if (!before.equals(partner.tiers()))
            changes.add("tier %s since %s".formatted(partner.tier().name(), since == null ? today : since));
    }

    private void owner(Partner partner, Cells cells, List<String> changes) {
        var since = cells.dates.get(Column.OWNER_SINCE);
        var before = partner.owners();
        if (cells.owner != null && !cells.owner.equals(partner.ownerId()))
            partner.handTo(cells.owner, since == null ? today : since, today);
        else if (since != null) partner.correctOwnerSince(since, today);
        if (before.equals(partner.owners())) return;
        changes.add("owner %s since %s".formatted(book.memberName(partner.ownerId()), since == null ? today : since));
        handedOver.add(partner);
    }

    private void status(Partner partner, Cells cells, List<String> changes) {
        var since = cells.dates.get(Column.STATUS_SINCE);
        var before = partner.statuses();
        if (cells.status != null && cells.status != partner.status())
            partner.setStatus(cells.status, since == null ? today : since, today);
        else if (since != null) partner.correctStatusSince(since, today);
        if (!before.equals(partner.statuses()))
            changes.add("status %s since %s".formatted(partner.status().words(), since == null ? today : since));
    }

    private void domains(Partner partner, Cells cells, List<String> changes, List<String> remarks) {
        for (var entered : split(cells.row.cell(Column.DOMAINS))) {
            var known = Domains.entered(entered).filter(partner::hasDomain).isPresent();
            if (known) continue;
            var domain = domainRules.allowed(entered, false);
            partner.addDomain(domain);
            changes.add("domain " + domain);
            for (var other : book.withDomain(domain))
                remarks.add("%s is also at %s: mail matched by it alone will wait for review"
                        .formatted(domain, other.name()));
            book.hasDomain(partner, domain);
        }
    }

    private void contact(Partner partner, Cells cells, List<String> changes) {
        var row = cells.row;
        var words = new ArrayList<String>();
        var found = knownContact(partner, cells);
        Contact contact;
        if (found == null) {
            var name = row.has(Column.CONTACT_NAME) ? row.cell(Column.CONTACT_NAME) : cells.addresses.getFirst();
            contact = new Contact(
                    name,
                    cells.role == null ? ContactRole.OTHER : cells.role,
                    partner,
                    cells.dates.get(Column.CONTACT_FROM),
                    today,
                    now);
            contact.describe(name, contact.role(), row.cell(Column.CHAT_HANDLE));
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
            var owner = book.withAddress(address);
            if (owner == null) continue;
            if (found != null && found != owner)
                throw refuse("The addresses belong to two contacts, %s and %s.".formatted(found.name(), owner.name()));
            found = owner;
        }
        if (found == null && cells.row.has(Column.CONTACT_NAME))
            found = book.contactAt(partner, cells.row.cell(Column.CONTACT_NAME));
        if (found != null && found.archived())
            throw refuse("%s is archived; bring the contact back first.".formatted(found.name()));
        return found;
    }

    private void place(Contact contact, Partner partner, Cells cells, List<String> words) {
        var from = cells.dates.get(Column.CONTACT_FROM);
        var before = contact.place();
        if (before.partner() != partner) {
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
        var name = row.has(Column.CONTACT_NAME) ? row.cell(Column.CONTACT_NAME) : contact.name();
        var role = cells.role == null ? contact.role() : cells.role;
        var chat = row.has(Column.CHAT_HANDLE) ? row.cell(Column.CHAT_HANDLE) : contact.chatHandle();
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

    private static List<String> split(String cell) {
        return cell.isEmpty()
                ? List.of()
                : Arrays.stream(SEPARATORS.split(cell))
                        .filter(each -> !each.isEmpty())
                        .toList();
    }

    private static Refused refuse(String sentence) {
        return new Refused("row", sentence);
    }

    /** The cells of a row, understood; all that cannot be understood is said at once. */
    private final class Cells {

        private final Row row;
        private final List<String> problems = new ArrayList<>();
        private final Map<Column, LocalDate> dates = new EnumMap<>(Column.class);
        private final List<String> addresses = new ArrayList<>();
        private @Nullable Tier tier;
        private @Nullable Long owner;
        private @Nullable ProgrammeStatus status;
        private @Nullable ContactRole role;
        private @Nullable Boolean key;

        Cells(Row row) {
            this.row = row;
            if (row.problem() != null) problems.add(row.problem());
            row.cells().keySet().stream().filter(Column::dated).forEach(this::date);
            understand(Column.TIER, cell -> tier = book.tier(cell));
            understand(Column.OWNER, cell -> owner = book.member(cell));
            understand(Column.STATUS, cell -> status = status(cell));
            understand(Column.CONTACT_ROLE, cell -> role = role(cell));
            understand(Column.KEY_CONTACT, cell -> key = yesOrNo(cell));
            for (var entered : split(row.cell(Column.CONTACT_EMAIL)))
                Addresses.normalised(entered)
                        .ifPresentOrElse(
                                addresses::add,
                                () -> problems.add("“%s” is not an email address; write it like dana@acme.com."
                                        .formatted(entered)));
            if (!row.has(Column.CONTACT_NAME) && !row.has(Column.CONTACT_EMAIL))
                for (var column :
                        List.of(Column.CONTACT_ROLE, Column.CONTACT_FROM, Column.KEY_CONTACT, Column.CHAT_HANDLE))
                    if (row.has(column))
                        problems.add("%s is about a contact, but the row names none.".formatted(column.heading()));
        }

        private void understand(Column column, java.util.function.Consumer<String> how) {
            if (!row.has(column)) return;
            try {
                how.accept(row.cell(column));
            } catch (Refused refused) {
                problems.add(refused.sentence());
            }
        }

        private void date(Column column) {
            var cell = row.cell(column);
            var day = day(cell);
            if (day == null)
                problems.add("%s: “%s” is not a date; write it like 2026-03-31 or 31.03.2026."
                        .formatted(column.heading(), cell));
            else if (day.isAfter(today))
                problems.add("%s: %s is still to come; the latest possible day is today, %s."
                        .formatted(column.heading(), day, today));
            else if (day.getYear() < 1900)
                problems.add("%s: %s is too long ago; is the year right?".formatted(column.heading(), day));
            else dates.put(column, day);
        }

        private static @Nullable LocalDate day(String cell) {
            try {
                var iso = ISO.matcher(cell);
                if (iso.matches()) return LocalDate.of(number(iso, 1), number(iso, 2), number(iso, 3));
                var dotted = DOTTED.matcher(cell);
                if (dotted.matches()) return LocalDate.of(number(dotted, 3), number(dotted, 2), number(dotted, 1));
                return null;
            } catch (DateTimeException notInTheCalendar) {
                return null;
            }
        }

        private static int number(java.util.regex.Matcher matcher, int group) {
            return Integer.parseInt(matcher.group(group));
        }

        private static ProgrammeStatus status(String cell) {
            return Arrays.stream(ProgrammeStatus.values())
                    .filter(each -> each.words().equalsIgnoreCase(cell))
                    .findFirst()
                    .orElseThrow(
                            () -> refuse("“%s” is not a status; it is Prospect, Testing, Active, Paused or Inactive."
                                    .formatted(cell)));
        }

        private static ContactRole role(String cell) {
            return Arrays.stream(ContactRole.values())
                    .filter(each ->
                            each.words().equalsIgnoreCase(cell) || each.name().equalsIgnoreCase(cell))
                    .findFirst()
                    .orElseThrow(() -> refuse(
                            "“%s” is not a contact's role; it is Partner manager, BDR, AE, SE, CS, Executive or Other."
                                    .formatted(cell)));
        }

        private static boolean yesOrNo(String cell) {
            var lower = cell.toLowerCase(Locale.ROOT);
            if (YES.contains(lower)) return true;
            if (NO.contains(lower)) return false;
            throw refuse("key_contact is yes or no, not “%s”.".formatted(cell));
        }
    }
}
