package app.touchline.importing;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;
import app.touchline.partner.Contact;
import app.touchline.partner.Contacts;
import app.touchline.partner.DomainRules;
import app.touchline.partner.OwnersChanged;
import app.touchline.partner.Partner;
import app.touchline.partner.Partners;
import app.touchline.partner.Suppressions;
import app.touchline.partner.Tiers;
import app.touchline.settings.FreeMail;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Members;
import app.touchline.team.SignedIn;

/** Brings partners, contacts and domains in from a CSV file: shown first, then all of it or nothing. */
@Service
class Importing {

    private final Partners partners;
    private final Contacts contacts;
    private final Tiers tiers;
    private final Members members;
    private final FreeMail freeMail;
    private final SettingsReader settings;
    private final Suppressions suppressions;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
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
            AuditLog audit,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.partners = partners;
        this.contacts = contacts;
        this.tiers = tiers;
        this.members = members;
        this.freeMail = freeMail;
        this.settings = settings;
        this.suppressions = suppressions;
        this.audit = audit;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What the file would do. Read-only: Hibernate then writes nothing, whatever happens to the entities. */
    @Transactional(readOnly = true)
    ImportResult dryRun(ImportTable table) {
        return run().through(table);
    }

    /**
     * @param shown the fingerprint of the dry run that a person has seen
     * @return what the file does; it is done only where nothing is refused and it is what was shown
     */
    @Transactional
    ImportResult apply(ImportTable table, String fileName, String shown, SignedIn me) {
        planForManyRows();
        var run = run();
        var result = run.through(table);
        if (!result.applicable() || !result.fingerprint().equals(shown))
            throw new NotAsShown(result); // rolls back what the run did to the entities
        run.newPartners().forEach(partners::save);
        run.newContacts().forEach(contacts::save);
        partners.flush();
        if (!run.handedOver().isEmpty())
            events.publishEvent(
                    new OwnersChanged(run.handedOver().stream().map(Partner::id).collect(Collectors.toSet())));
        var who = new Who(me.id(), me.name());
        var by = Map.of("file", fileName);
        audit.noteEach(who, "entered by import", partners(run.newPartners()), by);
        audit.noteEach(who, "changed by import", partners(run.changedPartners()), by);
        audit.noteEach(who, "entered by import", contacts(run.newContacts()), by);
        audit.noteEach(who, "changed by import", contacts(run.changedContacts()), by);
        audit.note(
                who,
                "imported",
                new About("file", null, fileName),
                Map.of("rows", result.rows().size(), "changing", result.changing()));
        return result;
    }

    /**
     * The database keeps the plans by which it checks foreign keys and runs triggers. Made while the tables were small, they
     * read the whole table for each row, which thousands of new rows make slow: in this transaction they are made anew.
     */
    private void planForManyRows() {
        jdbc.sql("set local enable_seqscan = off").update();
        jdbc.sql("discard plans").update();
    }

    private static List<About> partners(Set<Partner> partners) {
        return partners.stream()
                .map(each -> new About("partner", each.id(), each.name()))
                .toList();
    }

    private static List<About> contacts(Set<Contact> contacts) {
        return contacts.stream()
                .map(each -> new About("contact", each.id(), each.name()))
                .toList();
    }

    private ImportRun run() {
        var current = settings.current();
        var book = new Book(
                current,
                tiers.inUse(),
                members.findByActiveTrueOrderByName(),
                partners.inProgramme(),
                contacts.all(),
                suppressions.current());
        book.mergedAway(partners.merged());
        return new ImportRun(book, new DomainRules(current, freeMail.current()), current.today(clock), clock.instant());
    }

    /** Something else changed since the dry run, or the file is refused: nothing was done. */
    static final class NotAsShown extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient ImportResult result;

        NotAsShown(ImportResult result) {
            this.result = result;
        }

        ImportResult result() {
            return result;
        }
    }
}
