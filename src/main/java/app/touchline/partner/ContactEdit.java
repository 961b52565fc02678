package app.touchline.partner;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.team.SignedIn;
import app.touchline.web.ChangedMeanwhile;
import app.touchline.web.EditFields;
import app.touchline.web.EditForm;

/** Opens and saves the form of a contact: only the fields a person touched, all or none. */
@Service
class ContactEdit {

    private static final EditFields FIELDS = new EditFields(
            Map.of(
                    "name",
                    "The name",
                    "role",
                    "The role",
                    "chatHandle",
                    "The chat handle",
                    "addresses",
                    "The addresses"),
            (field, value) -> field.equals("role") ? ContactRole.valueOf(value).words() : value.replace("\n", ", "));

    private final ContactRecords records;
    private final Contacts contacts;
    private final Partners partners;

    ContactEdit(ContactRecords records, Contacts contacts, Partners partners) {
        this.records = records;
        this.contacts = contacts;
        this.partners = partners;
    }

    /**
     * Whose form it is.
     *
     * @param id null for a contact that is about to be entered
     */
    record Whose(@Nullable Long id, String name, long partnerId, String partnerName, boolean archived) {}

    record Opened(Whose whose, EditForm form) {}

    @Transactional(readOnly = true)
    public Optional<Whose> blank(long partnerId) {
        return partners.findById(partnerId)
                .map(partner -> new Whose(null, "New contact", partnerId, partner.name(), false));
    }

    /** Empty for somebody who was erased meanwhile, too: a form that is still open brings nobody back. */
    @Transactional(readOnly = true)
    public Optional<Opened> open(long id) {
        return contacts.findById(id).filter(contact -> !contact.erased()).map(contact -> {
            var at = contact.place().partner();
            return new Opened(
                    new Whose(id, contact.name(), at.id(), at.name(), contact.archived()), ContactForm.of(contact));
        });
    }

    /** @param formKey the same for every sending of one form: a second one enters nobody */
    @Transactional
    public void create(long partnerId, EditForm form, UUID formKey, SignedIn me) {
        contacts.waitForTwin(formKey.toString());
        if (contacts.existsByFormKey(formKey)) return;
        var problems = new Problems();
        var since = problems.day("since", form.get("since"));
        var wrong = problems.of("since");
        if (wrong != null) throw wrong;
        var draft = new ContactDraft(
                form.get("name"), ContactForm.addresses(form), ContactForm.role(form), form.get("chatHandle"), since);
        records.add(partnerId, draft, me).enteredWith(formKey);
    }

    /**
     * @return what somebody else changed since the form was opened and which stays, in words
     * @throws ChangedMeanwhile where both changed a field
     */
    @Transactional
    public List<String> save(long id, EditForm form, SignedIn me) {
        var now = ContactForm.of(contacts.findById(id).orElseThrow());
        var merged = FIELDS.merged(form, now);
        records.change(
                id,
                merged.get("name"),
                ContactForm.role(merged),
                merged.get("chatHandle"),
                ContactForm.addresses(merged),
                me);
        return FIELDS.changedByOthers(form, now);
    }
}
