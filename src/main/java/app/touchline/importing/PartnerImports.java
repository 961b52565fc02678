package app.touchline.importing;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.figures.Openings;
import app.touchline.importing.ImportRun.Progress;
import app.touchline.joining.JoiningReader;
import app.touchline.partner.Contact;
import app.touchline.partner.Contacts;
import app.touchline.partner.DomainRules;
import app.touchline.partner.OwnersChanged;
import app.touchline.partner.Partner;
import app.touchline.partner.PartnerType;
import app.touchline.partner.PartnerTypes;
import app.touchline.partner.Partners;
import app.touchline.partner.Tiers;
import app.touchline.settings.FreeMail;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Members;
import app.touchline.team.SignedIn;

/** Files of partners, contacts and domains. */
@Component
class PartnerImports implements Imports {

    private static final int RECORDS_A_BATCH = 500;

    private final Books books;
    private final Partners partners;
    private final Contacts contacts;
    private final Tiers tiers;
    private final Members members;
    private final FreeMail freeMail;
    private final SettingsReader settings;
    private final PartnerTypes types;
    private final KnownFacts.Reader knownFacts;
    private final Openings openings;
    private final JoiningReader joining;
    private final ImportImages images;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final EntityManager entities;
    private final Clock clock;

    PartnerImports(
            Books books,
            Partners partners,
            Contacts contacts,
            Tiers tiers,
            Members members,
            FreeMail freeMail,
            SettingsReader settings,
            PartnerTypes types,
            KnownFacts.Reader knownFacts,
            Openings openings,
            JoiningReader joining,
            ImportImages images,
            AuditLog audit,
            ApplicationEventPublisher events,
            EntityManager entities,
            Clock clock) {
        this.books = books;
        this.partners = partners;
        this.contacts = contacts;
        this.tiers = tiers;
        this.members = members;
        this.freeMail = freeMail;
        this.settings = settings;
        this.types = types;
        this.knownFacts = knownFacts;
        this.openings = openings;
        this.joining = joining;
        this.images = images;
        this.audit = audit;
        this.events = events;
        this.entities = entities;
        this.clock = clock;
    }

    @Override
    public Subject subject() {
        return Subject.PARTNERS;
    }

    @Override
    public Choices choices() {
        return Choices.ofPartners(tiers.inUse(), members.findByActiveTrueOrderByName(), types.inUse());
    }

    @Override
    public ImportRun begin(ImportTable table, Map<String, String> decisions, SignedIn me) {
        var run = run(table, decisions, me);
        return new ImportRun() {
            @Override
            public ImportResult through(ImportTable rows, Map<Long, RowOutcome> refused, Progress progress) {
                return run.through(rows, refused, progress);
            }

            @Override
            public Map<Long, RowOutcome> refusedHalfway() {
                return run.refusedHalfway();
            }

            @Override
            public void write(UUID job, String fileName, SignedIn who, Progress progress) {
                PartnerImports.this.write(run, job, fileName, who, progress);
            }
        };
    }

    private void write(PartnerRun run, UUID job, String fileName, SignedIn me, Progress progress) {
        images.before(job, Imaged.PARTNER, partnerIds(run.partners().changed()));
        images.before(job, Imaged.CONTACT, contactIds(run.changedContacts()));
        store(run, progress);
        var handedOver = run.partners().handedOver();
        if (!handedOver.isEmpty())
            events.publishEvent(
                    new OwnersChanged(handedOver.stream().map(Partner::id).collect(Collectors.toSet())));
        images.after(job);
        images.entered(job, Imaged.PARTNER, partnerIds(run.partners().entered()));
        images.entered(job, Imaged.CONTACT, contactIds(run.newContacts()));
        note(run, fileName, me);
    }

    private void store(PartnerRun run, Progress progress) {
        var total = run.partners().entered().size() + run.newContacts().size();
        var stored = 0;
        for (var partner : run.partners().entered()) {
            partners.save(partner);
            if (++stored % RECORDS_A_BATCH == 0) progress.at("Writing", stored, total);
        }
        for (var contact : run.newContacts()) {
            contacts.save(contact);
            if (++stored % RECORDS_A_BATCH == 0) progress.at("Writing", stored, total);
        }
        progress.at("Writing", stored, total);
        partners.flush();
        run.facts().records().forEach(entities::persist);
        openings.keep(run.facts().openings().toList());
        partners.flush();
    }

    private void note(PartnerRun run, String fileName, SignedIn me) {
        var by = Map.of("file", fileName);
        audit.noteEach(
                me.who(), "entered by import", aboutPartners(run.partners().entered()), by);
        audit.noteEach(
                me.who(), "passed politely by import", aboutPartners(run.facts().passedOn()), by);
        audit.noteEach(
                me.who(), "changed by import", aboutPartners(run.partners().changed()), by);
        audit.noteEach(me.who(), "entered by import", aboutContacts(run.newContacts()), by);
        audit.noteEach(me.who(), "changed by import", aboutContacts(run.changedContacts()), by);
    }

    private static long[] partnerIds(Collection<Partner> partners) {
        return partners.stream().mapToLong(Partner::id).toArray();
    }

    private static long[] contactIds(Collection<Contact> contacts) {
        return contacts.stream().mapToLong(Contact::id).toArray();
    }

    private static List<About> aboutPartners(Set<Partner> partners) {
        return partners.stream()
                .map(each -> new About("partner", each.id(), each.name()))
                .toList();
    }

    private static List<About> aboutContacts(Set<Contact> contacts) {
        return contacts.stream()
                .map(each -> new About("contact", each.id(), each.name()))
                .toList();
    }

    private PartnerRun run(ImportTable table, Map<String, String> decisions, SignedIn me) {
        var current = settings.current();
        var today = current.today(clock);
        var known = partners.inProgramme();
        var book = books.of(known, contacts.all(), members.findByActiveTrueOrderByName());
        book.passedOn(joining.politePasses(Integer.MAX_VALUE));
        var facts = new FactRows(
                knownFacts.of(table.fields(), known, today, current.zone()),
                book,
                me.id(),
                today,
                clock.instant(),
                current.zone());
        var typeIds = types.inUse().stream().collect(Collectors.toMap(type -> Book.key(type.name()), PartnerType::id));
        return new PartnerRun(
                book,
                new DomainRules(current, freeMail.current()),
                new ProfileRows(typeIds, today),
                facts,
                decisions,
                today,
                clock.instant());
    }
}
