package app.touchline.importing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import app.touchline.deal.Customer;
import app.touchline.deal.Deal;
import app.touchline.deal.DealField;
import app.touchline.deal.DealIntake.Change;
import app.touchline.deal.Details;
import app.touchline.deal.LostReason;
import app.touchline.deal.Part;
import app.touchline.deal.Past;
import app.touchline.deal.Share;
import app.touchline.deal.Stage;
import app.touchline.deal.Standing;
import app.touchline.money.Money;
import app.touchline.partner.Names;
import app.touchline.partner.Partner;

import static app.touchline.importing.Cells.refuse;

/**
 * What a row says of a deal that is here and that is not so yet. What a person can correct is changed, what was decided or closed
 * since is followed; how it came in, and what is settled, stays, and a row that says otherwise is refused.
 */
final class DealNews {

    private final Book book;
    private final NewDeals newDeals;
    private final Map<Long, String> partners;
    private final Map<Long, LostReason> reasons;
    private final Predicate<String> freeMail;
    private final LocalDate today;
    private final ZoneId zone;

    /** @param partners the names of those that the deals name, the archived ones included */
    DealNews(
            Book book,
            NewDeals newDeals,
            Map<Long, String> partners,
            Map<Long, LostReason> reasons,
            Predicate<String> freeMail,
            LocalDate today,
            ZoneId zone) {
        this.book = book;
        this.newDeals = newDeals;
        this.partners = partners;
        this.reasons = reasons;
        this.freeMail = freeMail;
        this.today = today;
        this.zone = zone;
    }

    /** @param change null where all of it is so already */
    record News(@Nullable Change change, List<String> words) {}

    News of(Deal deal, DealCells cells) {
        var words = new ArrayList<String>();
        cameInSo(deal, cells);
        var externalId = externalId(deal, cells, words);
        var details = details(deal, cells, words);
        if (deal.closed() && !details.equals(deal.details()))
            throw refuse("%s is closed here, and the row says otherwise: %s. Reopen it first."
                    .formatted(deal.words(), String.join("; ", words)));
        var part = part(deal, cells, words);
        var past = past(deal, cells, details.value(), words);
        return new News(
                words.isEmpty() ? null : new Change(deal.id(), externalId, details, part, past, tier(deal)), words);
    }

    private @Nullable Long tier(Deal deal) {
        var partnerId = deal.partnerId();
        var name = partnerId == null ? null : partners.get(partnerId);
        return name == null
                ? null
                : book.named(name).map(partner -> partner.tier().id()).orElse(null);
    }

    private void cameInSo(Deal deal, DealCells cells) {
        if (cells.has(DealField.PARTNER) && !names(deal.partnerId(), cells, DealField.PARTNER))
            throw refuse("%s is %s's here, and the row names %s; a deal stays whose it is."
                    .formatted(deal.words(), nameOf(deal.partnerId()), cells.cell(DealField.PARTNER)));
        stays(deal, DealField.ORIGIN, cells.origin, deal.origin());
        stays(deal, DealField.REGISTERED_ON, cells.day(DealField.REGISTERED_ON), day(deal.registeredAt()));
    }

    private static <T> void stays(Deal deal, DealField field, @Nullable T said, @Nullable T here) {
        if (said != null && !said.equals(here))
            throw refuse("%s: of %s it is %s here, and that stays; the row says %s."
                    .formatted(field.heading(), deal.words(), here == null ? "empty" : shown(here), shown(said)));
    }

    private static String shown(Object value) {
        return switch (value) {
            case Money money -> money.words();
            case Enum<?> one -> one.name().toLowerCase(java.util.Locale.ROOT);
            default -> "“%s”".formatted(value);
        };
    }

    private boolean names(@Nullable Long partnerId, DealCells cells, DealField field) {
        var name = partnerId == null ? null : partners.get(partnerId);
        return name != null && Book.key(name).equals(Book.key(cells.cell(field)))
                || book.meant(cells.cell(field))
                        .map(Partner::id)
                        .filter(id -> id.equals(partnerId))
                        .isPresent();
    }

    private String nameOf(@Nullable Long partnerId) {
        return partnerId == null ? "our own sales" : Objects.requireNonNullElse(partners.get(partnerId), "another");
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    private static String externalId(Deal deal, DealCells cells, List<String> words) {
        var here = Objects.requireNonNullElse(deal.externalId(), "");
        if (cells.externalId.isEmpty() || cells.externalId.equals(here)) return here;
        if (!here.isEmpty()) throw refuse("%s already has another external id, “%s”.".formatted(deal.words(), here));
        words.add("external id " + cells.externalId);
        return cells.externalId;
    }

    private Details details(Deal deal, DealCells cells, List<String> words) {
        var before = deal.details();
        var said = new Details(
                customer(before.customer(), cells),
                value(before.value(), cells),
                Objects.requireNonNullElse(cells.day(DealField.EXPECTED_CLOSE), before.expectedClose()),
                tidied(before.products(), cells, DealField.PRODUCTS, "The products"),
                description(before.description(), cells),
                cells.kind == null ? before.kind() : cells.kind,
                contact(deal, before.contactId(), cells),
                cells.has(DealField.INCUMBENT) && !names(before.incumbentId(), cells, DealField.INCUMBENT)
                        ? Long.valueOf(
                                newDeals.partner(cells, DealField.INCUMBENT).id())
                        : before.incumbentId(),
                cells.has(DealField.OWNER) && !isOwner(before.ownerId(), cells.cell(DealField.OWNER))
                        ? book.member(cells.cell(DealField.OWNER))
                        : before.ownerId(),
                tidied(before.territory(), cells, DealField.TERRITORY, "The territory"));
        differs(before.customer(), said.customer(), Customer::name, "customer", words);
        differs(before.value(), said.value(), Money::words, "value", words);
        differs(before.expectedClose(), said.expectedClose(), LocalDate::toString, "expected close", words);
        differs(before.products(), said.products(), each -> each, "products", words);
        if (!before.description().equals(said.description())) words.add("description");
        differs(before.kind(), said.kind(), kind -> kind.words(), "kind", words);
        if (!Objects.equals(before.contactId(), said.contactId())) words.add("the partner's contact");
        if (!Objects.equals(before.incumbentId(), said.incumbentId())) words.add("incumbent");
        if (before.ownerId() != said.ownerId()) words.add("owner " + book.memberName(said.ownerId()));
        differs(before.territory(), said.territory(), each -> each, "territory", words);
        return said;
    }

    private static <T> void differs(
            T before, T said, java.util.function.Function<T, String> shown, String what, List<String> words) {
        if (before.equals(said)) return;
        var from = shown.apply(before);
        var to = shown.apply(said);
        words.add(from.equals(to) ? what : "%s %s → %s".formatted(what, from, to));
    }

    private boolean isOwner(long ownerId, String cell) {
        return Book.key(book.memberName(ownerId)).equals(Book.key(cell));
    }

    /** The same object where nothing of it is said otherwise: how names are compared may have changed since. */
    private Customer customer(Customer before, DealCells cells) {
        var said = Customer.told(
                cells.has(DealField.CUSTOMER) ? cells.cell(DealField.CUSTOMER) : before.name(),
                cells.has(DealField.CUSTOMER_DOMAIN)
                        ? cells.cell(DealField.CUSTOMER_DOMAIN)
                        : Objects.requireNonNullElse(before.domain(), ""),
                cells.has(DealField.CUSTOMER_CONTACT) ? cells.cell(DealField.CUSTOMER_CONTACT) : before.contact(),
                freeMail);
        return said.name().equals(before.name())
                        && Objects.equals(said.domain(), before.domain())
                        && said.contact().equals(before.contact())
                ? before
                : said;
    }

    private static Money value(Money before, DealCells cells) {
        if (cells.has(DealField.VALUE))
            return DealMoney.read(cells.cell(DealField.VALUE), cells.cell(DealField.CURRENCY), before.currency());
        if (cells.has(DealField.CURRENCY)
                && !DealMoney.currency(cells.cell(DealField.CURRENCY)).equals(before.currency()))
            throw refuse("It is in %s here; another currency needs the value, too.".formatted(before.code()));
        return before;
    }

    private static String tidied(String before, DealCells cells, DealField field, String whose) {
        return cells.has(field) ? Names.tidy(field.heading(), cells.cell(field), whose) : before;
    }

    private static String description(String before, DealCells cells) {
        var said = cells.has(DealField.DESCRIPTION) ? cells.cell(DealField.DESCRIPTION) : before;
        return Names.text("description", NewDeals.kept(said, cells));
    }

    private @Nullable Long contact(Deal deal, @Nullable Long before, DealCells cells) {
        var partnerId = deal.partnerId();
        var name = partnerId == null ? null : partners.get(partnerId);
        var partner = name == null ? null : book.named(name).orElse(null);
        var contact = partner == null ? null : newDeals.contact(cells, partner);
        return contact == null ? before : Long.valueOf(contact.id());
    }

    private static @Nullable Part part(Deal deal, DealCells cells, List<String> words) {
        if (cells.part == null) return null;
        var parts = deal.shares().stream().map(Share::part).distinct().toList();
        if (cells.saysBothParts() ? parts.size() == 2 : parts.equals(List.of(cells.part))) return null;
        if (cells.saysBothParts() || deal.shares().size() != 1)
            throw refuse("Which partners have part in %s is said on its page.".formatted(deal.words()));
        words.add(cells.part.words().toLowerCase(java.util.Locale.ROOT));
        return cells.part;
    }

    /** Null where it stands where it stood. */
    private @Nullable Past past(Deal deal, DealCells cells, Money value, List<String> words) {
        var standing = cells.standing == null ? deal.standing() : cells.standing;
        var stage = cells.stage == null ? deal.stage() : cells.stage;
        if (standing == deal.standing() && stage == deal.stage()) {
            settled(deal, cells);
            return null;
        }
        if (standing == deal.standing()) decided(deal, cells);
        else if (deal.standing() != Standing.WAITING)
            throw refuse("%s is decided here: %s. The row says %s."
                    .formatted(
                            deal.words(),
                            deal.standing().words().toLowerCase(java.util.Locale.ROOT),
                            standing.words().toLowerCase(java.util.Locale.ROOT)));
        if (deal.closed())
            throw refuse("%s is %s here, and the row says %s. Reopen it first."
                    .formatted(deal.words(), deal.stage().words(), stage.words()));
        var newly = standing != deal.standing();
        var decidedAt = deal.decidedAt();
        var on = cells.day(DealField.DECIDED_ON);
        var past = new Past(
                day(deal.registeredAt()),
                standing,
                newly ? (on == null ? today : on) : decidedAt == null ? null : day(decidedAt),
                NewDeals.reason(cells, standing),
                newly ? cells.day(DealField.PROTECTED_UNTIL) : null,
                stage,
                stage == deal.stage() ? null : cells.day(DealField.STAGE_SINCE),
                newDeals.end(cells, stage, value));
        if (newly) words.add(standing.words().toLowerCase(java.util.Locale.ROOT));
        if (stage != deal.stage()) words.add("%s → %s".formatted(deal.stage().words(), stage.words()));
        return past;
    }

    /** Neither decided nor moved by the row: what it says of both is as it is here. */
    private void settled(Deal deal, DealCells cells) {
        decided(deal, cells);
        if (deal.stage() != Stage.REGISTERED) // that one since it came in
        stays(deal, DealField.STAGE_SINCE, cells.day(DealField.STAGE_SINCE), deal.stageSince());
        var closing = deal.closing();
        stays(deal, DealField.CLOSED_ON, cells.day(DealField.CLOSED_ON), closing == null ? null : closing.on());
        var wonFor = closing == null ? null : closing.value();
        if (cells.has(DealField.WON_VALUE))
            stays(
                    deal,
                    DealField.WON_VALUE,
                    DealMoney.read(
                            cells.cell(DealField.WON_VALUE),
                            cells.cell(DealField.CURRENCY),
                            deal.value().currency()),
                    wonFor == null ? null : Money.stored(wonFor, deal.value().code()));
        var lostFor = closing == null || closing.reasonId() == null ? null : reasons.get(closing.reasonId());
        stays(
                deal,
                DealField.LOST_REASON,
                cells.lostFor == null ? null : Book.key(cells.lostFor.name()),
                lostFor == null ? null : Book.key(lostFor.name()));
        if (cells.has(DealField.LOST_NOTE))
            stays(deal, DealField.LOST_NOTE, cells.cell(DealField.LOST_NOTE), closing == null ? null : closing.note());
    }

    private void decided(Deal deal, DealCells cells) {
        var at = deal.decidedAt();
        if (deal.standing() != Standing.WITHDRAWN) // which nobody decided
        stays(deal, DealField.DECIDED_ON, cells.day(DealField.DECIDED_ON), at == null ? null : day(at));
        if (cells.has(DealField.DECISION_REASON))
            stays(deal, DealField.DECISION_REASON, cells.cell(DealField.DECISION_REASON), deal.decisionReason());
        stays(
                deal,
                DealField.PROTECTED_UNTIL,
                cells.day(DealField.PROTECTED_UNTIL),
                deal.protection().until());
    }
}
