package app.touchline.importing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import app.touchline.importing.ImportTable.Row;
import app.touchline.partner.DomainRules;
import app.touchline.partner.FileField;
import app.touchline.partner.FileField.Kind;
import app.touchline.partner.Partner;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.partner.Since;
import app.touchline.partner.TrackerField;
import app.touchline.settings.Domains;

import static app.touchline.importing.Cells.refuse;
import static app.touchline.importing.Cells.split;

/** What the rows of one file say of partners, done to those in the book by their own verbs. */
final class PartnerRows {

    private final Book book;
    private final DomainRules domainRules;
    private final ProfileRows profiles;
    private final LocalDate today;
    private final Instant now;

    private final Map<Partner, Map<FileField, Said>> saidOf = new HashMap<>();
    private final Set<Partner> entered = new LinkedHashSet<>();
    private final Set<Partner> changed = new LinkedHashSet<>();
    private final Set<Partner> handedOver = new LinkedHashSet<>();

    /** What an earlier row of the file said about the same partner. */
    private record Said(String value, long line) {}

    PartnerRows(Book book, DomainRules domainRules, ProfileRows profiles, LocalDate today, Instant now) {
        this.book = book;
        this.domainRules = domainRules;
        this.profiles = profiles;
        this.today = today;
        this.now = now;
    }

    Set<Partner> entered() {
        return entered;
    }

    /** Without those entered. */
    Set<Partner> changed() {
        return changed;
    }

    /** Whose owner changed, or since when. */
    Set<Partner> handedOver() {
        return handedOver;
    }

    Partner enter(Cells cells, List<String> changes) {
        var name = cells.row.cell(TrackerField.PARTNER);
        book.mergedInto(name).ifPresent(into -> {
            throw refuse("“%s” was merged into “%s”; give that name.".formatted(name, into));
        });
        var tier = cells.tier == null && cells.passed != null ? book.lastTier() : cells.tier;
        if (tier == null)
            throw refuse(
                    "There is no partner named “%s”, and to enter a new one the row needs a tier.".formatted(name));
        var start = cells.dates.get(TrackerField.PARTNER_SINCE);
        var partner = new Partner(
                name,
                new Since<>(cells.dates.getOrDefault(TrackerField.TIER_SINCE, start), tier),
                new Since<@Nullable Long>(cells.dates.getOrDefault(TrackerField.OWNER_SINCE, start), cells.owner),
                new Since<>(cells.dates.getOrDefault(TrackerField.STATUS_SINCE, start), statusOnEntering(cells)),
                today,
                now);
        partner.identifyAs(cells.row.cell(TrackerField.EXTERNAL_ID));
        partner.partnerSince(start);
        book.add(partner);
        entered.add(partner);
        changes.add("new partner, %s, %s"
                .formatted(partner.tier().name(), partner.status().words()));
        return partner;
    }

    private static ProgrammeStatus statusOnEntering(Cells cells) {
        if (cells.passed != null) return ProgrammeStatus.PROSPECT;
        return cells.status == null ? ProgrammeStatus.ACTIVE : cells.status;
    }

    /** What a row says of a partner, which an earlier row of the file must not contradict. */
    void take(Partner partner, boolean known, Cells cells, List<String> changes, List<String> remarks) {
        saysTheSame(partner, cells.row);
        if (known) update(partner, cells, changes);
        texts(partner, known, cells.row, changes);
        profiles.take(partner, known, cells, changes);
        domains(partner, cells, changes, remarks);
    }

    /** Something of the partner is to be written. */
    void touched(Partner partner) {
        if (!entered.contains(partner)) changed.add(partner);
    }

    /** Two rows about one partner may leave cells empty, but not contradict each other. */
    private void saysTheSame(Partner partner, Row row) {
        var said = saidOf.computeIfAbsent(partner, _ -> new HashMap<>());
        row.cells().forEach((field, cell) -> {
            if (!(field instanceof TrackerField known) || !known.isOfPartner() || field.kind() == Kind.LIST) return;
            var before = said.putIfAbsent(field, new Said(cell, row.line()));
            if (before != null && !before.value().equalsIgnoreCase(cell))
                throw refuse("Line %d says %s “%s” for the same partner, this row “%s”."
                        .formatted(before.line(), field.heading(), before.value(), cell));
        });
    }

    private void update(Partner partner, Cells cells, List<String> changes) {
        var row = cells.row;
        var externalId = row.cell(TrackerField.EXTERNAL_ID);
        if (row.has(TrackerField.PARTNER)
                && !partner.name().equals(row.cell(TrackerField.PARTNER))
                && (externalId.equals(partner.externalId()) || sameButForCapitals(partner, row))) {
            var before = partner.name();
            partner.rename(row.cell(TrackerField.PARTNER));
            if (!before.equals(partner.name())) {
                book.renamed(partner, before);
                changes.add("name %s → %s".formatted(before, partner.name()));
            }
        }
        if (row.has(TrackerField.EXTERNAL_ID) && !externalId.equals(partner.externalId())) {
            partner.identifyAs(externalId);
            book.identified(partner);
            changes.add("external id " + partner.externalId());
        }
        var start = cells.dates.get(TrackerField.PARTNER_SINCE);
        if (start != null && !start.equals(partner.partnerSince())) {
            partner.partnerSince(start);
            changes.add("partner since " + start);
        }
        tier(partner, cells, changes);
        owner(partner, cells, changes);
        if (cells.passed == null) status(partner, cells, changes);
    }

    /** One that a person said to be the same as the row's keeps its name. */
    private static boolean sameButForCapitals(Partner partner, Row row) {
        return Book.key(partner.name()).equals(Book.key(row.cell(TrackerField.PARTNER)));
    }

    private void texts(Partner partner, boolean known, Row row, List<String> changes) {
        if (row.has(TrackerField.NOTES)) partner.note(row.cell(TrackerField.NOTES));
        row.kept().forEach((heading, cell) -> partner.note(kept(partner.notes(), heading, cell)));
        if (!row.has(TrackerField.BLOCKERS)) return;
        var blockers = partner.blockers();
        partner.blockedBy(row.cell(TrackerField.BLOCKERS));
        if (known && !blockers.equals(partner.blockers())) changes.add("blockers");
    }

    /** What has no field of its own stands in the notes, a line for each, and a new value in the place of the old. */
    static String kept(String notes, String heading, String cell) {
        var mark = heading.strip() + ": ";
        var line = mark + cell.replaceAll("\\s*\\R\\s*", " / ");
        if (notes.lines().anyMatch(line::equals)) return notes;
        if (notes.lines().noneMatch(each -> each.startsWith(mark))) return notes.isBlank() ? line : notes + "\n" + line;
        return String.join(
                "\n",
                notes.lines().map(each -> each.startsWith(mark) ? line : each).toList());
    }

    private void tier(Partner partner, Cells cells, List<String> changes) {
        var since = cells.dates.get(TrackerField.TIER_SINCE);
        var before = partner.tiers();
        if (cells.tier != null && !Objects.equals(cells.tier, partner.tier()))
            partner.moveTo(cells.tier, since == null ? today : since, today);
        else if (since != null) partner.correctTierSince(since, today);
        if (!before.equals(partner.tiers()))
            changes.add("tier %s since %s".formatted(partner.tier().name(), since == null ? today : since));
    }

    private void owner(Partner partner, Cells cells, List<String> changes) {
        var since = cells.dates.get(TrackerField.OWNER_SINCE);
        var before = partner.owners();
        if (cells.owner != null && !cells.owner.equals(partner.ownerId()))
            partner.handTo(cells.owner, since == null ? today : since, today);
        else if (since != null) partner.correctOwnerSince(since, today);
        if (before.equals(partner.owners())) return;
        changes.add("owner %s since %s".formatted(book.memberName(partner.ownerId()), since == null ? today : since));
        handedOver.add(partner);
    }

    private void status(Partner partner, Cells cells, List<String> changes) {
        var since = cells.dates.get(TrackerField.STATUS_SINCE);
        var before = partner.statuses();
        if (cells.status != null && cells.status != partner.status())
            partner.setStatus(cells.status, since == null ? today : since, today);
        else if (since != null) partner.correctStatusSince(since, today);
        if (!before.equals(partner.statuses()))
            changes.add("status %s since %s".formatted(partner.status().words(), since == null ? today : since));
    }

    private void domains(Partner partner, Cells cells, List<String> changes, List<String> remarks) {
        for (var written : split(cells.row.cell(TrackerField.DOMAINS))) {
            var known = Domains.entered(written).filter(partner::hasDomain).isPresent();
            if (known) continue;
            var domain = domainRules.allowed(written, false);
            partner.addDomain(domain);
            changes.add("domain " + domain);
            for (var other : book.withDomain(domain))
                remarks.add("%s is also at %s: mail matched by it alone will wait for review"
                        .formatted(domain, other.name()));
            book.hasDomain(partner, domain);
        }
    }
}
