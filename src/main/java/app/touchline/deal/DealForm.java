package app.touchline.deal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import app.touchline.money.Amount;
import app.touchline.money.Money;
import app.touchline.money.MoneyReader;
import app.touchline.partner.Contact;
import app.touchline.partner.Contacts;
import app.touchline.partner.Names;
import app.touchline.partner.Partner;
import app.touchline.partner.Partners;
import app.touchline.partner.Problems;
import app.touchline.partner.Refused;
import app.touchline.settings.FreeMail;
import app.touchline.team.Members;
import app.touchline.web.EditFields;
import app.touchline.web.EditForm;

/** The fields of a deal's form, and what they mean. Partners, contacts and people are named as people name them. */
@Component
class DealForm {

    private static final List<String> FIELDS = List.of(
            "origin",
            "partner",
            "part",
            "customer",
            "customerContact",
            "domain",
            "value",
            "currency",
            "expectedClose",
            "products",
            "description",
            "kind",
            "contact",
            "incumbent",
            "owner",
            "territory");

    static final EditFields NAMES = new EditFields(
            Map.ofEntries(
                    Map.entry("customer", "The customer"),
                    Map.entry("customerContact", "The contact at the customer"),
                    Map.entry("domain", "The domain"),
                    Map.entry("value", "The value"),
                    Map.entry("currency", "The currency"),
                    Map.entry("expectedClose", "The expected close"),
                    Map.entry("products", "The products"),
                    Map.entry("description", "The description"),
                    Map.entry("kind", "The kind"),
                    Map.entry("contact", "The partner's contact"),
                    Map.entry("incumbent", "The incumbent"),
                    Map.entry("owner", "Who looks after it"),
                    Map.entry("territory", "The territory")),
            (field, value) -> value);

    private final Partners partners;
    private final Contacts contacts;
    private final Members members;
    private final MoneyReader money;
    private final FreeMail freeMail;

    DealForm(Partners partners, Contacts contacts, Members members, MoneyReader money, FreeMail freeMail) {
        this.partners = partners;
        this.contacts = contacts;
        this.members = members;
        this.money = money;
        this.freeMail = freeMail;
    }

    static EditForm sent(Map<String, String> parameters) {
        return EditForm.sent(FIELDS, parameters);
    }

    EditForm blank(@Nullable Partner partner, long me) {
        var typed = new LinkedHashMap<String, String>();
        FIELDS.forEach(field -> typed.put(field, ""));
        typed.put("origin", Origin.PARTNER.name());
        typed.put("kind", DealKind.NEW_BUSINESS.name());
        typed.put("currency", money.programme().getCurrencyCode());
        typed.put("partner", partner == null ? "" : partner.name());
        typed.put("owner", "" + me);
        return EditForm.opened(typed);
    }

    EditForm of(Deal deal) {
        var details = deal.details();
        var contactId = details.contactId();
        var now = new LinkedHashMap<String, String>();
        now.put("origin", deal.origin().name());
        now.put("partner", name(deal.partnerId()));
        now.put(
                "part",
                deal.shares().isEmpty() ? "" : deal.shares().getFirst().part().name());
        now.put("customer", details.customer().name());
        now.put("customerContact", details.customer().contact());
        now.put("domain", Objects.requireNonNullElse(details.customer().domain(), ""));
        now.put("value", details.value().amount().toPlainString());
        now.put("currency", details.value().code());
        now.put("expectedClose", details.expectedClose().toString());
        now.put("products", details.products());
        now.put("description", details.description());
        now.put("kind", details.kind().name());
        now.put(
                "contact",
                contactId == null
                        ? ""
                        : contacts.findById(contactId).map(Contact::name).orElse(""));
        now.put("incumbent", name(details.incumbentId()));
        now.put("owner", "" + details.ownerId());
        now.put("territory", details.territory());
        return EditForm.opened(now);
    }

    private String name(@Nullable Long partnerId) {
        return partnerId == null
                ? ""
                : partners.findById(partnerId).map(Partner::name).orElse("");
    }

    /** Who would buy, where the form says enough to ask for look-alikes. */
    Optional<Customer> customer(EditForm form) {
        try {
            return form.get("customer").isBlank() ? Optional.empty() : Optional.of(customer(form, "unknown"));
        } catch (Refused notYet) {
            return Optional.empty();
        }
    }

    private Customer customer(EditForm form, String contact) {
        return Customer.told(form.get("customer"), form.get("domain"), contact, freeMail.current());
    }

    /** Whose deal it would be; null for our own sales, or where nobody is named yet. */
    @Nullable
    Long partnerNamed(EditForm form) {
        return form.get("partner").isBlank()
                ? null
                : partners.named(form.get("partner").strip()).map(Partner::id).orElse(null);
    }

    /** What the form says; what is wrong with it goes to the problems, and then the answer is empty. */
    Optional<Registration> registration(EditForm form, Problems problems) {
        var origin = choice(Origin.class, form, "origin", Origin.PARTNER);
        @Nullable Long partnerId = null;
        if (origin == Origin.OWN_SALES) {
            if (!form.get("partner").isBlank())
                problems.add("partner", "What our own sales entered has no partner; leave this empty.");
        } else if (form.get("partner").isBlank()) problems.add("partner", "Say which partner it is for.");
        else partnerId = named(form, "partner", problems);
        var part = choice(Part.class, form, "part", origin.usualPart());
        if (!origin.allows(part)) problems.add("part", Origin.NOT_ITS_PART);
        var details = details(form, partnerId, problems);
        if (!problems.none() || details.isEmpty()) return Optional.empty();
        return Optional.of(new Registration(origin, partnerId, part, details.get()));
    }

    Optional<Details> details(EditForm form, @Nullable Long partnerId, Problems problems) {
        var customer = told(form, problems);
        var value = value(form, problems);
        var close = problems.day("expectedClose", form.get("expectedClose"));
        if (close == null && !problems.has("expectedClose"))
            problems.add("expectedClose", "Say when they are expected to decide.");
        if (form.get("products").isBlank()) problems.add("products", "Say which products it is about.");
        if (form.get("description").isBlank())
            problems.add("description", "Describe in a sentence what the customer wants to do.");
        var incumbentId = form.get("incumbent").isBlank() ? null : named(form, "incumbent", problems);
        var contactId = contact(form, partnerId, problems);
        var owner = owner(form, problems);
        try {
            Names.text("description", form.get("description"));
            if (!form.get("products").isBlank()) Names.tidy("products", form.get("products"), "The products");
            if (!form.get("territory").isBlank()) Names.tidy("territory", form.get("territory"), "The territory");
        } catch (Refused tooLong) {
            problems.add(tooLong);
        }
        if (!problems.none() || customer == null || value == null || close == null) return Optional.empty();
        return Optional.of(new Details(
                customer,
                value,
                close,
                form.get("products"),
                form.get("description"),
                choice(DealKind.class, form, "kind", DealKind.NEW_BUSINESS),
                contactId,
                incumbentId,
                owner,
                form.get("territory")));
    }

    private @Nullable Customer told(EditForm form, Problems problems) {
        if (form.get("customerContact").isBlank())
            problems.add("customerContact", "Say who the contact at the customer is.");
        try {
            return customer(form, form.get("customerContact").isBlank() ? "unknown" : form.get("customerContact"));
        } catch (Refused refused) {
            problems.add(refused);
            return null;
        }
    }

    private static @Nullable Money value(EditForm form, Problems problems) {
        if (form.get("value").isBlank()) problems.add("value", "Say what it may be worth; an estimate will do.");
        var currency = Amount.currency(form.get("currency"));
        if (currency.isEmpty()) {
            problems.add(
                    "currency",
                    "“%s” is no currency; write its three letters, such as EUR.".formatted(form.get("currency")));
            return null;
        }
        var value = Amount.read(form.get("value"), currency.get());
        if (value.isEmpty())
            problems.add(
                    "value",
                    "“%s” is no amount in %s; write it like 12,500 or 50k."
                            .formatted(form.get("value"), currency.get().getCurrencyCode()));
        return value.orElse(null);
    }

    private @Nullable Long named(EditForm form, String field, Problems problems) {
        var partner = partners.named(form.get(field).strip());
        if (partner.isEmpty())
            problems.add(
                    field,
                    "There is no partner named “%s”.".formatted(form.get(field).strip()));
        return partner.map(Partner::id).orElse(null);
    }

    private @Nullable Long contact(EditForm form, @Nullable Long partnerId, Problems problems) {
        var name = form.get("contact").strip();
        if (name.isEmpty()) return null;
        if (partnerId == null) {
            problems.add("contact", "Name the partner first: this is one of its contacts.");
            return null;
        }
        var there = contacts.at(partnerId).stream()
                .filter(contact -> contact.name().equalsIgnoreCase(name))
                .toList();
        if (there.isEmpty()) problems.add("contact", "“%s” is no contact at that partner.".formatted(name));
        return there.isEmpty() ? null : there.getFirst().id();
    }

    private long owner(EditForm form, Problems problems) {
        var typed = form.get("owner");
        var member = typed.matches("\\d{1,18}") ? members.findById(Long.parseLong(typed)) : Optional.empty();
        if (member.isEmpty()) problems.add("owner", "Choose who looks after it.");
        return member.isEmpty() ? 0 : Long.parseLong(typed);
    }

    private static <E extends Enum<E>> E choice(Class<E> all, EditForm form, String field, E otherwise) {
        try {
            return Enum.valueOf(all, form.get(field));
        } catch (IllegalArgumentException unknown) {
            return otherwise;
        }
    }
}
