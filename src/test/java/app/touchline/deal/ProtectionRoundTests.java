package app.touchline.deal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

import app.touchline.hours.WorkingTimeReader;
import app.touchline.team.SignedIn;
import app.touchline.testing.As;
import app.touchline.testing.DealSamples;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.Patience;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** What the days bring about by themselves: reminders, lapsing, and decisions that come due. */
@TouchlineTest
class ProtectionRoundTests {

    @Autowired
    ProtectionRound round;

    @Autowired
    DealRecords records;

    @Autowired
    DealDecisions decisions;

    @Autowired
    DecisionClock decisionClock;

    @Autowired
    DealsOfTheDay ofTheDay;

    @Autowired
    Deals deals;

    @Autowired
    DealSamples samples;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TeamSamples team;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    WorkingTimeReader hours;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    private SignedIn lead;
    private SignedIn owner;
    private SignedIn looksAfter;
    private String zoneBefore;

    @BeforeEach
    void people() {
        clock.reset();
        lead = team.opsLead().signedIn();
        owner = team.manager("Odo Owner").signedIn();
        looksAfter = team.manager("Lia Looks").signedIn();
        zoneBefore = jdbc.sql("select zone from programme").query(String.class).single();
        jdbc.sql("delete from smtp_server").update();
        jdbc.sql("""
                insert into smtp_server (host, port, protection, from_address, from_name)
                values ('127.0.0.1', 2525, 'NONE', 'touchline@ours.test', 'Touchline')
                """).update();
    }

    @AfterEach
    void asBefore() {
        jdbc.sql("delete from smtp_server").update();
        jdbc.sql("update programme set zone = :zone").param("zone", zoneBefore).update();
        clock.reset();
    }

    private long approved() {
        var partner = partners.partner(PartnerSamples.name("Protected"), 2, owner.id(), null);
        var deal = samples.registered(partner.id(), DealSamples.customer(), looksAfter);
        decisions.approve(deal.id(), "", lead, records.now(lead));
        return deal.id();
    }

    private LocalDate until(long id) {
        return jdbc.sql("select protected_until from deal where id = :id")
                .param("id", id)
                .query(LocalDate.class)
                .single();
    }

    private List<DealDuty> waits(SignedIn me, DealDuty.Kind kind) {
        return ofTheDay.of(me, true, null, null, clock.instant(), Integer.MAX_VALUE).first().stream()
                .filter(duty -> duty.kind() == kind)
                .toList();
    }

    private String href(long id) {
        return "/deals/" + deals.findById(id).orElseThrow().code().words();
    }

    private int events(long id, EventKind kind) {
        return jdbc.sql("select count(*) from deal_event where deal_id = :id and kind = :kind")
                .param("id", id)
                .param("kind", kind.name())
                .query(Integer.class)
                .single();
    }

    private int mails(SignedIn to) {
        return jdbc.sql("select count(*) from outgoing_mail where to_address = :to")
                .param("to", to.email())
                .query(Integer.class)
                .single();
    }

    private void at(LocalDate day) {
        clock.set(day.atTime(10, 0).atZone(ZoneId.of(zone())).toInstant());
        round.go();
    }

    private String zone() {
        return jdbc.sql("select zone from programme").query(String.class).single();
    }

    @Test
    void itIsRemindedOfFourteenAndThreeDaysBeforeAndLapsesByItself() {
        var id = approved();
        var last = until(id);
        at(last.minusDays(15));
        assertThat(mails(owner)).isZero();
        assertThat(waits(owner, DealDuty.Kind.PROTECTION)).isEmpty();
        at(last.minusDays(14));
        at(last.minusDays(10));
        assertThat(mails(owner)).isEqualTo(1);
        assertThat(mails(looksAfter)).isEqualTo(1);
        assertThat(waits(owner, DealDuty.Kind.PROTECTION))
                .singleElement()
                .matches(duty -> duty.href().equals(href(id)) && duty.when().equals("ends in 10 d"));
        at(last.minusDays(3));
        at(last);
        assertThat(mails(owner)).isEqualTo(2);
        assertThat(events(id, EventKind.LAPSED)).isZero();
        at(last.plusDays(1));
        at(last.plusDays(2));
        assertThat(events(id, EventKind.LAPSED)).isEqualTo(1);
        assertThat(events(id, EventKind.REMINDED)).isEqualTo(2);
        assertThat(mails(owner)).isEqualTo(2);
    }

    @Test
    void anExtendedProtectionIsRemindedOfAnewAndAClosedOneNotAtAll() {
        var id = approved();
        var last = until(id);
        at(last.minusDays(2));
        assertThat(mails(owner)).as("3 days, not 14 as well").isEqualTo(1);
        records.extend(id, "They ask for a contract", owner, records.now(owner));
        at(until(id).minusDays(14));
        assertThat(mails(owner)).isEqualTo(2);
        var reason =
                jdbc.sql("select min(id) from lost_reason").query(Long.class).single();
        records.lose(id, reason, "", records.now(owner).day(), owner, records.now(owner));
        at(until(id).minusDays(2));
        at(until(id).plusDays(3));
        assertThat(mails(owner)).isEqualTo(2);
        assertThat(events(id, EventKind.LAPSED)).isZero();
    }

    /** All three have found the deal and wait for it; one of them dies there. */
    @Test
    void threeNodesOfWhichOneIsKilledRemindOnce() throws Exception {
        var id = approved();
        clock.set(
                until(id).minusDays(14).atTime(10, 0).atZone(ZoneId.of(zone())).toInstant());
        var held = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            var holder = nodes.submit(() -> transaction.executeWithoutResult(status -> {
                jdbc.sql("select id from deal where id = :id for update")
                        .param("id", id)
                        .query(Long.class)
                        .single();
                held.countDown();
                Patience.until("it is released", release);
            }));
            Patience.until("the deal is held", held);
            var rounds = new ArrayList<Future<?>>();
            for (var node = 0; node < 3; node++) rounds.add(nodes.submit(round::go));
            Patience.until("all three wait for the deal", () -> waiting().size() >= 3);
            jdbc.sql("select pg_terminate_backend(:pid)")
                    .param("pid", waiting().getFirst())
                    .query(Boolean.class)
                    .single();
            release.countDown();
            holder.get();
            for (var each : rounds) each.get();
        }
        round.go();
        assertThat(events(id, EventKind.REMINDED)).isEqualTo(1);
        assertThat(mails(owner)).isEqualTo(1);
        assertThat(mails(looksAfter)).isEqualTo(1);
    }

    private List<Integer> waiting() {
        return jdbc.sql("""
                select pid from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock' and query like '%deal%'
                """).query((row, index) -> row.getInt(1)).list();
    }

    /** The first instant of the day after the ninetieth, found by walking there minute by minute. */
    private static Instant walkedTo(Instant approved, int days, ZoneId zone) {
        var at = approved.truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
        var day = LocalDate.ofInstant(at, zone);
        for (var passed = 0; passed <= days; ) {
            at = at.plusSeconds(60);
            var now = LocalDate.ofInstant(at, zone);
            if (!now.equals(day)) passed++;
            day = now;
        }
        return at;
    }

    @Test
    void itLapsesWhenTheLastDayIsOverInTheProgrammesZoneAlsoWhereClocksChange() {
        for (var zone :
                List.of("Europe/Berlin", "America/New_York", "Pacific/Auckland", "America/Santiago", "Asia/Kolkata")) {
            jdbc.sql("update programme set zone = :zone").param("zone", zone).update();
            for (var approvedAt : List.of(
                    "2026-12-28T23:30:00Z", "2026-12-30T00:30:00Z", "2027-01-04T04:59:00Z", "2027-06-07T11:15:00Z")) {
                clock.set(Instant.parse(approvedAt));
                var id = approved();
                var over = walkedTo(clock.instant(), 90, ZoneId.of(zone));
                clock.set(over.minus(Duration.ofMinutes(1)));
                round.go();
                assertThat(events(id, EventKind.LAPSED))
                        .as(zone + " " + approvedAt)
                        .isZero();
                clock.set(over);
                round.go();
                assertThat(events(id, EventKind.LAPSED))
                        .as(zone + " " + approvedAt)
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void aDecisionIsDueInWorkingDaysAndFollowsADayOff() {
        jdbc.sql("update programme set zone = 'Europe/Berlin'").update();
        clock.set(Instant.parse("2027-03-24T09:00:00Z")); // a Wednesday before Easter, and before clocks change
        var partner = partners.partner(PartnerSamples.name("Due"), 2, owner.id(), null);
        var deal =
                samples.registered(partner.id(), DealSamples.customer(), owner).id();
        var before = due(deal);
        assertThat(before).isEqualTo(hours.current().afterDays(clock.instant(), decisionClock.days()));
        assertThat(mvc.post()
                        .uri("/admin/hours/days-off")
                        .param("day", "2027-03-25")
                        .param("name", "Day off for a test")
                        .with(As.signedIn(team.admin().signedIn()))
                        .with(csrf()))
                .hasStatus(302);
        try {
            assertThat(due(deal))
                    .isAfter(before)
                    .isEqualTo(hours.current().afterDays(clock.instant(), decisionClock.days()));
            clock.set(due(deal).plusSeconds(1));
            assertThat(waits(lead, DealDuty.Kind.DECISION))
                    .filteredOn(duty -> duty.href().equals(href(deal)))
                    .singleElement()
                    .matches(DealDuty::late);
            assertThat(waits(owner, DealDuty.Kind.DECISION)).isEmpty();
        } finally {
            jdbc.sql("delete from day_off where day = '2027-03-25'").update();
        }
        decisionClock.follow();
        assertThat(due(deal)).isEqualTo(before);
    }

    private Instant due(long id) {
        return java.util.Objects.requireNonNull(
                deals.findById(id).orElseThrow().decision().dueAt());
    }
}
