package app.touchline.importing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import app.touchline.importing.ImportTable.Row;
import app.touchline.partner.Contact;
import app.touchline.partner.DomainRules;
import app.touchline.partner.Partner;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.partner.Refused;
import app.touchline.partner.Since;
import app.touchline.settings.Domains;

import static app.touchline.importing.Cells.refuse;
import static app.touchline.importing.Cells.split;

/**
 * Goes through the rows of one file on the partners and contacts in memory, by their own verbs. Whether the outcome is
 * kept is for the caller: a dry run is this and no more.
 */
class ImportRun {

    private final Book book;
    private final DomainRules domainRules;
    private final ContactRows contacts;
    private final LocalDate today;
    private final Instant now;

    private final Map<Partner, Map<Column, Said>> saidOf = new HashMap<>();
    private final Map<String, Long> refusedNames = new HashMap<>();
    private final Set<Partner> newPartners = new LinkedHashSet<>();
    private final Set<Partner> changedPartners = new LinkedHashSet<>();
    private final Set<Partner> handedOver = new LinkedHashSet<>();

    /** What an earlier row of the file said about the same partner. */
    private record Said(String value, long line) {}

    ImportRun(Book book, DomainRules domainRules, LocalDate today, Instant now) {
        this.book = book;
        this.domainRules = domainRules;
        this.contacts = new ContactRows(book, today, now);
        this.today = today;
        this.now = now;
    }

    ImportResult through(ImportTable table) {
        var outcomes = table.rows().stream().map(this::row).toList();
        return new ImportResult(outcomes, newPartners.size(), contacts.entered().size());
    }

    Set<Partner> newPartners() {
        return newPartners;
    }

    Set<Contact> newContacts() {
        return contacts.entered();
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
        return contacts.changed();
    }

    private RowOutcome row(Row row) {
        var cells = new Cells(row, book, today);
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
        if (cells.row.has(Column.CONTACT_NAME) || cells.row.has(Column.CONTACT_EMAIL))
            contacts.take(partner, cells, changes);
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
        book.mergedInto(cells.row.cell(Column.PARTNER)).ifPresent(now -> {
            throw refuse("“%s” was merged into “%s”; give that name.".formatted(cells.row.cell(Column.PARTNER), now));
        });
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
}
