package app.touchline.importing;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

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
import app.touchline.partner.Suppressions;
import app.touchline.partner.Tiers;
import app.touchline.settings.FreeMail;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Members;
import app.touchline.team.SignedIn;

/** Brings partners, contacts and domains in from a file: shown first, then all of it that is not refused, in one go. */
@Service
class Importing {

    private static final int RECORDS_A_BATCH = 500;

    private final Partners partners;
    private final Contacts contacts;
    private final Tiers tiers;
    private final Members members;
    private final FreeMail freeMail;
    private final SettingsReader settings;
    private final Suppressions suppressions;
    private final PartnerTypes types;
    private final KnownFacts.Reader knownFacts;
    private final Openings openings;
    private final JoiningReader joining;
    private final ImportImages images;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final Clock clock;

    Importing(
            Partners partners,
            Contacts contacts,
            Tiers tiers,
            Members members,
            FreeMail freeMail,
            SettingsReader settings,
            Suppressions suppressions,
            PartnerTypes types,
            KnownFacts.Reader knownFacts,
            Openings openings,
            JoiningReader joining,
            ImportImages images,
            AuditLog audit,
            ApplicationEventPublisher events,
            EntityManager entities,
            JdbcClient jdbc,
            Clock clock) {
        this.partners = partners;
        this.contacts = contacts;
        this.tiers = tiers;
        this.members = members;
        this.freeMail = freeMail;
        this.settings = settings;
        this.suppressions = suppressions;
        this.types = types;
        this.knownFacts = knownFacts;
        this.openings = openings;
        this.joining = joining;
        this.images = images;
        this.audit = audit;
        this.events = events;
        this.entities = entities;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Done(ImportRun run, ImportResult result) {}

    /** What may be in the fields of kept lists. */
    @Transactional(readOnly = true)
    Choices choices() {
        return new Choices(tiers.inUse(), members.findByActiveTrueOrderByName(), types.inUse());
    }

    /** What the file would do. Read-only: Hibernate then writes nothing, whatever happens to the entities. */
    @Transactional(readOnly = true)
    ImportResult dryRun(ImportTable table, Map<String, String> decisions, SignedIn me, Progress progress) {
        return through(table, decisions, me, progress).result();
    }

    /**
     * @param shown the fingerprint of the dry run that a person has seen
     * @return what the file does; it is done only where it is what was shown
     */
    @Transactional
    ImportResult apply(
            UUID job,
            String fileName,
            ImportTable table,
            Map<String, String> decisions,
            String shown,
            SignedIn me,
            Progress progress) {
        planForManyRows();
        var done = through(table, decisions, me, progress);
        var run = done.run();
        var result = done.result();
        if (!result.changesSomething() || !result.fingerprint().equals(shown))
            throw new NotAsShown(); // rolls back what the run did to the entities
        images.before(job, partnerIds(run.partners().changed()), contactIds(run.changedContacts()));
        store(run, progress);
        var handedOver = run.partners().handedOver();
        if (!handedOver.isEmpty())
            events.publishEvent(
                    new OwnersChanged(handedOver.stream().map(Partner::id).collect(Collectors.toSet())));
        images.after(job, partnerIds(run.partners().entered()), contactIds(run.newContacts()));
        note(run, fileName, result, me);
        progress.at("Writing", 1, 1); // the last moment at which it can be stopped
        return result;
    }

    private void store(ImportRun run, Progress progress) {
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

    /** Again without the rows that were refused when part of them was done, until none is. */
    private Done through(ImportTable table, Map<String, String> decisions, SignedIn me, Progress progress) {
        var refused = new HashMap<Long, RowOutcome>();
        while (true) {
            progress.at("Reading what is known", 0, table.rows().size());
            var run = run(table, decisions, me);
            var result = run.through(table, refused, progress);
            if (run.refusedHalfway().isEmpty()) return new Done(run, result);
            refused.putAll(run.refusedHalfway());
            entities.clear();
        }
    }

    /**
     * The database keeps the plans by which it checks foreign keys and runs triggers. Made while the tables were small, they
     * read the whole table for each row, which thousands of new rows make slow: in this transaction they are made anew.
     */
    private void planForManyRows() {
        jdbc.sql("set local enable_seqscan = off").update();
        jdbc.sql("discard plans").update();
    }

    private void note(ImportRun run, String fileName, ImportResult result, SignedIn me) {
        var by = Map.of("file", fileName);
        audit.noteEach(
                me.who(), "entered by import", aboutPartners(run.partners().entered()), by);
        audit.noteEach(
                me.who(), "passed politely by import", aboutPartners(run.facts().passedOn()), by);
        audit.noteEach(
                me.who(), "changed by import", aboutPartners(run.partners().changed()), by);
        audit.noteEach(me.who(), "entered by import", aboutContacts(run.newContacts()), by);
        audit.noteEach(me.who(), "changed by import", aboutContacts(run.changedContacts()), by);
        var counts = result.counts();
        audit.note(
                me.who(),
                "imported",
                new About("file", null, fileName),
                Map.of(
                        "rows",
                        counts.rows(),
                        "changing",
                        counts.changing(),
                        "left out",
                        counts.rows() - counts.changing() - counts.known()));
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

    private ImportRun run(ImportTable table, Map<String, String> decisions, SignedIn me) {
        var current = settings.current();
        var today = current.today(clock);
        var known = partners.inProgramme();
        var book = new Book(
                current,
                tiers.inUse(),
                members.findByActiveTrueOrderByName(),
                known,
                contacts.all(),
                suppressions.current());
        book.mergedAway(partners.merged());
        book.passedOn(joining.politePasses(Integer.MAX_VALUE));
        var facts = new FactRows(
                knownFacts.of(table.fields(), known, today, current.zone()),
                book,
                me.id(),
                today,
                clock.instant(),
                current.zone());
        var typeIds = types.inUse().stream().collect(Collectors.toMap(type -> Book.key(type.name()), PartnerType::id));
        return new ImportRun(
                book,
                new DomainRules(current, freeMail.current()),
                new ProfileRows(typeIds, today),
                facts,
                decisions,
                today,
                clock.instant());
    }

    /** Something else changed since the dry run, or there is nothing to do: nothing was done. */
    static final class NotAsShown extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
