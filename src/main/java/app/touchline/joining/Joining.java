package app.touchline.joining;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.action.Action;
import app.touchline.action.NextSteps;
import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.ninetyday.NinetyDayTest;
import app.touchline.ninetyday.TestRecords;
import app.touchline.partner.ContactDraft;
import app.touchline.partner.ContactRecords;
import app.touchline.partner.Partner;
import app.touchline.partner.PartnerDraft;
import app.touchline.partner.PartnerRecords;
import app.touchline.partner.Partners;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.partner.Refused;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/**
 * Qualifies companies and lets them in, by the owner and those who lead: refused with a sentence ({@link Refused}), audited
 * under the partner in the same transaction. A polite pass lies in the archive until it is reopened.
 */
@Service
@Transactional
public class Joining {

    private final Qualifications qualifications;
    private final Partners partners;
    private final PartnerRecords records;
    private final ContactRecords contacts;
    private final TestRecords tests;
    private final NextSteps steps;
    private final SettingsReader settings;
    private final AuditLog audit;
    private final Clock clock;

    Joining(
            Qualifications qualifications,
            Partners partners,
            PartnerRecords records,
            ContactRecords contacts,
            TestRecords tests,
            NextSteps steps,
            SettingsReader settings,
            AuditLog audit,
            Clock clock) {
        this.qualifications = qualifications;
        this.partners = partners;
        this.records = records;
        this.contacts = contacts;
        this.tests = tests;
        this.steps = steps;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A company that is not a partner yet.
     *
     * @param domain where its people have their mail; blank: not known
     * @param contactName whom we spoke with; blank: nobody is entered
     */
    public record Company(
            String name,
            String domain,
            long tierId,
            @Nullable Long ownerId,
            String contactName,
            String contactEmail) {}

    /** @param formKey the same for every sending of one form: a second one enters nothing */
    public Qualification qualify(Company company, Answers answers, String reason, UUID formKey, SignedIn me) {
        qualifications.waitForTwin(formKey.toString());
        var twin = qualifications.findByFormKey(formKey);
        if (twin.isPresent()) return twin.get();
        if (!me.mayPlace(company.ownerId()))
            throw new Refused("ownerId", "Choose yourself: a partner manager enters partners of their own.");
        notPassedBefore(company.name());
        var partner = records.create(draft(company), me);
        if (!company.contactName().isBlank() || !company.contactEmail().isBlank()) enter(company, partner, me);
        return decide(partner, answers, reason, formKey, me);
    }

    private void notPassedBefore(String name) {
        qualifications.politePassesNamed(name.strip()).stream().findFirst().ifPresent(before -> {
            throw new Refused(
                    "name",
                    "It was a polite pass on %s: %s. Reopen that one instead."
                            .formatted(before.decidedOn(), before.reason()),
                    "/qualifications/" + before.id());
        });
    }

    private PartnerDraft draft(Company company) {
        return new PartnerDraft(
                company.name(),
                null,
                company.tierId(),
                company.ownerId(),
                ProgrammeStatus.PROSPECT,
                null,
                today(),
                today(),
                today(),
                company.domain().isBlank() ? List.of() : List.of(company.domain()),
                false,
                "",
                "");
    }

    private void enter(Company company, Partner partner, SignedIn me) {
        if (company.contactName().isBlank()) throw new Refused("contactName", "Say who that is.");
        var addresses = company.contactEmail().isBlank() ? new String[0] : new String[] {company.contactEmail()};
        try {
            contacts.add(partner.id(), ContactDraft.of(company.contactName(), addresses), me);
        } catch (Refused refused) {
            throw new Refused(
                    refused.field().equals("name") ? "contactName" : "contactEmail",
                    refused.sentence(),
                    refused.link());
        }
    }

    /** A partner in Prospect is qualified. */
    public Qualification qualify(long partnerId, Answers answers, String reason, UUID formKey, SignedIn me) {
        qualifications.waitForTwin(formKey.toString());
        var twin = qualifications.findByFormKey(formKey);
        if (twin.isPresent()) return twin.get();
        var partner = placedBy(me, partnerId);
        if (partner.archived() || partner.status() != ProgrammeStatus.PROSPECT)
            throw new Refused(
                    "qualification", "Only a partner that is a Prospect is qualified.", "/partners/" + partnerId);
        return decide(partner, answers, reason, formKey, me);
    }

    private Qualification decide(Partner partner, Answers answers, String reason, UUID formKey, SignedIn me) {
        var qualification = qualifications.save(
                new Qualification(partner.id(), answers, reason, today(), clock.instant()).answeredWith(formKey));
        if (!qualification.passed()) records.archive(partner.id(), me);
        var detail = new LinkedHashMap<String, Object>();
        detail.put("their customers are ours", Answers.words(answers.icpMatch()));
        detail.put("accounts named", answers.accountsNamed());
        detail.put("how introductions come about", answers.introMechanism());
        detail.put("terms acceptable", Answers.words(answers.economics()));
        if (!qualification.passed()) detail.put("reason", qualification.reason());
        note(me, qualification.passed() ? "qualified" : "passed politely", partner, detail);
        return qualification;
    }

    /**
     * It enters the programme: status Testing from today on, with its first test and its first action. Sent twice, it enters
     * once.
     */
    public void enter(long id, NinetyDayTest.Plan test, Action.Plan action, UUID formKey, SignedIn me) {
        var qualification = qualifications.findById(id).orElseThrow();
        var partner = placedBy(me, qualification.partnerId());
        if (!qualification.passed()) throw new Refused("qualification", "This is a polite pass.");
        if (partner.status() == ProgrammeStatus.PROSPECT) {
            if (partner.partnerSince() == null) records.partnerSince(partner.id(), today(), me);
            records.setStatus(partner.id(), ProgrammeStatus.TESTING, today(), me);
        }
        tests.begin(partner.id(), test, formKey, me);
        steps.set(me, partner.id(), action, formKey);
    }

    /** The company is looked at again: back in the programme as a Prospect, to be qualified anew. */
    public void reopen(long id, SignedIn me) {
        var qualification = qualifications.findById(id).orElseThrow();
        var partner = placedBy(me, qualification.partnerId());
        if (qualification.reopenedOn() != null) return;
        qualification.reopen(today());
        records.restore(partner.id(), me);
        if (partner.status() != ProgrammeStatus.PROSPECT)
            records.setStatus(partner.id(), ProgrammeStatus.PROSPECT, today(), me);
        note(
                me,
                "reopened a polite pass",
                partner,
                Map.of("of", qualification.decidedOn().toString()));
    }

    private Partner placedBy(SignedIn me, long partnerId) {
        var partner = partners.findById(partnerId).orElseThrow();
        if (!me.mayPlace(partner.ownerId()))
            throw new AccessDeniedException("Only its owner and those who lead qualify a partner");
        return partner;
    }

    private LocalDate today() {
        return settings.current().today(clock);
    }

    private void note(SignedIn me, String what, Partner partner, Map<String, ?> detail) {
        audit.note(me.who(), what, new About("partner", partner.id(), partner.name()), detail);
    }
}
