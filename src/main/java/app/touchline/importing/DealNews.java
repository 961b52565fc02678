package app.touchline.importing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import app.touchline.deal.Customer;
import app.touchline.deal.Deal;
import app.touchline.deal.DealField;
import app.touchline.deal.DealIntake.Change;
import app.touchline.deal.Details;
import app.touchline.deal.Division;
import app.touchline.deal.Part;
import app.touchline.deal.Past;
import app.touchline.deal.Share;
import app.touchline.deal.Standing;
import app.touchline.money.Money;
import app.touchline.partner.Contact;
import app.touchline.partner.Names;

import static app.touchline.importing.Cells.refuse;

/**
 * What a row says of a deal that is here and that is not so yet. What a person can correct is changed, what was decided or closed
 * since is followed; how it came in, and what is settled, stays, and a row that says otherwise is refused.
 */
final class DealNews {

    private final Book book;
    private final NewDeals newDeals;
    private final NamedPartners partners;
    private final SettledDeals settled;
    private final Map<Long, Contact> contacts;
    private final Predicate<String> freeMail;
    private final LocalDate today;

    /** @param contacts all there are or were, by id */
    DealNews(
            Book book,
            NewDeals newDeals,
            NamedPartners partners,
            SettledDeals settled,
            Map<Long, Contact> contacts,
            Predicate<String> freeMail,
            LocalDate today) {
        this.book = book;
        this.newDeals = newDeals;
        this.partners = partners;
        this.settled = settled;
        this.contacts = contacts;
        this.freeMail = freeMail;
        this.today = today;
    }

    /** @param change null where all of it is so already */
    record News(@Nullable Change change, List<String> words) {}

    News of(Deal deal, DealCells cells) {
        var words = new ArrayList<String>();
        settled.cameInSo(deal, cells);
        var externalId = externalId(deal, cells, words);
        var details = details(deal, cells, words);
        if (deal.closed() && !details.equals(deal.details()))
            throw refuse("%s is closed here, and the row says otherwise: %s. Reopen it first."
                    .formatted(deal.words(), String.join("; ", words)));
        var division = division(deal, cells, words);
        var past = past(deal, cells, details.value(), words);
        if (words.isEmpty()) return new News(null, words);
        var partner = partners.of(deal);
        var tierId = partner == null ? null : partner.tier().id();
        return new News(new Change(deal.id(), externalId, details, division, past, tierId), words);
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
        var contact = contact(deal, cells);
        var said = new Details(
                customer(before.customer(), cells),
                value(before.value(), cells),
                Objects.requireNonNullElse(cells.day(DealField.EXPECTED_CLOSE), before.expectedClose()),
                tidied(before.products(), cells, DealField.PRODUCTS, "The products"),
                description(before.description(), cells, contact == null),
                cells.kind == null ? before.kind() : cells.kind,
                contact == null ? before.contactId() : contact,
                cells.has(DealField.INCUMBENT) && !partners.is(before.incumbentId(), cells.cell(DealField.INCUMBENT))
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

    private static String description(String before, DealCells cells, boolean withContact) {
        var said = cells.has(DealField.DESCRIPTION) ? cells.cell(DealField.DESCRIPTION) : before;
        return Names.text("description", NewDeals.kept(said, cells, withContact));
    }

    /** Null where the row names nobody whom the partner has, or who is on the deal already, perhaps having left since. */
    private @Nullable Long contact(Deal deal, DealCells cells) {
        var here = deal.details().contactId();
        var named = here == null ? null : contacts.get(here);
        if (named != null && isCalled(named, cells.cell(DealField.PARTNER_CONTACT))) return here;
        var partner = partners.of(deal);
        var contact = partner == null ? null : newDeals.contact(cells, partner);
        return contact == null ? null : Long.valueOf(contact.id());
    }

    private static boolean isCalled(Contact contact, String said) {
        return Book.key(contact.name()).equals(Book.key(said))
                || contact.addresses().contains(said.toLowerCase(Locale.ROOT));
    }

    /** Null where it is divided so already. */
    private @Nullable Division division(Deal deal, DealCells cells, List<String> words) {
        var part = cells.part;
        if (cells.shares.isEmpty())
            return part == null ? null : asOnePartners(deal, part, cells.saysBothParts(), words);
        var said = DealShares.division(
                cells,
                named -> Objects.requireNonNullElseGet(partners.sharing(deal, named), () -> newDeals.whose(named)));
        if (said.shares().equals(deal.shares())) return null;
        words.add("shares " + said.words());
        return said;
    }

    private @Nullable Division asOnePartners(Deal deal, Part part, boolean both, List<String> words) {
        var here = deal.shares();
        var parts = here.stream().map(Share::part).distinct().toList();
        if (both ? parts.size() == 2 : parts.equals(List.of(part))) return null;
        if (both || here.size() != 1)
            throw refuse(
                    "Several partners have part in %s; say in shares which has which part.".formatted(deal.words()));
        var one = here.getFirst();
        words.add(part.words().toLowerCase(Locale.ROOT));
        return Division.of(
                List.of(new Share(one.partnerId(), part, one.percent())),
                Map.of(one.partnerId(), partners.nameOf(one.partnerId())));
    }

    /** Null where it stands where it stood. */
    private @Nullable Past past(Deal deal, DealCells cells, Money value, List<String> words) {
        var standing = cells.standing == null ? deal.standing() : cells.standing;
        var stage = cells.stage == null ? deal.stage() : cells.stage;
        if (standing == deal.standing() && stage == deal.stage()) {
            settled.standsSo(deal, cells);
            return null;
        }
        if (standing == deal.standing()) settled.decidedSo(deal, cells);
        else if (deal.standing() != Standing.WAITING)
            throw refuse("%s is decided here: %s. The row says %s."
                    .formatted(
                            deal.words(),
                            deal.standing().words().toLowerCase(Locale.ROOT),
                            standing.words().toLowerCase(Locale.ROOT)));
        if (deal.closed())
            throw refuse("%s is %s here, and the row says %s. Reopen it first."
                    .formatted(deal.words(), deal.stage().words(), stage.words()));
        var newly = standing != deal.standing();
        var decidedAt = deal.decision().decidedAt();
        var on = cells.day(DealField.DECIDED_ON);
        var past = new Past(
                settled.day(deal.registeredAt()),
                standing,
                newly ? (on == null ? today : on) : decidedAt == null ? null : settled.day(decidedAt),
                NewDeals.reason(cells, standing),
                newly ? cells.day(DealField.PROTECTED_UNTIL) : null,
                stage,
                stage == deal.stage() ? null : cells.day(DealField.STAGE_SINCE),
                newDeals.end(cells, stage, value));
        if (newly) words.add(standing.words().toLowerCase(Locale.ROOT));
        if (stage != deal.stage()) words.add("%s → %s".formatted(deal.stage().words(), stage.words()));
        return past;
    }
}
