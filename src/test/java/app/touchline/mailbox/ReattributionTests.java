package app.touchline.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import app.touchline.settings.FreeMail;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.TouchlineTest;

import static app.touchline.mailbox.Mail.NOON;
import static app.touchline.mailbox.Mail.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Past mail follows partners, contacts and domains, without being read again where nothing can be found by that. */
@TouchlineTest
@NullUnmarked
class ReattributionTests {

    @Autowired
    MailIntake intake;

    @Autowired
    Reattributing reattributing;

    @Autowired
    ReattributionReader reader;

    @Autowired
    FreeMail freeMail;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    private static int worlds;

    private final List<Message> inbox = new ArrayList<>();
    private IntakeWorld world;
    private long dana;
    private long acme;
    private long beta;
    private String anna;

    @BeforeEach
    void annaOfAcmeWroteDayByDay() {
        world = new IntakeWorld(jdbc, "reattribution" + ++worlds);
        dana = world.mailboxOf("dana");
        acme = world.partner("acme");
        beta = world.partner("beta");
        anna = world.contact(acme, "anna");
        jdbc.sql("""
                insert into mailbox_folder (mailbox_id, name, title, live_cursor, reread_version)
                select :dana, 'INBOX', 'INBOX', '1/1', version from directory_version
                """).param("dana", dana).update();
        settle();
        for (int day = 0; day < 10; day++) {
            var at = NOON.plus(Duration.ofDays(day));
            var question = "question" + day + world.name();
            inbox.add(mail(anna, world.ours("dana")).at(at).id(question).in("1/INBOX:" + (2 * day + 1)));
            inbox.add(mail(world.ours("dana"), anna)
                    .at(at.plusSeconds(3600))
                    .id("answer" + day + world.name())
                    .with("In-Reply-To", "<" + question + ">")
                    .in("1/INBOX:" + (2 * day + 2)));
        }
        read(false);
    }

    /** What other tests changed is none of this one's business. */
    private void settle() {
        jdbc.sql("delete from directory_change where reattribution_id is null").update();
        jdbc.sql("update reattribution set matched_at = now(), finished_at = now() where finished_at is null")
                .update();
    }

    private void read(boolean again) {
        intake.take(new MailPage(dana, inbox, List.of(), () -> true, again));
        if (again)
            jdbc.sql("update mailbox_folder set reread_version = (select version from directory_version)")
                    .update();
    }

    private long version() {
        return jdbc.sql("select version from directory_version")
                .query(Long.class)
                .single();
    }

    private Reattribution latest() {
        return reader.latest().getFirst();
    }

    private long contactId() {
        return jdbc.sql("select contact_id from contact_address where address = :address")
                .param("address", anna)
                .query(Long.class)
                .single();
    }

    private List<String> responses(long partner) {
        return jdbc.sql(
                        "select asked_by || ' ' || asked_at from response where partner_id = :partner order by asked_at")
                .param("partner", partner)
                .query(String.class)
                .list();
    }

    private long changesOfThePast() {
        return jdbc.sql("select coalesce(sum(changes), 0) from cadence_change where day <= '2026-11-07'")
                .query(Long.class)
                .single();
    }

    private void move(LocalDate from) {
        assertThat(mvc.post()
                        .uri("/contacts/%d/move".formatted(contactId()))
                        .with(As.a(Role.OPS_LEAD))
                        .with(csrf())
                        .param("partner", "beta " + world.name())
                        .param("from", from == null ? "" : from.toString()))
                .hasStatus3xxRedirection();
    }

    @Test
    @DisplayName(
            "52 A contact moves on a day that has passed: touches before it stay, those from it on follow, and nothing is read again")
    void aContactMovesOnADayThatHasPassed() {
        var version = version();
        var past = changesOfThePast();

        move(LocalDate.of(2026, 11, 7));
        assertThat(world.touches(beta)).as("before the job ran").isEmpty();
        reattributing.run(Integer.MAX_VALUE);

        assertThat(world.touches(acme)).hasSize(10).allMatch(touch -> touch.contains("2026-11-0"));
        assertThat(world.touches(acme)).noneMatch(touch -> touch.contains("2026-11-07"));
        assertThat(world.touches(beta)).hasSize(10).first().asString().endsWith("2026-11-07T12:00:00Z");
        assertThat(world.lastTouch(acme)).isEqualTo("2026-11-06T13:00:00Z 2026-11-06T13:00:00Z");
        assertThat(world.lastTouch(beta)).isEqualTo("2026-11-11T13:00:00Z 2026-11-11T13:00:00Z");
        assertThat(jdbc.sql("select count(*) from response_due where partner_id in (:acme, :beta)")
                        .param("acme", acme)
                        .param("beta", beta)
                        .query(Long.class)
                        .single())
                .as("response times are due")
                .isPositive();
        assertThat(changesOfThePast()).as("the past's coverage is counted anew").isGreaterThan(past);
        assertThat(version()).isEqualTo(version);

        var known = world.everything();
        read(true);
        assertThat(world.everything()).as("as if read with the new partners").isEqualTo(known);
        assertThat(latest().outcome()).isEqualTo("10 touches moved");
        assertThat(latest().standing()).isEqualTo("Done, no mailbox had to be read again");
        assertThat(latest().what()).isEqualTo(anna + " moved");
    }

    @Test
    @DisplayName("52 A move is dated back further, then taken back: each time exactly those touches follow")
    void aMoveIsCorrected() {
        var before = world.everything();
        move(LocalDate.of(2026, 11, 9));
        reattributing.run(Integer.MAX_VALUE);
        assertThat(world.touches(beta)).hasSize(6);
        move(LocalDate.of(2026, 11, 4));
        reattributing.run(Integer.MAX_VALUE);
        assertThat(world.touches(beta)).hasSize(16);
        assertThat(latest().outcome()).isEqualTo("10 touches moved");
        jdbc.sql("delete from contact_place where contact_id = :id and partner_id = :beta")
                .param("id", contactId())
                .param("beta", beta)
                .update();
        jdbc.sql("update contact_place set until = null where contact_id = :id")
                .param("id", contactId())
                .update();
        reattributing.run(Integer.MAX_VALUE);
        assertThat(world.everything()).isEqualTo(before);
    }

    @Test
    @DisplayName("54 A domain is removed: touches matched by it alone go, those with a contact stay, numbers fall back")
    void aDomainIsRemoved() {
        var domain = "acme-" + world.name() + ".test";
        world.domain(acme, domain);
        var late = NOON.plus(Duration.ofDays(12));
        inbox.add(mail(world.ours("dana"), "unknown@eu." + domain)
                .at(late)
                .id("u" + world.name())
                .in("1/INBOX:90"));
        read(true);
        reattributing.run(Integer.MAX_VALUE);
        assertThat(world.touches(acme)).hasSize(21);
        assertThat(world.lastTouch(acme)).startsWith(late.toString());
        assertThat(latest().outcome()).isEqualTo("1 touch found");
        var matched = world.counter(dana, "matched");

        assertThat(mvc.post()
                        .uri("/partners/%d/domains/removal".formatted(acme))
                        .with(As.a(Role.ADMIN))
                        .with(csrf())
                        .param("domain", domain))
                .hasStatus3xxRedirection();
        var version = version();
        reattributing.run(Integer.MAX_VALUE);

        assertThat(world.touches(acme)).hasSize(20);
        assertThat(world.lastTouch(acme)).startsWith("2026-11-11T13:00:00Z");
        assertThat(latest().outcome()).isEqualTo("1 touch unlinked");
        assertThat(world.counter(dana, "matched")).isEqualTo(matched - 1);
        assertThat(version()).isEqualTo(version);
    }

    @Test
    @DisplayName(
            "54 A domain turns out to be free mail: what was matched by it alone goes, a contact's address on it stays")
    void aDomainTurnsFreeMail() {
        var domain = "acme-" + world.name() + ".test";
        world.domain(acme, domain);
        inbox.add(mail("stranger@" + domain, world.ours("dana"))
                .at(NOON)
                .id("s" + world.name())
                .in("1/INBOX:91"));
        read(true);
        reattributing.run(Integer.MAX_VALUE);
        assertThat(world.touches(acme)).hasSize(21);

        jdbc.sql("insert into free_mail_change (domain, is_free_mail) values (:domain, true)")
                .param("domain", domain)
                .update();
        reattributing.run(Integer.MAX_VALUE);
        assertThat(world.touches(acme)).hasSize(20);
        assertThat(latest().outcome()).isEqualTo("1 touch unlinked");

        jdbc.sql("delete from free_mail_change where domain = :domain")
                .param("domain", domain)
                .update();
        read(true);
        assertThat(world.touches(acme)).as("found by reading again").hasSize(21);
    }

    @Test
    @DisplayName("53 A new contact's mail is found by reading again; the page says how much")
    void aNewContactIsFound() {
        for (int n = 0; n < 7; n++)
            inbox.add(mail("new+tag@later-" + world.name() + ".test", world.ours("dana"))
                    .at(NOON.plusSeconds(60L * n))
                    .id("later" + n + world.name())
                    .in("1/INBOX:" + (100 + n)));
        read(true);
        assertThat(world.touches(beta)).isEmpty();
        var version = version();

        world.contactAt(beta, "new@later-" + world.name() + ".test");
        assertThat(version()).isGreaterThan(version);
        reattributing.run(Integer.MAX_VALUE);
        assertThat(latest().outcome()).isEqualTo("None so far");
        assertThat(latest().standing()).endsWith("still to be read again");
        read(true);
        read(true);

        assertThat(world.touches(beta)).hasSize(7);
        assertThat(reader.of(beta)).anyMatch(each -> each.outcome().equals("7 touches found"));
        reattributing.run(Integer.MAX_VALUE);
        assertThat(mvc.get().uri("/admin/matching").with(As.a(Role.OPS_LEAD)))
                .bodyText()
                .contains("7 touches found", "new@later-" + world.name() + ".test is known");
        assertThat(mvc.get().uri("/partners/" + beta).with(As.a(Role.VIEWER)))
                .bodyText()
                .contains("7 touches found");
    }

    @Test
    void aMailboxThatWaitsForAPersonIsSaidAndOneThatIsGoneIsNotWaitedFor() {
        world.contactAt(beta, "late@later-" + world.name() + ".test");
        reattributing.run(Integer.MAX_VALUE);
        var waiting = latest();
        assertThat(waiting.standing()).contains("waiting for a person to act").endsWith("still to be read again");
        jdbc.sql("update mailbox set acknowledged_at = now(), acknowledgement = 'OWNER' where id = :dana")
                .param("dana", dana)
                .update();
        assertThat(latest().mailboxesLeft()).isEqualTo(waiting.mailboxesLeft());
        assertThat(latest().mailboxesResting()).isEqualTo(waiting.mailboxesResting() - 1);
        jdbc.sql("update mailbox set state = 'GONE' where id = :dana")
                .param("dana", dana)
                .update();
        assertThat(latest().mailboxesLeft()).isEqualTo(waiting.mailboxesLeft() - 1);
    }

    @Test
    void anInterruptedJobGoesOnWhereItWas() {
        for (int n = 0; n < 430; n++)
            inbox.add(mail(anna, world.ours("dana"))
                    .at(Instant.parse("2026-10-01T00:00:00Z").plusSeconds(600L * n))
                    .id("many" + n + world.name())
                    .in("1/INBOX:" + (1000 + n)));
        read(true);
        move(LocalDate.of(2026, 1, 1));
        reattributing.run(1);
        assertThat(world.touches(beta)).hasSize(200);
        assertThat(latest().standing()).isEqualTo("Matching: 200 of 450 touches looked at");
        assertThat(reader.of(beta)).first().matches(each -> !each.done());
        reattributing.run(Integer.MAX_VALUE);
        assertThat(world.touches(beta)).hasSize(450);
        assertThat(latest().outcome()).isEqualTo("450 touches moved");
    }

    @Test
    void whatAPersonDiscardedStaysDiscardedWhenItMoves() {
        var first = world.touchIds(acme).getFirst();
        mvc.post()
                .uri("/touches/%d/discard".formatted(first))
                .with(As.a(Role.ADMIN))
                .with(csrf())
                .param("partner", String.valueOf(acme))
                .exchange();
        move(LocalDate.of(2026, 1, 1));
        reattributing.run(Integer.MAX_VALUE);
        assertThat(world.touches(beta))
                .filteredOn(touch -> touch.contains(" NO "))
                .hasSize(1);
    }

    @Test
    void archivingTouchesNoPastAndReadsNothingAgain() {
        var version = version();
        var before = world.everything();
        mvc.post()
                .uri("/partners/%d/archiving".formatted(acme))
                .with(As.a(Role.ADMIN))
                .with(csrf())
                .exchange();
        reattributing.run(Integer.MAX_VALUE);
        assertThat(world.everything()).isEqualTo(before);
        assertThat(latest().outcome()).isEqualTo("No touch concerned");
        assertThat(version()).isEqualTo(version);
    }
}
