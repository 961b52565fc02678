package app.touchline.alert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import app.touchline.alert.AlertWatch.Standing;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** What needs an admin is told once; where mail goes out, by mail. */
@TouchlineTest
@TestPropertySource(properties = "spring.application.name=OutgoingMailTests") // there is one outbox
class AlertsTests {

    private static final String KIND = "test";
    private static final Standing FULL = new Standing("disk 1", "Disk one is full", "Make room.", "/admin");

    @Autowired
    MockMvcTester mvc;

    @Autowired
    Alerts alerts;

    @Autowired
    AlertRound round;

    @Autowired
    TeamSamples team;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @BeforeEach
    void nothingStands() {
        jdbc.sql("delete from alert").update();
        jdbc.sql("delete from outgoing_mail").update();
        jdbc.sql("delete from smtp_server").update();
        jdbc.sql("update member set active = false").update();
    }

    @Test
    void whatStandsIsOneAlertHoweverOftenItIsSeenAndIsResolvedWhenItIsGone() {
        alerts.keep(KIND, List.of(FULL));
        alerts.keep(KIND, List.of(FULL));
        assertThat(open()).isEqualTo(1);
        clock.set(TestClock.START.plus(Duration.ofHours(1)));
        alerts.keep(KIND, List.of());
        assertThat(open()).isZero();
        assertThat(mvc.get().uri("/admin/alerts").with(As.a(Role.ADMIN)))
                .hasStatusOk()
                .bodyText()
                .contains("Disk one is full", "Make room.", "resolved");
        alerts.keep(KIND, List.of(FULL));
        assertThat(open()).isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from alert").query(Long.class).single())
                .isEqualTo(2);
    }

    @Test
    void oneKindDoesNotResolveAnother() {
        alerts.keep(KIND, List.of(FULL));
        alerts.keep("another", List.of());
        assertThat(open()).isEqualTo(1);
    }

    @Test
    void adminsSeeInTheBarHowManyStand() {
        alerts.keep(KIND, List.of(FULL, new Standing("disk 2", "Disk two is full", "Make room.", "/admin")));
        assertThat(mvc.get().uri("/admin").with(As.a(Role.ADMIN)))
                .bodyText()
                .containsPattern("(?s)Alerts</span>\\s*<span class=\"bar-count late\">2</span>");
        assertThat(mvc.get().uri("/").with(As.signedIn(team.manager("Dana").signedIn())))
                .bodyText()
                .doesNotContain("/admin/alerts");
    }

    @Test
    void activeAdminsGetOneLetterForAllThatCameUpTogetherAndNoneAgain() {
        mailGoesOut();
        var ada = team.admin();
        team.manager("Dana");
        alerts.keep(KIND, List.of(FULL, new Standing("disk 2", "Disk two is full", "Make room.", "/admin")));
        alerts.keep(KIND, List.of(FULL));
        assertThat(jdbc.sql("select to_address || ': ' || subject from outgoing_mail")
                        .query(String.class)
                        .list())
                .containsExactly(ada.email() + ": Disk one is full, and 1 more");
    }

    @Test
    void withoutAServerNobodyIsWrittenToLaterEither() {
        team.admin();
        alerts.keep(KIND, List.of(FULL));
        mailGoesOut();
        alerts.keep(KIND, List.of(FULL));
        assertThat(letters()).isZero();
    }

    @Test
    void aMailboxThatWaitsForAPasswordIsToldOnceAndResolvedWhenItIsReadAgain() {
        mailGoesOut();
        team.admin();
        var mailbox = mailbox("dana@ours.test");
        round.go();
        assertThat(open()).isZero();
        state(mailbox, "REAUTH_REQUIRED");
        round.go();
        round.go();
        assertThat(open()).isEqualTo(1);
        assertThat(letters()).isEqualTo(1);
        assertThat(mvc.get().uri("/admin/alerts").with(As.a(Role.ADMIN)))
                .bodyText()
                .contains(
                        "dana@ours.test is not read any more",
                        "The password is refused.",
                        "/admin/mailboxes/" + mailbox);
        state(mailbox, "WAITING");
        round.go();
        assertThat(open()).isZero();
        state(mailbox, "REAUTH_REQUIRED");
        round.go();
        assertThat(letters()).isEqualTo(2);
        assertThat(mvc.post()
                        .uri("/admin/mailboxes/%d/pause".formatted(mailbox))
                        .with(As.a(Role.ADMIN))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        round.go();
        assertThat(open()).isZero();
    }

    @Test
    void aWatchThatFailsKeepsNoOtherFromBeingAsked() {
        var asked = new ArrayList<String>();
        var watches = new StaticListableBeanFactory();
        watches.addBean("broken", watch("broken", () -> {
            throw new IllegalStateException("no database");
        }));
        watches.addBean("sound", watch("sound", () -> {
            asked.add("sound");
            return List.of(FULL);
        }));
        new AlertRound(watches.getBeanProvider(AlertWatch.class), alerts).go();
        assertThat(asked).containsExactly("sound");
        assertThat(open()).isEqualTo(1);
    }

    private static AlertWatch watch(String kind, Supplier<List<Standing>> standing) {
        return new AlertWatch() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public List<Standing> standing() {
                return standing.get();
            }
        };
    }

    private void mailGoesOut() {
        jdbc.sql("""
                insert into smtp_server (host, port, protection, from_address, from_name)
                values ('127.0.0.1', 25, 'NONE', 'touchline@ours.test', 'Touchline')
                """).update();
    }

    private long mailbox(String address) {
        return jdbc.sql("""
                insert into mailbox (address, shared, host, port, tls, username, secret, floor, created_at)
                values (:address, true, '127.0.0.1', 143, 'NONE', 'dana', '', '2026-01-01', now()) returning id
                """).param("address", address).query(Long.class).single();
    }

    private void state(long mailbox, String state) {
        jdbc.sql("update mailbox set state = :state, last_error = 'The password is refused.' where id = :id")
                .param("state", state)
                .param("id", mailbox)
                .update();
    }

    private long open() {
        return jdbc.sql("select count(*) from alert where resolved_at is null")
                .query(Long.class)
                .single();
    }

    private long letters() {
        return jdbc.sql("select count(*) from outgoing_mail").query(Long.class).single();
    }
}
