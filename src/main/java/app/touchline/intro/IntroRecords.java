package app.touchline.intro;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.intro.Intro.Told;
import app.touchline.partner.Contacts;
import app.touchline.partner.Partner;
import app.touchline.partner.Partners;
import app.touchline.partner.Refused;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/**
 * What is done to intros, by everybody who works with partners: refused with a sentence ({@link Refused}), audited under the
 * partner in the same transaction. The audit names a contact by its id, so that it does not keep the name of an erased person.
 */
@Service
@Transactional
public class IntroRecords {

    private final Intros intros;
    private final Partners partners;
    private final Contacts contacts;
    private final SettingsReader settings;
    private final AuditLog audit;
    private final Clock clock;

    IntroRecords(
            Intros intros, Partners partners, Contacts contacts, SettingsReader settings, AuditLog audit, Clock clock) {
        this.intros = intros;
        this.partners = partners;
        this.contacts = contacts;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param formKey the same for every sending of one form: a second one notes nothing */
    public Intro note(long partnerId, Told told, UUID formKey, SignedIn me) {
        refuseViewers(me);
        intros.waitForTwin(formKey.toString());
        var twin = intros.findByFormKey(formKey);
        if (twin.isPresent()) return twin.get();
        var partner = inUse(partnerId);
        isThere(told.contactId(), partnerId);
        var intro = intros.save(new Intro(partnerId, told, today(), clock.instant()).notedWith(formKey));
        note(me, "noted an intro", partner, all(intro));
        return intro;
    }

    public void correct(long id, Told told, SignedIn me) {
        refuseViewers(me);
        var intro = intros.findById(id).orElseThrow();
        if (!Objects.equals(told.contactId(), intro.contactId())) isThere(told.contactId(), intro.partnerId());
        var before = all(intro);
        intro.correct(told, today());
        noteDifference(me, intro, before);
    }

    /** It became a qualified conversation on that day. */
    public void qualify(long id, LocalDate on, SignedIn me) {
        refuseViewers(me);
        var intro = intros.findById(id).orElseThrow();
        var before = all(intro);
        intro.qualify(on, today());
        noteDifference(me, intro, before);
    }

    public void remove(long id, SignedIn me) {
        refuseViewers(me);
        var intro = intros.findById(id).orElseThrow();
        if (intro.removed()) return;
        intro.remove(clock.instant());
        note(me, "removed an intro", partner(intro), all(intro));
    }

    public void restore(long id, SignedIn me) {
        refuseViewers(me);
        var intro = intros.findById(id).orElseThrow();
        if (!intro.removed()) return;
        intro.restore();
        note(me, "brought back an intro", partner(intro), all(intro));
    }

    private void noteDifference(SignedIn me, Intro intro, Map<String, Object> before) {
        var after = all(intro);
        if (before.equals(after)) return;
        var detail = new LinkedHashMap<String, Object>();
        detail.put("account", intro.account());
        for (var field : after.keySet())
            if (!Objects.equals(before.get(field), after.get(field)))
                detail.put(field, "%s → %s".formatted(said(before.get(field)), said(after.get(field))));
        note(me, "corrected an intro", partner(intro), detail);
    }

    private static Object said(@Nullable Object value) {
        return value == null || "".equals(value) ? "nothing" : value;
    }

    private static Map<String, Object> all(Intro intro) {
        var all = new LinkedHashMap<String, Object>();
        all.put("account", intro.account());
        all.put("made on", intro.madeOn().toString());
        all.put("contact", intro.contactId() == null ? "" : "contact " + intro.contactId());
        all.put("qualified on", Objects.toString(intro.qualifiedOn(), ""));
        all.put("note", intro.note());
        return all;
    }

    private void isThere(@Nullable Long contactId, long partnerId) {
        if (contactId == null) return;
        if (contacts.everAt(partnerId).stream().noneMatch(contact -> contact.id() == contactId))
            throw new Refused("contactId", "Choose somebody of this partner, or nobody.");
    }

    private Partner inUse(long partnerId) {
        var partner = partners.findById(partnerId).orElseThrow();
        if (partner.archived()) throw new Refused("account", "This partner is archived.");
        return partner;
    }

    private Partner partner(Intro intro) {
        return partners.findById(intro.partnerId()).orElseThrow();
    }

    private LocalDate today() {
        return settings.current().today(clock);
    }

    private static void refuseViewers(SignedIn me) {
        if (!me.worksWithPartners()) throw new AccessDeniedException("A viewer changes nothing");
    }

    private void note(SignedIn me, String what, Partner partner, Map<String, Object> detail) {
        var kept = new LinkedHashMap<String, Object>();
        detail.forEach((field, value) -> {
            if (!"".equals(value)) kept.put(field, value);
        });
        audit.note(me.who(), what, new About("partner", partner.id(), partner.name()), kept);
    }
}
