package app.touchline.importing;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.deal.Deal;
import app.touchline.deal.DealIntake;
import app.touchline.deal.DealIntake.Change;
import app.touchline.deal.LookAlikes;
import app.touchline.deal.LostReason;
import app.touchline.deal.LostReasons;
import app.touchline.deal.Share;
import app.touchline.importing.ImportRun.Progress;
import app.touchline.importing.Importing.NotAsShown;
import app.touchline.importing.KnownDeals.Called;
import app.touchline.money.MoneyReader;
import app.touchline.partner.Contact;
import app.touchline.partner.Contacts;
import app.touchline.partner.Partners;
import app.touchline.settings.FreeMail;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Member;
import app.touchline.team.Members;
import app.touchline.team.SignedIn;

/** Files of deals. */
@Component
class DealImports implements Imports {

    private static final int A_REPORT = 100;

    private final Books books;
    private final Partners partners;
    private final Contacts contacts;
    private final Members members;
    private final FreeMail freeMail;
    private final SettingsReader settings;
    private final LostReasons reasons;
    private final MoneyReader money;
    private final DealIntake intake;
    private final LookAlikes lookAlikes;
    private final ImportImages images;
    private final AuditLog audit;
    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final Clock clock;

    DealImports(
            Books books,
            Partners partners,
            Contacts contacts,
            Members members,
            FreeMail freeMail,
            SettingsReader settings,
            LostReasons reasons,
            MoneyReader money,
            DealIntake intake,
            LookAlikes lookAlikes,
            ImportImages images,
            AuditLog audit,
            EntityManager entities,
            JdbcClient jdbc,
            Clock clock) {
        this.books = books;
        this.partners = partners;
        this.contacts = contacts;
        this.members = members;
        this.freeMail = freeMail;
        this.settings = settings;
        this.reasons = reasons;
        this.money = money;
        this.intake = intake;
        this.lookAlikes = lookAlikes;
        this.images = images;
        this.audit = audit;
        this.entities = entities;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Subject subject() {
        return Subject.DEALS;
    }

    @Override
    public Choices choices() {
        return Choices.ofDeals(
                book(members.findAllByOrderByName(), List.of()), members.findAllByOrderByName(), reasons.all());
    }

    private Book book(List<Member> people, List<Contact> known) {
        var book = books.of(partners.inProgramme(), known, people);
        book.archived(jdbc.sql("select name from partner where archived_at is not null and merged_into is null")
                .query((row, index) -> row.getString("name"))
                .list());
        return book;
    }

    @Override
    public ImportRun begin(ImportTable table, Map<String, String> decisions, SignedIn me) {
        var run = run(table, decisions, me);
        return new ImportRun() {
            @Override
            public ImportResult through(ImportTable rows, Map<Long, RowOutcome> refused, Progress progress) {
                return run.through(rows, progress);
            }

            /** None: what is written is told to the deals anew. */
            @Override
            public Map<Long, RowOutcome> refusedHalfway() {
                return Map.of();
            }

            @Override
            public void write(UUID job, String fileName, SignedIn who, Progress progress) {
                DealImports.this.write(run, job, fileName, who, progress);
            }
        };
    }

    private DealRun run(ImportTable table, Map<String, String> decisions, SignedIn me) {
        var current = settings.current();
        var today = current.today(clock);
        var people = members.findAllByOrderByName();
        var everybody = contacts.all();
        var book = book(people, everybody);
        var called = Called.in(table);
        var deals = intake.known(called.codes(), called.externalIds(), called.customers());
        var all = reasons.all();
        var newDeals = new NewDeals(
                book,
                freeMail.current(),
                money.programme(),
                me.id(),
                people.stream()
                        .filter(member -> member.active())
                        .map(Member::id)
                        .collect(Collectors.toSet()),
                today);
        var named = new NamedPartners(book, names(deals));
        var news = new DealNews(
                book,
                newDeals,
                named,
                new SettledDeals(
                        named,
                        all.stream().collect(Collectors.toMap(LostReason::id, Function.identity())),
                        current.zone()),
                everybody.stream().collect(Collectors.toMap(Contact::id, Function.identity())),
                freeMail.current(),
                today);
        return new DealRun(
                new KnownDeals(deals),
                newDeals,
                news,
                intake,
                intake.retelling(me),
                lookAlikes,
                byName(all),
                decisions,
                today);
    }

    /** Of two of one name the one that is still offered. */
    private static Map<String, LostReason> byName(Collection<LostReason> all) {
        var byName = new HashMap<String, LostReason>();
        for (var reason : all)
            byName.merge(Book.key(reason.name()), reason, (one, other) -> one.archived() ? other : one);
        return byName;
    }

    /** What partners are called whose deals these are, also those that are in the archive. */
    private Map<Long, String> names(List<Deal> deals) {
        var names = new HashMap<Long, String>();
        jdbc.sql("select id, name from partner where id = any(:ids)")
                .param(
                        "ids",
                        deals.stream().flatMap(DealImports::partners).distinct().toArray(Long[]::new))
                .query(row -> {
                    names.put(row.getLong("id"), row.getString("name"));
                });
        return names;
    }

    /** Whose it is, through whom the customer bought until now, and who has part in it. */
    private static Stream<Long> partners(Deal deal) {
        return Stream.concat(
                Stream.of(deal.partnerId(), deal.details().incumbentId()).filter(Objects::nonNull),
                deal.shares().stream().map(Share::partnerId));
    }

    private void write(DealRun run, UUID job, String fileName, SignedIn me, Progress progress) {
        entities.clear(); // what was tried on deals is not to be written: they are told anew, in the order the database
        // follows
        var changed = run.changes().stream().map(Change::dealId).toList();
        var touched = touched(changed, run.alike());
        images.before(job, Imaged.DEAL, array(touched));
        var total = run.arrivals().size();
        var entered = intake.take(run.arrivals(), run.changes(), fileName, run.retelling(), done -> {
            if (done % A_REPORT == 0) progress.at("Writing", done, total);
        });
        if (!touched(concat(entered, changed), touched).equals(union(touched, entered)))
            throw new NotAsShown(); // somebody registered for the same customer meanwhile
        images.after(job);
        images.entered(job, Imaged.DEAL, array(entered));
        var by = Map.of("file", fileName);
        audit.noteEach(me.who(), "entered by import", abouts(entered), by);
        audit.noteEach(me.who(), "changed by import", abouts(changed), by);
    }

    /** The deals, and those with which they are or were in conflict. */
    private Set<Long> touched(List<Long> deals, Set<Long> more) {
        var touched = new HashSet<>(more);
        touched.addAll(deals);
        jdbc.sql("""
                select deal_id, other_id from deal_conflict where deal_id = any(:ids)
                union select deal_id, other_id from deal_conflict where other_id = any(:ids)
                """).param("ids", deals.toArray(Long[]::new)).query(row -> {
            touched.add(row.getLong("deal_id"));
            touched.add(row.getLong("other_id"));
        });
        return touched;
    }

    private static Set<Long> union(Set<Long> some, List<Long> others) {
        var union = new HashSet<>(some);
        union.addAll(others);
        return union;
    }

    private static List<Long> concat(List<Long> some, List<Long> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static long[] array(Collection<Long> ids) {
        return ids.stream().mapToLong(Long::longValue).toArray();
    }

    private List<About> abouts(List<Long> ids) {
        return jdbc.sql("select r.id, %s as name from deal r where r.id = any(:ids) order by r.id"
                        .formatted(Imaged.DEAL.named()))
                .param("ids", ids.toArray(Long[]::new))
                .query((row, index) -> new About("deal", row.getLong("id"), row.getString("name")))
                .list();
    }
}
