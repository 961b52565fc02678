package app.touchline.mailbox;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.cadence.CadenceReader;
import app.touchline.cadence.CoverageReader;
import app.touchline.cadence.TierCoverage;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static app.touchline.mailbox.Mail.NOON;
import static app.touchline.mailbox.Mail.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Two partners turn out to be one company. */
@TouchlineTest
@NullUnmarked
class PartnerMergerTests {

    @Autowired
    MailIntake intake;

    @Autowired
    Reattributing reattributing;

    @Autowired
    @Qualifier("deriveResponses")
    RecurringTask<Void> deriveResponses;

    @Autowired
    CadenceReader cadence;

    @Autowired
    CoverageReader coverages;

    @Autowired
    TeamSamples team;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    private static int worlds;

    private final List<Message> inbox = new ArrayList<>();
    private IntakeWorld world;
    private long dana;
    private long twin;
    private long acme;

    @BeforeEach
    void annaIsAtTheTwinAndBobAtAcme() {
        world = new IntakeWorld(jdbc, "merger" + ++worlds);
        dana = world.mailboxOf("dana");
        twin = world.enteredPartner("twin");
        acme = world.enteredPartner("acme");
        var anna = world.contact(twin, "anna");
        var bob = world.contact(acme, "bob");
        var shared = "shared-" + world.name() + ".test";
        world.domain(twin, shared);
        world.domain(acme, shared);
        world.domain(twin, "twin-" + world.name() + ".test");
        letter(1, mail(anna, world.ours("dana")).at(NOON).id("q" + world.name()));
        letter(
                2,
                mail(world.ours("dana"), bob)
                        .at(NOON.plusSeconds(7200))
                        .id("a" + world.name())
                        .with("In-Reply-To", "<q" + world.name() + ">"));
        letter(
                3,
                mail(world.ours("dana"), anna, bob)
                        .at(NOON.plus(Duration.ofDays(2)))
                        .id("both" + world.name()));
        letter(
                4,
                mail("who@" + shared, world.ours("dana"))
                        .at(NOON.plus(Duration.ofDays(1)))
                        .id("w" + world.name()));
        intake.take(new MailPage(dana, inbox, List.of(), () -> true, false));
        jdbc.sql("delete from directory_change where reattribution_id is null").update();
    }

    private void letter(int uid, Mail mail) {
        inbox.add(mail.in("1/INBOX:" + uid));
    }

    private MvcTestResult merge() {
        return mvc.post()
                .uri("/partners/%d/merger".formatted(twin))
                .with(As.a(Role.OPS_LEAD))
                .with(csrf())
                .param("into", String.valueOf(acme))
                .exchange();
    }

    private List<String> responses(long partner) {
        deriveResponses.execute(null, null);
        return jdbc.sql("""
                select r.asked_by || ' ' || extract(epoch from r.answered_at - r.asked_at)::int from response r
                where r.partner_id = :partner and r.answered_at is not null
                """).param("partner", partner).query(String.class).list();
    }

    @Test
    @DisplayName("51 Merged partners: touches are there once, numbers follow, answers find their questions")
    void mergedPartners() {
        assertThat(world.touches(twin)).hasSize(3);
        assertThat(world.touches(acme)).hasSize(3);
        assertThat(responses(acme)).isEmpty();
        var version = jdbc.sql("select version from directory_version")
                .query(Long.class)
                .single();

        assertThat(merge()).hasRedirectedUrl("/partners/" + acme);
        reattributing.run(Integer.MAX_VALUE);

        assertThat(world.touches(twin)).isEmpty();
        assertThat(world.touches(acme))
                .containsExactly(
                        "RECEIVED HUMAN IF_EITHER 2026-11-02T12:00:00Z",
                        "SENT HUMAN ALWAYS 2026-11-02T14:00:00Z",
                        "RECEIVED HUMAN IF_EITHER 2026-11-03T12:00:00Z",
                        "SENT HUMAN ALWAYS 2026-11-04T12:00:00Z");
        assertThat(world.lastTouch(twin)).isEqualTo("null null");
        assertThat(world.lastTouch(acme)).startsWith("2026-11-04T12:00:00Z");
        assertThat(responses(acme)).as("their question, our answer").containsExactly("THEM 7200");
        assertThat(responses(twin)).isEmpty();
        assertThat(jdbc.sql("select count(*) from touch where undecided and from_address like :who")
                        .param("who", "who@shared-" + world.name() + "%")
                        .query(Long.class)
                        .single())
                .as("what waited for a decision between the two is decided")
                .isZero();
        assertThat(jdbc.sql("select version from directory_version")
                        .query(Long.class)
                        .single())
                .as("nothing has to be read again")
                .isEqualTo(version);

        var merged = world.everything();
        jdbc.sql("delete from touch where id in (select touch_id from touch_sighting where mailbox_id = :dana)")
                .param("dana", dana)
                .update();
        intake.take(new MailPage(dana, inbox, List.of(), () -> true, false));
        assertThat(world.everything()).as("as read from nothing").isEqualTo(merged);
    }

    @Test
    @DisplayName("51 Merged partners: past days are counted anew, as if there had been one all along")
    void pastDaysOfMergedPartners() {
        var day = LocalDate.of(2026, 11, 3);
        var coverage = coverage(day);
        assertThat(cadence.of(twin, day)).isPresent();
        assertThat(cadence.of(acme, day).orElseThrow().lastTouch()).isEqualTo("2026-11-02");
        var touched = jdbc.sql("update partner_status set since = '2026-11-01' where partner_id = :acme")
                .param("acme", acme)
                .update();
        assertThat(touched).isEqualTo(1);
        assertThat(cadence.of(acme, LocalDate.of(2026, 10, 1)))
                .as("not in the programme yet")
                .isEmpty();

        merge();
        reattributing.run(Integer.MAX_VALUE);

        assertThat(cadence.of(twin, day))
                .as("the one that went counts on no day")
                .isEmpty();
        assertThat(cadence.of(acme, day)).isPresent();
        assertThat(cadence.of(acme, LocalDate.of(2026, 10, 1)))
                .as("before its own history begins, the other one's holds")
                .isPresent();
        assertThat(coverage(day)).as("one partner fewer").isEqualTo(coverage - 1);
    }

    private int coverage(LocalDate day) {
        return coverages.perTier(day).stream().mapToInt(TierCoverage::inCadence).sum();
    }

    @Test
    @DisplayName("56 Whoever was erased stays so when partners are merged, and the touches stay")
    void anErasedPersonAndAMerger() {
        assertThat(mvc.post()
                        .uri("/admin/privacy/erasure")
                        .with(As.a(Role.ADMIN))
                        .with(csrf())
                        .param("address", "anna@twin-" + world.name() + ".test"))
                .hasStatus3xxRedirection();
        var erased = world.touches(twin);
        assertThat(erased).hasSize(3);

        merge();
        reattributing.run(Integer.MAX_VALUE);

        assertThat(world.touches(twin)).isEmpty();
        assertThat(world.touches(acme))
                .hasSize(4)
                .as("but for the one between the two that is decided now")
                .containsAll(
                        erased.stream().filter(touch -> !touch.contains(" NO ")).toList());
        assertThat(world.everything()).noneMatch(line -> line.contains("anna@twin-"));
        assertThat(jdbc.sql("select count(*) from directory_change where address like 'anna@twin-' || :world || '%'")
                        .param("world", world.name())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void contactsDomainsStepsAndNotesComeAlongAndOldLinksLeadThere() {
        var lead = team.opsLead();
        var form = UUID.randomUUID().toString();
        mvc.post()
                .uri("/partners/%d/touches".formatted(twin))
                .with(As.signedIn(lead.signedIn()))
                .with(csrf())
                .param("kind", "CALL")
                .param("day", "2026-11-10")
                .param("time", "10:00")
                .param("note", "About terms")
                .param("formKey", form)
                .exchange();
        jdbc.sql("""
                insert into action (partner_id, type, due, assignee_id, created_at)
                values (:twin, 'FOLLOW_UP', '2026-11-20', :lead, now())
                """).param("twin", twin).param("lead", lead.id()).update();
        jdbc.sql("update partner set notes = 'Met at the fair', partner_since = '2020-01-01' where id = :twin")
                .param("twin", twin)
                .update();

        var preview = mvc.get()
                .uri("/partners/%d/merger".formatted(twin))
                .with(As.a(Role.OPS_LEAD))
                .param("into", "acme " + world.name())
                .exchange();
        assertThat(preview)
                .hasStatusOk()
                .bodyText()
                .contains(
                        "1 contact will be there",
                        "4 touches come",
                        "2 of them are with both",
                        "1 open action",
                        "cannot be taken back");
        assertThat(merge()).hasRedirectedUrl("/partners/" + acme);

        assertThat(mvc.get().uri("/partners/" + twin).with(As.a(Role.VIEWER))).hasRedirectedUrl("/partners/" + acme);
        assertThat(mvc.get().uri("/partners/" + acme).with(As.a(Role.OPS_LEAD)))
                .bodyText()
                .contains(
                        "anna@twin-" + world.name() + ".test",
                        "twin-" + world.name() + ".test",
                        "About terms",
                        "From twin " + world.name() + ": Met at the fair",
                        "1 Jan 2020");
        assertThat(world.lastTouch(acme)).as("the call counts here at once").startsWith("2026-11-10");
        assertThat(jdbc.sql("select count(*) from action where partner_id = :acme")
                        .param("acme", acme)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(jdbc.sql(
                                "select what from audit_entry where about = 'partner' and about_id in (:twin, :acme) order by id")
                        .param("twin", twin)
                        .param("acme", acme)
                        .query(String.class)
                        .list())
                .containsExactly("merged into another partner", "took in another partner");
    }

    @Test
    void aMergedPartnerIsNotBroughtBackNorMergedAgain() {
        merge();
        assertThat(merge()).hasStatus(404);
        mvc.post()
                .uri("/partners/%d/restoration".formatted(twin))
                .with(As.a(Role.ADMIN))
                .with(csrf())
                .exchange();
        assertThat(jdbc.sql("select merged_into from partner where id = :twin and archived_at is not null")
                        .param("twin", twin)
                        .query(Long.class)
                        .single())
                .isEqualTo(acme);
    }

    @Test
    void aNameThatNobodyHasIsSaidBesideTheField() {
        assertThat(mvc.get()
                        .uri("/partners/%d/merger".formatted(twin))
                        .with(As.a(Role.OPS_LEAD))
                        .param("into", "nobody has this"))
                .hasStatus(422)
                .bodyText()
                .contains("There is no partner named “nobody has this”.");
        assertThat(mvc.post()
                        .uri("/partners/%d/merger".formatted(twin))
                        .with(As.a(Role.OPS_LEAD))
                        .with(csrf())
                        .param("into", String.valueOf(twin)))
                .hasStatus(422)
                .bodyText()
                .contains("That is the same partner");
    }
}
