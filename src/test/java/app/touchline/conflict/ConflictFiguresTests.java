package app.touchline.conflict;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import app.touchline.conflict.ConflictRecords.Choice;
import app.touchline.deal.DealDecisions;
import app.touchline.deal.DealRecords;
import app.touchline.hours.SlowWorkingTime;
import app.touchline.hours.WorkingTimeReader;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.testing.As;
import app.touchline.testing.DealSamples;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Conflict rate and times to decide beside what somebody noted on paper as it happened. In years that are nobody else's. */
@TouchlineTest
class ConflictFiguresTests {

    private static final Instant BEGIN = Instant.parse("2041-02-04T09:00:00Z");

    @Autowired
    ConflictFigures figures;

    @Autowired
    ConflictRecords conflicts;

    @Autowired
    Appeals appeals;

    @Autowired
    DealRecords records;

    @Autowired
    DealDecisions decisions;

    @Autowired
    DealSamples samples;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TeamSamples team;

    @Autowired
    WorkingTimeReader hours;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private final Random random = new Random(7);
    private final List<Noted> registrations = new ArrayList<>();
    private final List<Pair> pairs = new ArrayList<>();

    /** From when to when somebody waited. */
    private record Wait(Instant from, Instant to) {}

    private int decidedAnew;
    private final List<Wait> decided = new ArrayList<>();
    private final List<Wait> settled = new ArrayList<>();

    /** A registration on paper. */
    private static final class Noted {
        final long id;
        final Instant cameIn;
        Instant waitsSince;
        boolean waits = true;
        boolean over;

        Noted(long id, Instant at) {
            this.id = id;
            this.cameIn = at;
            this.waitsSince = at;
        }
    }

    /** Two of them that were found alike. */
    private static final class Pair {
        final Noted one;
        final Noted other;
        final Instant found;
        boolean open = true;
        boolean bothGoOn;

        @Nullable
        Noted winner;

        Pair(Noted one, Noted other, Instant found) {
            this.one = one;
            this.other = other;
            this.found = found;
        }

        boolean has(Noted noted) {
            return one == noted || other == noted;
        }
    }

    private SignedIn lead;
    private SignedIn judge;

    @BeforeEach
    void people() {
        lead = team.opsLead().signedIn();
        judge = team.opsLead().signedIn();
        clock.set(BEGIN);
    }

    @Test
    void theNumbersAreWhatSomebodyNotedOnPaper() {
        for (var step = 0; step < 60; step++) {
            clock.set(clock.instant().plus(Duration.ofMinutes(random.nextInt(30, 6_000))));
            step(random.nextInt(10));
            if (step % 12 == 11) assertAsOnPaper();
        }
        assertThat(pairs).anyMatch(pair -> pair.bothGoOn).anyMatch(pair -> !pair.bothGoOn);
        assertThat(decided).hasSizeGreaterThan(10);
        assertThat(settled).hasSizeGreaterThan(3);
        assertThat(decidedAnew).isPositive();
        assertThat(mvc.get().uri("/deals/conflicts").with(As.a(Role.VIEWER)))
                .hasStatusOk()
                .bodyText()
                .contains(
                        paper().percent().orElseThrow() + "%",
                        paper().rateMeans(),
                        paper().toDecideMeans(),
                        paper().toDecideWords(),
                        paper().toSettleMeans(),
                        paper().toSettleWords());
    }

    private void step(int what) {
        var now = clock.instant();
        switch (what) {
            case 0, 1, 2 -> registrations.add(register(DealSamples.customer()));
            case 3, 4 ->
                one(registrations.stream().filter(noted -> !noted.over).toList())
                        .ifPresent(rival -> {
                            var again = register(customer(rival));
                            for (var noted : registrations)
                                if (!noted.over && customer(noted).equals(customer(rival)))
                                    pairs.add(new Pair(noted, again, now));
                            registrations.add(again);
                        });
            case 5 ->
                one(registrations.stream()
                                .filter(noted ->
                                        noted.waits && pairs.stream().noneMatch(pair -> pair.open && pair.has(noted)))
                                .toList())
                        .ifPresent(noted -> {
                            decisions.approve(noted.id, "", lead, records.now(lead));
                            decided.add(new Wait(noted.waitsSince, now));
                            noted.waits = false;
                        });
            case 6 ->
                one(registrations.stream().filter(noted -> noted.waits).toList())
                        .ifPresent(noted -> {
                            decisions.decline(noted.id, "Too small", lead, records.now(lead));
                            declined(noted);
                        });
            case 7, 8 -> one(pairs.stream().filter(pair -> pair.open).toList()).ifPresent(pair -> settle(pair, now));
            default ->
                one(pairs.stream()
                                .filter(pair -> pair.winner != null && rival(pair).over)
                                .toList())
                        .ifPresent(this::appealed);
        }
    }

    private <T> Optional<T> one(List<T> of) {
        return of.isEmpty() ? Optional.empty() : Optional.of(of.get(random.nextInt(of.size())));
    }

    private Noted register(String customer) {
        var partner = partners.tierOne(PartnerSamples.name("Figures"));
        return new Noted(samples.registered(partner.id(), customer, lead).id(), clock.instant());
    }

    private String customer(Noted noted) {
        return jdbc.sql("select customer from deal where id = :id")
                .param("id", noted.id)
                .query(String.class)
                .single();
    }

    private void declined(Noted noted) {
        decided.add(new Wait(noted.waitsSince, clock.instant()));
        noted.waits = false;
        noted.over = true;
        for (var pair : pairs) if (pair.has(noted)) pair.open = false;
    }

    private void settle(Pair pair, Instant now) {
        pair.open = false;
        settled.add(new Wait(pair.found, now));
        pair.bothGoOn = random.nextInt(3) == 0;
        if (!pair.bothGoOn) pair.winner = pair.one;
        decide(pair, lead);
        if (pair.winner == null) return;
        var loser = rival(pair);
        if (loser.waits) declined(loser);
    }

    private static Noted rival(Pair pair) {
        return pair.winner == pair.one ? pair.other : pair.one;
    }

    private void decide(Pair pair, SignedIn by) {
        var winner = pair.winner;
        conflicts.decide(id(pair), new Choice(winner == null ? null : winner.id, "So we found"), by, records.now(by));
    }

    private long id(Pair pair) {
        return jdbc.sql("select id from deal_conflict where least(deal_id, other_id) = least(:a, :b)"
                        + " and greatest(deal_id, other_id) = greatest(:a, :b)")
                .param("a", pair.one.id)
                .param("b", pair.other.id)
                .query(Long.class)
                .single();
    }

    /** They go on both after all: the one that was declined waits anew. Once for each, so this pair is not taken again. */
    private void appealed(Pair pair) {
        var lost = rival(pair);
        appeals.raise(id(pair), "They are two companies", judge.id(), lead, records.now(lead));
        pair.winner = null;
        pair.bothGoOn = true;
        var openBefore = pairs.stream().filter(other -> other.has(lost)).toList();
        decide(pair, judge);
        lost.waits = true;
        lost.over = false;
        lost.waitsSince = clock.instant();
        decidedAnew++;
        // what had ceased with it is found once more, unless it was decided
        for (var other : openBefore)
            if (other != pair && other.winner == null && !other.bothGoOn && !other.one.over && !other.other.over)
                reopened(other);
        for (var noted : registrations)
            if (noted != lost
                    && !noted.over
                    && customer(noted).equals(customer(lost))
                    && pairs.stream().noneMatch(known -> known.has(noted) && known.has(lost)))
                pairs.add(new Pair(noted, lost, clock.instant()));
    }

    private void reopened(Pair ceased) {
        pairs.remove(ceased);
        pairs.add(new Pair(ceased.one, ceased.other, clock.instant()));
    }

    private ConflictFigures.Figures paper() {
        var until = clock.instant();
        var since = until.minus(Duration.ofDays(90));
        var came = registrations.stream()
                .filter(noted -> noted.cameIn.isAfter(since))
                .toList();
        var inConflict = came.stream()
                .filter(noted -> pairs.stream().anyMatch(pair -> pair.has(noted) && !pair.bothGoOn))
                .count();
        return new ConflictFigures.Figures(
                came.size(), (int) inConflict, median(decided, since), median(settled, since));
    }

    private Optional<Duration> median(List<Wait> waits, Instant since) {
        var slow = new SlowWorkingTime(hours.current());
        var all = waits.stream()
                .filter(wait -> wait.to().isAfter(since))
                .map(wait -> slow.between(wait.from(), wait.to()))
                .sorted()
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get((all.size() - 1) / 2));
    }

    private void assertAsOnPaper() {
        var told = figures.until(clock.instant());
        var noted = paper();
        assertThat(told.registrations()).isEqualTo(noted.registrations());
        assertThat(told.inConflict()).isEqualTo(noted.inConflict());
        assertThat(told.toDecide()).isEqualTo(noted.toDecide());
        assertThat(told.toSettle()).isEqualTo(noted.toSettle());
        assertThat(told.percent()).isEqualTo(noted.percent());
    }
}
