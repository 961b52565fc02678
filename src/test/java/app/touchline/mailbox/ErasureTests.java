package app.touchline.mailbox;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

import app.touchline.partner.ContactRecords;
import app.touchline.partner.ContactRole;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.testing.As;
import app.touchline.testing.Patience;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchlineTest;

import static app.touchline.mailbox.Mail.NOON;
import static app.touchline.mailbox.Mail.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** A person is erased, and touches that were kept long enough are forgotten; neither comes back by reading. */
@TouchlineTest
@TestPropertySource(
        properties = "spring.application.name=ErasureTests") // the whole database is searched, all is forgotten
class ErasureTests {

    private static final SignedIn ADMIN =
            new SignedIn(0, "Ada", "ada@ours.test", ZoneId.of("UTC"), Set.of(Role.ADMIN), 0);
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    MailIntake intake;

    @Autowired
    ContactRecords contacts;

    @Autowired
    Reattributing reattributing;

    @Autowired
    RecurringTask<Void> forgetOldTouches;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    TransactionTemplate transaction;

    private final List<Message> inbox = new ArrayList<>();
    private IntakeWorld world;
    private long dana;
    private long acme;
    private String anna;
    private String bob;

    @BeforeEach
    void annaAndBobOfAcmeWrote() {
        world = new IntakeWorld(jdbc, "erasure" + COUNT.incrementAndGet());
        dana = world.mailboxOf("dana");
        acme = world.partner("acme");
        anna = world.contact(acme, "anna.bell");
        bob = world.contact(acme, "bob");
        keep("1", mail(anna, world.ours("dana")), 0);
        keep("2", mail(world.ours("dana"), anna.replace("@", "+work@")), 1);
        keep("3", mail(world.ours("dana"), bob).cc(anna), 2);
        keep("4", mail(world.ours("dana"), bob), 3);
        read(false, inbox);
    }

    @AfterEach
    void timeGoesBack() {
        jdbc.sql("update programme set retention_months = null").update();
    }

    @Test
    @DisplayName("56 An erased person's touches stay without a name, and no reading brings the address back")
    void anErasedPersonIsNowhereAndDoesNotComeBack() {
        jdbc.sql("insert into address_name (address, name, own, said_at) values (:a, 'Anna', true, now())")
                .param("a", anna)
                .update();
        var touches = world.touches(acme);
        var last = world.lastTouch(acme);
        var credits = world.credits(acme);
        var sightings = world.sightings(acme);
        // the audit and what changed in the directory name them too
        var contact = jdbc.sql("select contact_id from contact_address where address = :address")
                .param("address", anna)
                .query(Long.class)
                .single();
        contacts.change(
                contact, "Herself " + anna, ContactRole.OTHER, "@" + anna, List.of(anna, "also." + anna), ADMIN);

        assertThat(post("/admin/privacy/erasure/preview", anna))
                .hasStatusOk()
                .bodyText()
                .contains("3 touches lose", anna);
        assertThat(post("/admin/privacy/erasure", anna)).hasRedirectedUrl("/admin/privacy");

        assertNothingNames(anna);
        assertThat(world.touches(acme)).isEqualTo(touches);
        assertThat(world.lastTouch(acme)).isEqualTo(last);
        assertThat(world.credits(acme)).isEqualTo(credits);
        assertThat(world.sightings(acme)).isEqualTo(sightings);
        assertThat(mvc.get().uri("/partners/" + acme).with(As.a(Role.ADMIN)))
                .bodyText()
                .contains("an erased person")
                .doesNotContain("erased.invalid");

        var after = world.everything();
        read(true, inbox);
        read(false, inbox);
        reattributing.run(Integer.MAX_VALUE);
        assertThat(world.everything()).isEqualTo(after);
        read(
                false,
                List.of(mail(anna, world.ours("dana"))
                        .id("new" + world.name())
                        .at(TestClock.START)
                        .in("1/INBOX:99")));
        assertThat(world.everything())
                .as("mail of theirs from now on is nobody's")
                .isEqualTo(after);
        assertNothingNames(anna);
    }

    @Test
    void aFormThatWasOpenMeanwhileBringsNobodyBack() {
        var contact = jdbc.sql("select contact_id from contact_address where address = :address")
                .param("address", anna)
                .query(Long.class)
                .single();
        post("/admin/privacy/erasure", anna);

        assertThat(mvc.post()
                        .uri("/contacts/%d/edit".formatted(contact))
                        .param("was.name", anna)
                        .param("name", "Anna Bell, again")
                        .param("role", "AE")
                        .param("addresses", "")
                        .with(As.a(Role.ADMIN))
                        .with(csrf()))
                .hasStatus(404);
        for (var verb : List.of("restoration", "key", "archiving"))
            assertThat(mvc.post()
                            .uri("/contacts/%d/%s".formatted(contact, verb))
                            .with(As.a(Role.ADMIN))
                            .with(csrf()))
                    .hasStatus(404);
        assertThat(mvc.get().uri("/partners/" + acme).with(As.a(Role.ADMIN)))
                .bodyText()
                .contains("An erased person")
                .doesNotContain("/contacts/%d/".formatted(contact), "Anna Bell");
    }

    @Test
    void whatImportsKeptOfAnErasedPersonGoesAndSoDoesTheWayBackToIt() throws UnsupportedEncodingException {
        var partner = jdbc.sql("select name from partner where id = :id")
                .param("id", acme)
                .query(String.class)
                .single();
        var file =
                "Partner,Type,Notes,Contact name,Contact email,Contact role,Chat handle\n%s,%s,imported,,%s,AE,@anna\n"
                        .formatted(partner, anna, anna);
        var job = bring(file);
        assertThat(to(job + "/values", "type-0", "Agency")).hasRedirectedUrl(job);
        var shown = Pattern.compile("name=\"shown\" value=\"([0-9a-f]+)\"")
                .matcher(mvc.get()
                        .uri(job)
                        .with(As.a(Role.ADMIN))
                        .exchange()
                        .getResponse()
                        .getContentAsString());
        assertThat(shown.find()).isTrue();
        assertThat(to(job + "/application", "shown", shown.group(1))).hasRedirectedUrl(job);
        var waiting = bring(file.replace("@anna", "@other"));
        assertThat(jdbc.sql(
                                "select count(*) from import_memory where said = :a union all select count(*) from import_image where after::text like '%' || :a || '%'")
                        .param("a", anna)
                        .query(Long.class)
                        .list())
                .containsExactly(1L, 1L);

        post("/admin/privacy/erasure", anna);

        assertNothingNames(anna);
        assertThat(jdbc.sql("select count(*) from import_upload")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(mvc.get().uri(waiting + "/columns").with(As.a(Role.ADMIN))).hasStatus(404);
        assertThat(mvc.get().uri(job + "/undo").with(As.a(Role.ADMIN)))
                .bodyText()
                .contains("1 record cannot be put back", "a person was erased, and how it was is not kept");
        assertThat(to(job + "/undo", "", "")).hasRedirectedUrl(job);
        assertThat(jdbc.sql("select notes || coalesce(type_id::text, '') from partner where id = :id")
                        .param("id", acme)
                        .query(String.class)
                        .single())
                .as("the partner is put back, the person is not")
                .isEmpty();
        assertNothingNames(anna);
    }

    private String bring(String file) {
        var brought = mvc.post()
                .uri("/admin/import")
                .multipart()
                .file("file", file.getBytes(StandardCharsets.UTF_8))
                .with(As.a(Role.ADMIN))
                .with(csrf())
                .exchange();
        assertThat(brought).hasStatus3xxRedirection();
        var columns = String.valueOf(brought.getResponse().getRedirectedUrl());
        var job = columns.substring(0, columns.lastIndexOf('/'));
        assertThat(to(columns, "column-1", "type")).hasRedirectedUrl(job + "/values");
        return job;
    }

    private MvcTestResult to(String path, String field, String value) {
        return mvc.post()
                .uri(path)
                .param(field, value)
                .with(As.a(Role.ADMIN))
                .with(csrf())
                .exchange();
    }

    @Test
    void whereAPersonIsWrittenOfIsShownAndWhatIsStoredIsGivenOutOnRequest() {
        jdbc.sql("update partner set notes = :notes where id = :id")
                .param("notes", "Good start. Met ANNA.BELL@" + anna.substring(anna.indexOf('@') + 1) + " in spring.")
                .param("id", acme)
                .update();
        jdbc.sql("""
                insert into action (partner_id, type, due, note, assignee_id, created_at)
                select :partner, 'FOLLOW_UP', date '2026-11-20', :note, min(id), now() from member
                """)
                .param("partner", acme)
                .param("note", "Ask " + anna + " about Lisbon")
                .update();
        jdbc.sql("update touch set note = :note where id = :id")
                .param("note", "She, " + anna + ", called back")
                .param("id", world.touchIds(acme).getFirst())
                .update();

        assertThat(post("/admin/privacy/erasure/preview", anna))
                .bodyText()
                .contains(
                        "Named in 3 texts",
                        "Good start",
                        "action note",
                        "about Lisbon",
                        "touch note",
                        "/partners/" + acme);
        assertThat(post("/admin/privacy/erasure/preview", bob)).bodyText().doesNotContain("Named in");

        var file = post("/admin/privacy/export", anna);
        assertThat(file).hasStatusOk().hasHeader("Cache-Control", "no-store");
        assertThat(file).bodyJson().extractingPath("$.touches").asArray().hasSize(3);
        assertThat(file).bodyJson().extractingPath("$.contact.name").isEqualTo(anna);
        assertThat(file)
                .bodyJson()
                .extractingPath("$['written by people']")
                .asArray()
                .hasSize(3);
        assertThat(file).bodyText().doesNotContain(bob).contains("Lisbon");
        assertThat(post("/admin/privacy/export", world.ours("dana"))).hasStatus(422);
        assertThat(jdbc.sql("select count(*) from audit_entry where about_name = :name and what like 'gave out%'")
                        .param("name", anna)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(mvc.post()
                        .uri("/admin/privacy/export")
                        .param("address", anna)
                        .with(As.a(Role.OPS_LEAD))
                        .with(csrf()))
                .hasStatus(403);
    }

    @Test
    void whoeverIsErasedWhileTheirMailIsBeingTakenInIsErasedFromItToo() throws Exception {
        var late =
                List.of(mail(anna, world.ours("dana")).id("late" + world.name()).in("1/INBOX:98"));
        var held = new CountDownLatch(1);
        var letGo = new CountDownLatch(1);
        try (var threads = Executors.newCachedThreadPool()) {
            try {
                var holding = threads.submit(() -> transaction.executeWithoutResult(status -> {
                    touchesAreWritten();
                    held.countDown();
                    Patience.until("the others wait", letGo);
                }));
                Patience.until("nobody else writes touches", held);
                var reading = threads.submit(() -> read(false, late));
                Patience.until("the page is matched and about to be noted", () -> waiting() == 1);
                var erasing = threads.submit(() -> post("/admin/privacy/erasure", anna));
                Patience.until("the erasure waits for the page", () -> waiting() == 2);
                letGo.countDown();
                holding.get();
                reading.get();
                assertThat(erasing.get()).hasRedirectedUrl("/admin/privacy");
            } finally {
                letGo.countDown();
            }
        }
        assertThat(world.touches(acme)).as("it counts, without a name").hasSize(5);
        assertNothingNames(anna);
    }

    private void touchesAreWritten() {
        jdbc.sql("select pg_advisory_xact_lock(%d) is null".formatted(0x70756368L))
                .query(Boolean.class)
                .single();
    }

    private int waiting() {
        return jdbc.sql("""
                select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
                """).query(Integer.class).single();
    }

    @Test
    void alsoWhereTheDomainIsThePartners() {
        world.domain(acme, anna.substring(anna.indexOf('@') + 1));
        read(true, inbox);
        post("/admin/privacy/erasure", anna);
        var after = world.everything();
        assertThat(world.touches(acme)).hasSize(4);

        read(true, inbox);
        reattributing.run(Integer.MAX_VALUE);
        assertThat(world.everything()).isEqualTo(after);
        read(
                false,
                List.of(mail(anna, world.ours("dana")).id("new" + world.name()).in("1/INBOX:99")));
        assertThat(world.everything()).isEqualTo(after);
        assertNothingNames(anna);
    }

    @Test
    void whoIsErasedCannotBeEnteredUntilItIsLifted() {
        post("/admin/privacy/erasure", anna);
        assertThat(enter())
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .bodyText()
                .contains("was erased");

        assertThat(post("/admin/privacy/erasure/lifting", bob))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .bodyText()
                .contains("Nobody with this address was erased.");
        post("/admin/privacy/erasure/lifting", anna);

        assertThat(enter()).hasStatus3xxRedirection();
        read(
                false,
                List.of(mail(anna, world.ours("dana")).id("new" + world.name()).in("1/INBOX:99")));
        assertThat(world.touches(acme)).hasSize(5);
    }

    @Test
    void aStrangerIsErasedToo_andOurOwnPeopleAreNot() {
        assertThat(post("/admin/privacy/erasure", "nobody@stranger.test")).hasRedirectedUrl("/admin/privacy");
        assertThat(post("/admin/privacy/erasure/preview", world.ours("dana")))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .bodyText()
                .contains("one of our own people");
        assertThat(post("/admin/privacy/erasure/preview", "not an address"))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .bodyText()
                .contains("Write the address");
    }

    @Test
    void theAuditStillRefusesEveryOtherChange() {
        assertThatThrownBy(() -> jdbc.sql("update audit_entry set what = 'x'").update())
                .hasMessageContaining("only ever added");
        assertThatThrownBy(() -> jdbc.sql("delete from audit_entry").update()).hasMessageContaining("only ever added");
    }

    @Test
    @DisplayName("57 Touches are forgotten when their time is over, and no reading brings them back")
    void touchesAreForgottenWhenTheirTimeIsOver() {
        keep("old", mail(world.ours("dana"), anna).at(Instant.parse("2026-05-01T12:00:00Z")), 20);
        read(false, List.of(inbox.getLast()));
        assertThat(world.touches(acme)).hasSize(5);
        assertThat(retention("11"))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .bodyText()
                .contains("12 to 240");
        assertThat(retention("12")).hasRedirectedUrl("/admin/privacy");
        clock.set(Instant.parse("2027-06-01T12:00:00Z"));

        forgetOldTouches();

        assertThat(world.touches(acme)).hasSize(4);
        clock.set(Instant.parse("2027-11-03T12:30:00Z").plus(Duration.ofDays(1)));
        forgetOldTouches();
        assertThat(world.touches(acme))
                .as("those of 2 and 3 November 2026 went")
                .hasSize(2);
        var after = world.everything();
        read(true, inbox);
        read(false, inbox);
        assertThat(world.everything()).isEqualTo(after);
        clock.set(Instant.parse("2028-01-01T12:00:00Z"));
        forgetOldTouches();
        assertThat(world.touches(acme)).isEmpty();
        assertThat(world.lastTouch(acme)).isEqualTo("null null");
        assertThat(retention("")).hasRedirectedUrl("/admin/privacy");
    }

    private void forgetOldTouches() {
        forgetOldTouches.executeRecurringly(null, null);
    }

    private void keep(String id, Mail mail, int day) {
        var at = day == 20 ? mail : mail.at(NOON.plus(Duration.ofDays(day)));
        inbox.add(at.id(id + "@" + world.name()).in("1/INBOX:" + (inbox.size() + 1)));
    }

    private void read(boolean again, List<Message> messages) {
        assertThat(intake.take(new MailPage(dana, messages, List.of(), () -> true, again)))
                .isInstanceOf(Intake.Taken.class);
    }

    private MvcTestResult enter() {
        return mvc.post()
                .uri("/partners/" + acme + "/contacts/new")
                .param("name", "Anna Bell")
                .param("role", "OTHER")
                .param("addresses", anna)
                .with(As.a(Role.ADMIN))
                .with(csrf())
                .exchange();
    }

    private MvcTestResult post(String path, String address) {
        return mvc.post()
                .uri(path)
                .param("address", address)
                .with(As.a(Role.ADMIN))
                .with(csrf())
                .exchange();
    }

    private MvcTestResult retention(String months) {
        return mvc.post()
                .uri("/admin/privacy/retention")
                .param("months", months)
                .with(As.a(Role.ADMIN))
                .with(csrf())
                .exchange();
    }

    private void assertNothingNames(String text) {
        var tables = jdbc.sql(
                        "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'")
                .query((row, index) -> row.getString(1))
                .list();
        assertThat(tables).hasSizeGreaterThan(30);
        for (var table : tables)
            assertThat(jdbc.sql("select count(*) from %s x where x::text ilike :text".formatted(table))
                            .param("text", "%" + text + "%")
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
    }
}
