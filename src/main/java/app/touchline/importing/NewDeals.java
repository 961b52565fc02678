package app.touchline.importing;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import app.touchline.deal.Customer;
import app.touchline.deal.DealField;
import app.touchline.deal.DealKind;
import app.touchline.deal.Details;
import app.touchline.deal.Division;
import app.touchline.deal.Origin;
import app.touchline.deal.Part;
import app.touchline.deal.Past;
import app.touchline.deal.Past.End;
import app.touchline.deal.Registration;
import app.touchline.deal.Retelling.Arrival;
import app.touchline.deal.Share;
import app.touchline.deal.Stage;
import app.touchline.deal.Standing;
import app.touchline.importing.DealShares.Whose;
import app.touchline.money.Money;
import app.touchline.partner.Contact;
import app.touchline.partner.Partner;

import static app.touchline.importing.Cells.refuse;

/** What a row says of a deal that is not here yet. What a registration must have and an old table has not is said to be not known. */
final class NewDeals {

    private static final String NOT_KNOWN = "Not known";
    private static final String NO_REASON = "No reason in the imported file";
    private static final String NO_DESCRIPTION = "Imported without a description";

    private final Book book;
    private final Predicate<String> freeMail;
    private final Currency programme;
    private final long importer;
    private final Set<Long> working;
    private final LocalDate today;

    /** @param working the ids of our people who are still with us */
    NewDeals(
            Book book,
            Predicate<String> freeMail,
            Currency programme,
            long importer,
            Set<Long> working,
            LocalDate today) {
        this.book = book;
        this.working = working;
        this.freeMail = freeMail;
        this.programme = programme;
        this.importer = importer;
        this.today = today;
    }

    /** Refused with a sentence where it could not have been so. */
    Arrival read(DealCells cells) {
        var partner = cells.has(DealField.PARTNER) ? partner(cells, DealField.PARTNER) : null;
        var origin = origin(cells, partner);
        var past = past(cells, origin);
        var division = division(cells);
        var partnerId = partner == null ? null : partner.id();
        return new Arrival(
                new Registration(
                        origin, partnerId, part(cells, division, partnerId, origin), details(cells, partner, past)),
                division,
                past,
                cells.code,
                cells.externalId,
                partner == null ? null : partner.tier().id());
    }

    Customer customer(DealCells cells) {
        if (!cells.has(DealField.CUSTOMER)) throw refuse("Nothing here is so named, and a new deal needs a customer.");
        return Customer.told(
                cells.cell(DealField.CUSTOMER),
                cells.cell(DealField.CUSTOMER_DOMAIN),
                cells.has(DealField.CUSTOMER_CONTACT) ? cells.cell(DealField.CUSTOMER_CONTACT) : NOT_KNOWN,
                freeMail);
    }

    Partner partner(DealCells cells, DealField field) {
        return partner(cells.cell(field), "say under “Change the values” whether that is meant");
    }

    private Partner partner(String cell, String whatToDo) {
        var meant = book.meant(cell);
        if (meant.isPresent()) return meant.get();
        var into = book.mergedInto(cell);
        if (into.isPresent()) throw refuse("“%s” was merged into “%s”; give that name.".formatted(cell, into.get()));
        if (book.isArchived(cell)) throw refuse("“%s” is in the archive; restore it first.".formatted(cell));
        var like = book.like(cell);
        throw refuse("There is no partner with the name, external id or domain “%s”.".formatted(cell)
                + (like.isEmpty() ? "" : " There is “%s”: %s.".formatted(String.join("”, “", like), whatToDo)));
    }

    private @Nullable Division division(DealCells cells) {
        if (cells.shares.isEmpty()) {
            if (cells.saysBothParts())
                throw refuse("The row says %s; say in shares which partner has which part."
                        .formatted(cells.cell(DealField.PART)));
            return null;
        }
        return DealShares.division(cells, this::whose);
    }

    Whose whose(String said) {
        var partner = partner(said, "if that is meant, write it so");
        return new Whose(partner.id(), partner.name());
    }

    /** Of the partner whose deal it is. */
    private static Part part(DealCells cells, @Nullable Division division, @Nullable Long partnerId, Origin origin) {
        if (division != null && partnerId != null)
            return division.shares().stream()
                    .filter(share -> share.partnerId() == partnerId)
                    .map(Share::part)
                    .findFirst()
                    .orElse(origin.usualPart());
        return cells.part == null ? origin.usualPart() : cells.part;
    }

    private static Origin origin(DealCells cells, @Nullable Partner partner) {
        var origin = cells.origin;
        if (origin == null)
            origin = partner == null && cells.standing == Standing.OURS ? Origin.OWN_SALES : Origin.PARTNER;
        if (origin != Origin.OWN_SALES && partner == null)
            throw refuse("The row names no partner; a deal that our own sales entered says so as its origin.");
        if (origin == Origin.OWN_SALES && partner != null)
            throw refuse("What our own sales entered has no partner, and the row names %s.".formatted(partner.name()));
        if (cells.standing != null && (cells.standing == Standing.OURS) != (origin == Origin.OWN_SALES))
            throw refuse(
                    origin == Origin.OWN_SALES
                            ? "What our own sales entered is decided by nobody, and the row says %s."
                                    .formatted(cells.standing.words())
                            : "The standing says that it is our own sales', and the row names a partner.");
        return origin;
    }

    private Past past(DealCells cells, Origin origin) {
        var stage = cells.stage == null ? Stage.REGISTERED : cells.stage;
        var standing = cells.standing == null ? standing(cells, origin, stage) : cells.standing;
        var end = end(cells, stage, value(cells));
        var registeredOn = cells.has(DealField.REGISTERED_ON)
                ? Objects.requireNonNull(cells.day(DealField.REGISTERED_ON))
                : Stream.of(
                                cells.day(DealField.DECIDED_ON),
                                cells.day(DealField.STAGE_SINCE),
                                end == null ? null : end.on(),
                                today)
                        .filter(Objects::nonNull)
                        .min(LocalDate::compareTo)
                        .orElse(today);
        return new Past(
                registeredOn,
                standing,
                cells.day(DealField.DECIDED_ON),
                reason(cells, standing),
                cells.day(DealField.PROTECTED_UNTIL),
                stage,
                stage == Stage.REGISTERED ? null : cells.day(DealField.STAGE_SINCE),
                end);
    }

    /** What has moved on, was decided, or is protected was approved. */
    private static Standing standing(DealCells cells, Origin origin, Stage stage) {
        if (origin == Origin.OWN_SALES) return Standing.OURS;
        return stage != Stage.REGISTERED || cells.has(DealField.DECIDED_ON) || cells.has(DealField.PROTECTED_UNTIL)
                ? Standing.APPROVED
                : Standing.WAITING;
    }

    static String reason(DealCells cells, Standing standing) {
        var reason = cells.cell(DealField.DECISION_REASON);
        return reason.isEmpty() && standing.over() ? NO_REASON : reason;
    }

    /** Null of what is open. */
    @Nullable
    End end(DealCells cells, Stage stage, Money value) {
        if (!stage.closed()) {
            for (var field : List.of(DealField.CLOSED_ON, DealField.WON_VALUE, DealField.LOST_REASON))
                if (cells.has(field))
                    throw refuse("The row says %s, and that it is %s, which is open."
                            .formatted(field.heading(), stage.words()));
            return null;
        }
        var on = cells.has(DealField.CLOSED_ON) ? cells.day(DealField.CLOSED_ON) : cells.day(DealField.EXPECTED_CLOSE);
        if (on == null || on.isAfter(today))
            throw refuse("It is %s; say in closed_on when it was closed.".formatted(stage.words()));
        if (stage == Stage.CLOSED_WON) {
            if (cells.has(DealField.LOST_REASON)) throw refuse("It is won, and the row says why it was lost.");
            return new End(
                    on,
                    cells.has(DealField.WON_VALUE)
                            ? DealMoney.read(
                                    cells.cell(DealField.WON_VALUE), cells.cell(DealField.CURRENCY), value.currency())
                            : value,
                    null,
                    "");
        }
        if (cells.has(DealField.WON_VALUE)) throw refuse("It is lost, and the row says what it was won for.");
        if (cells.lostFor == null) throw refuse("It is lost; say in lost_reason why.");
        return new End(on, null, cells.lostFor, cells.cell(DealField.LOST_NOTE));
    }

    private Money value(DealCells cells) {
        var cell = cells.has(DealField.VALUE) ? cells.cell(DealField.VALUE) : cells.cell(DealField.WON_VALUE);
        if (cell.isEmpty()) throw refuse("A new deal needs its value.");
        return DealMoney.read(cell, cells.cell(DealField.CURRENCY), programme);
    }

    private Details details(DealCells cells, @Nullable Partner partner, Past past) {
        var contact = partner == null ? null : contact(cells, partner);
        return new Details(
                customer(cells),
                value(cells),
                close(cells, past),
                cells.has(DealField.PRODUCTS) ? cells.cell(DealField.PRODUCTS) : NOT_KNOWN,
                description(cells, contact == null),
                cells.kind == null ? DealKind.NEW_BUSINESS : cells.kind,
                contact == null ? null : contact.id(),
                cells.has(DealField.INCUMBENT)
                        ? partner(cells, DealField.INCUMBENT).id()
                        : null,
                owner(cells, partner),
                cells.cell(DealField.TERRITORY));
    }

    private static LocalDate close(DealCells cells, Past past) {
        var close = cells.day(DealField.EXPECTED_CLOSE);
        if (close != null) return close;
        var end = past.end();
        if (end != null) return end.on();
        if (past.standing().over()) return past.registeredOn();
        throw refuse("It is open; say in expected_close when they are expected to decide.");
    }

    private static String description(DealCells cells, boolean withContact) {
        var text = kept(cells.cell(DealField.DESCRIPTION), cells, withContact);
        return text.isBlank() ? NO_DESCRIPTION : text;
    }

    /** @param withContact whether a contact whom nobody knows here is to be told of in it */
    static String kept(String description, DealCells cells, boolean withContact) {
        var text = description;
        if (withContact && cells.has(DealField.PARTNER_CONTACT))
            text = PartnerRows.kept(text, DealField.PARTNER_CONTACT.words(), cells.cell(DealField.PARTNER_CONTACT));
        for (var each : cells.row.kept().entrySet()) text = PartnerRows.kept(text, each.getKey(), each.getValue());
        return text;
    }

    @Nullable
    Contact contact(DealCells cells, Partner partner) {
        var said = cells.cell(DealField.PARTNER_CONTACT);
        if (said.isEmpty()) return null;
        var byAddress = book.withAddress(said.toLowerCase(java.util.Locale.ROOT));
        if (byAddress != null
                && !byAddress.archived()
                && byAddress.place().partner().id() == partner.id()) return byAddress;
        return book.contactAt(partner, said);
    }

    private long owner(DealCells cells, @Nullable Partner partner) {
        if (cells.has(DealField.OWNER)) return book.member(cells.cell(DealField.OWNER));
        var owner = partner == null ? null : partner.ownerId();
        return owner != null && working.contains(owner) ? owner : importer;
    }
}
