package app.touchline.importing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import app.touchline.importing.ImportRun.Progress;
import app.touchline.importing.ImportTable.Row;
import app.touchline.importing.RowOutcome.Kind;
import app.touchline.partner.Contact;
import app.touchline.partner.DomainRules;
import app.touchline.partner.Partner;
import app.touchline.partner.Refused;
import app.touchline.partner.TrackerField;
import app.touchline.settings.Domains;

import static app.touchline.importing.Cells.refuse;
import static app.touchline.importing.Cells.split;

/**
 * Goes through the rows of one file on the partners and contacts in memory, by their own verbs. Whether the outcome is
 * kept is for the caller: a dry run is this and no more.
 */
final class PartnerRun {

    private final Book book;
    private final PartnerRows partners;
    private final ContactRows contacts;
    private final FactRows facts;
    private final Map<String, String> decisions;
    private final LocalDate today;
    private final Instant now;

    private final Map<String, Long> refusedNames = new HashMap<>();
    private final Map<Long, RowOutcome> refusedHalfway = new HashMap<>();

    /** The row is about a name that is like another, and nobody has decided yet. */
    private static final class Undecided extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient List<String> alike;

        private Undecided(List<String> alike) {
            super(null, null, false, false);
            this.alike = alike;
        }
    }

    /** The company was passed on here before, and the row says no more than that. */
    private static final class PassedBefore extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient List<String> remarks;

        private PassedBefore(List<String> remarks) {
            super(null, null, false, false);
            this.remarks = remarks;
        }
    }

    private static final class LeftOut extends RuntimeException {
        private static final long serialVersionUID = 1;

        private LeftOut() {
            super(null, null, false, false);
        }
    }

    PartnerRun(
            Book book,
            DomainRules domainRules,
            ProfileRows profiles,
            FactRows facts,
            Map<String, String> decisions,
            LocalDate today,
            Instant now) {
        this.book = book;
        this.partners = new PartnerRows(book, domainRules, profiles, today, now);
        this.facts = facts;
        this.contacts = new ContactRows(book, today, now);
        this.decisions = decisions;
        this.today = today;
        this.now = now;
    }

    /** @param refused rows that an earlier run refused halfway, and which are left alone in this one */
    ImportResult through(ImportTable table, Map<Long, RowOutcome> refused, Progress progress) {
        var outcomes = new ArrayList<RowOutcome>(table.rows().size());
        for (var row : table.rows()) {
            if (outcomes.size() % ImportRun.ROWS_A_REPORT == 0)
                progress.at("Looking at the rows", outcomes.size(), table.rows().size());
            var before = refused.get(row.line());
            if (before != null) refusedNames.putIfAbsent(Book.key(row.cell(TrackerField.PARTNER)), row.line());
            outcomes.add(before == null ? row(row) : before);
        }
        facts.passedOn().forEach(partner -> partner.archive(now));
        return new ImportResult(
                List.copyOf(outcomes),
                partners.entered().size(),
                contacts.entered().size(),
                0);
    }

    /** Rows that were found wanting when part of them had been done in memory: what is kept must be done without them. */
    Map<Long, RowOutcome> refusedHalfway() {
        return refusedHalfway;
    }

    PartnerRows partners() {
        return partners;
    }

    FactRows facts() {
        return facts;
    }

    Set<Contact> newContacts() {
        return contacts.entered();
    }

    Set<Contact> changedContacts() {
        return contacts.changed();
    }

    private RowOutcome row(Row row) {
        var cells = new Cells(row, book, today);
        var about = row.has(TrackerField.PARTNER) ? row.cell(TrackerField.PARTNER) : row.cell(TrackerField.EXTERNAL_ID);
        if (!cells.problems.isEmpty()) return refused(row, about, cells.problems);
        var changes = new ArrayList<String>();
        var remarks = new ArrayList<String>();
        try {
            about = apply(cells, changes, remarks).name();
        } catch (Undecided undecided) {
            return new RowOutcome(row.line(), Kind.UNDECIDED, about, undecided.alike);
        } catch (PassedBefore passed) {
            return new RowOutcome(row.line(), Kind.KNOWN, about, passed.remarks);
        } catch (LeftOut leftOut) {
            return new RowOutcome(row.line(), Kind.LEFT_OUT, about, List.of());
        } catch (Refused refused) {
            var outcome = refused(row, about, List.of(refused.sentence()));
            refusedHalfway.put(row.line(), outcome);
            return outcome;
        }
        var kind = changes.isEmpty() ? Kind.KNOWN : Kind.CHANGES;
        changes.addAll(remarks);
        return new RowOutcome(row.line(), kind, about, List.copyOf(changes));
    }

    private RowOutcome refused(Row row, String about, List<String> problems) {
        if (row.has(TrackerField.PARTNER))
            refusedNames.putIfAbsent(Book.key(row.cell(TrackerField.PARTNER)), row.line());
        return RowOutcome.refused(row.line(), about, problems);
    }

    private Partner apply(Cells cells, List<String> changes, List<String> remarks) {
        var known = find(cells);
        var partner = known.isPresent() ? known.get() : partners.enter(cells, changes);
        var notes = partner.notes();
        partners.take(partner, known.isPresent(), cells, changes, remarks);
        facts.take(partner, cells, changes);
        // several things may be kept in them, so only what they are in the end tells
        if (known.isPresent() && !notes.equals(partner.notes())) changes.add("notes");
        if (!changes.isEmpty()) partners.touched(partner);
        if (cells.row.has(TrackerField.CONTACT_NAME) || cells.row.has(TrackerField.CONTACT_EMAIL))
            contacts.take(partner, cells, changes);
        return partner;
    }

    private Optional<Partner> find(Cells cells) {
        var row = cells.row;
        var name = row.cell(TrackerField.PARTNER);
        var externalId = row.cell(TrackerField.EXTERNAL_ID);
        var byId = externalId.isEmpty() ? Optional.<Partner>empty() : book.identifiedAs(externalId);
        var byName = name.isEmpty() ? Optional.<Partner>empty() : book.named(name);
        if (byId.isPresent() && byName.isPresent() && !byId.equals(byName))
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
            notPassedBefore(name, cells);
            return decided(row, name, externalId);
        }
        if (!externalId.isEmpty())
            throw refuse(
                    "There is no partner with the external id “%s”; a new one needs a name.".formatted(externalId));
        return Optional.of(byDomain(row));
    }

    private void notPassedBefore(String name, Cells cells) {
        var before = book.passedOn(name);
        if (before == null) return;
        var passed = cells.passed;
        var words = "It was a polite pass on %s: %s.".formatted(before.decidedOn(), before.reason());
        if (passed == null) throw refuse(words + " Reopen that one first.");
        var same = (passed.reason().isEmpty() || passed.reason().equals(before.reason()))
                && (passed.on() == null || passed.on().equals(before.decidedOn()));
        throw new PassedBefore(same ? List.of() : List.of(words + " That stays"));
    }

    /** A name that is nobody's: a new partner's, unless it is like another or one of its domains is another's. */
    private Optional<Partner> decided(Row row, String name, String externalId) {
        var decision = decisions.get(Book.key(name));
        if (ImportPlan.ENTER.equals(decision)) return Optional.empty();
        if (ImportPlan.LEAVE.equals(decision)) throw new LeftOut();
        if (decision != null && book.named(decision).isPresent()) {
            var partner = book.named(decision).get();
            var other = partner.externalId();
            if (!externalId.isEmpty() && other != null && !other.equals(externalId))
                throw refuse("%s already has another external id, “%s”.".formatted(partner.name(), other));
            return Optional.of(partner);
        }
        if (book.mergedInto(name).isPresent()) return Optional.empty(); // refused with the name it has now
        var alike = new ArrayList<>(book.like(name));
        for (var entered : split(row.cell(TrackerField.DOMAINS)))
            for (var partner : book.withDomain(Domains.entered(entered).orElse("")))
                if (!alike.contains(partner.name())) alike.add(partner.name());
        if (!alike.isEmpty()) throw new Undecided(List.copyOf(alike));
        return Optional.empty();
    }

    private Partner byDomain(Row row) {
        for (var entered : split(row.cell(TrackerField.DOMAINS))) {
            var domain = Domains.entered(entered).orElse("");
            var owners = book.withDomain(domain);
            if (owners.size() == 1) return owners.iterator().next();
            if (owners.size() > 1)
                throw refuse("The row names no partner, and “%s” belongs to several; give the name.".formatted(domain));
        }
        throw refuse("The row names no partner: give its name, its external id or a domain it already has.");
    }
}
