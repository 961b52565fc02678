package app.touchline.deal;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.support.TransactionTemplate;

import app.touchline.money.Money;
import app.touchline.partner.Refused;
import app.touchline.team.SignedIn;
import app.touchline.testing.DealSamples;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A deal's life against a plain model: verbs at random, by people who may and who may not, while the days go by. What the model
 * refuses is refused, what it allows happens, and no statement past the application brings about what it does not know.
 */
@TouchlineTest
class DealLifeTests {

    /** As the issue has them, written once more. */
    private static final Map<String, Set<String>> MOVES = Map.of(
            "REGISTERED", Set.of("QUALIFIED", "PROPOSAL_SENT", "NEGOTIATING"),
            "QUALIFIED", Set.of("PROPOSAL_SENT", "NEGOTIATING"),
            "PROPOSAL_SENT", Set.of("QUALIFIED", "NEGOTIATING"),
            "NEGOTIATING", Set.of("PROPOSAL_SENT"));

    @Autowired
    DealRecords records;

    @Autowired
    DealDecisions decisions;

    @Autowired
    ProtectionRound round;

    @Autowired
    Deals deals;

    @Autowired
    LostReasons reasons;

    @Autowired
    DealSamples samples;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TeamSamples team;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    private final Random random = new Random(5);

    private SignedIn lead;
    private SignedIn owner;
    private SignedIn stranger;
    private SignedIn viewer;

    @BeforeEach
    void people() {
        lead = team.opsLead().signedIn();
        owner = team.manager("Olga Owner").signedIn();
        stranger = team.manager("Stan Stranger").signedIn();
        viewer = team.viewer().signedIn();
    }

    @AfterEach
    void now() {
        clock.reset();
    }

    /** A deal as somebody would note it on paper. */
    private static final class Paper {
        String standing = "WAITING";
        String stage = "REGISTERED";
        String before = "";
        LocalDate until = LocalDate.MIN;
        int extensions;
        boolean lapsed;
        final List<String> changes = new ArrayList<>();

        boolean open() {
            return !stage.startsWith("CLOSED");
        }

        void go(String to) {
            changes.add(stage + ">" + to);
            stage = to;
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
    }

    @Test
    void whateverPeopleDoADealIsAsThePaperSays() {
        for (var life = 0; life < 25; life++) {
            clock.reset();
            var partner = partners.partner(PartnerSamples.name("Life"), 2, owner.id(), null);
            var deal = samples.registered(partner.id(), DealSamples.customer(), owner)
                    .id();
            var paper = new Paper();
            for (var step = 0; step < 40; step++) {
                step(deal, paper);
                assertAsOnPaper(deal, paper);
            }
        }
    }

    private void step(long id, Paper paper) {
        var me = switch (random.nextInt(6)) {
            case 0 -> stranger;
            case 1 -> viewer;
            case 2, 3 -> lead;
            default -> owner;
        };
        var works = me.equals(lead) || me.equals(owner);
        var moves = paper.standing.equals("APPROVED");
        switch (random.nextInt(11)) {
            case 0 -> {
                if (says(
                        me.equals(lead),
                        paper.standing.equals("WAITING"),
                        () -> decisions.approve(id, "", me, records.now(me)))) {
                    paper.standing = "APPROVED";
                    paper.until = today().plusDays(90);
                }
            }
            case 1 -> {
                // rare, or no life would be long
                var reason = random.nextInt(4) == 0 ? "Too small" : " ";
                if (says(
                        me.equals(lead),
                        paper.standing.equals("WAITING") && !reason.isBlank(),
                        () -> decisions.decline(id, reason, me, records.now(me)))) paper.standing = "DECLINED";
            }
            case 2 -> {
                var reason = random.nextInt(5) == 0 ? "Told twice" : "";
                if (says(
                        works,
                        paper.standing.equals("WAITING") && !reason.isEmpty(),
                        () -> records.withdraw(id, reason, me, records.now(me)))) paper.standing = "WITHDRAWN";
            }
            case 3 -> {
                var fits =
                        moves && paper.open() && !paper.lapsed && !today().isAfter(paper.until) && paper.extensions < 2;
                if (says(works, fits, () -> records.extend(id, "They asked for a proposal", me, records.now(me)))) {
                    paper.until = paper.until.plusDays(30);
                    paper.extensions++;
                }
            }
            case 4, 5, 6 -> {
                var to = List.of(Stage.values()).get(random.nextInt(6));
                if (to.name().equals(paper.stage)) return;
                var fits = moves && MOVES.getOrDefault(paper.stage, Set.of()).contains(to.name());
                if (says(works, fits, () -> records.moveTo(id, to, me, records.now(me)))) paper.go(to.name());
            }
            case 7 -> {
                var fits = moves && paper.open() && !paper.stage.equals("REGISTERED");
                if (says(works, fits, () -> records.win(id, Money.of("9000", "EUR"), today(), me, records.now(me)))) {
                    paper.before = paper.stage;
                    paper.go("CLOSED_WON");
                }
            }
            case 8 -> {
                var reason = reasons.offered().getFirst().id();
                if (says(
                        works,
                        moves && paper.open(),
                        () -> records.lose(id, reason, "", today(), me, records.now(me)))) {
                    paper.before = paper.stage;
                    paper.go("CLOSED_LOST");
                }
            }
            case 9 -> {
                if (says(works, !paper.open(), () -> records.reopen(id, "They called again", me, records.now(me))))
                    paper.go(paper.before);
            }
            default -> {
                clock.set(clock.instant().plus(Duration.ofDays(random.nextInt(1, 40))));
                round.go();
                if (moves && paper.open() && today().isAfter(paper.until)) paper.lapsed = true;
            }
        }
    }

    /** Whether it happened, which is so exactly where this person may and it fits. */
    private static boolean says(boolean may, boolean fits, Runnable verb) {
        @Nullable RuntimeException refused = null;
        try {
            verb.run();
        } catch (Refused | AccessDeniedException e) {
            refused = e;
        }
        if (!may) assertThat(refused).isInstanceOf(AccessDeniedException.class);
        else if (!fits) assertThat(refused).isInstanceOf(Refused.class);
        else assertThat(refused).isNull();
        return may && fits;
    }

    private void assertAsOnPaper(long id, Paper paper) {
        var stored = jdbc.sql("""
                select standing || ' ' || stage || ' ' || coalesce(protected_until::text, '-') || ' ' || extensions || ' '
                       || (lapsed_on is not null) from deal where id = :id
                """).param("id", id).query(String.class).single();
        var until = paper.until.equals(LocalDate.MIN) ? "-" : paper.until.toString();
        assertThat(stored)
                .isEqualTo(
                        "%s %s %s %s %s".formatted(paper.standing, paper.stage, until, paper.extensions, paper.lapsed));
        assertThat(jdbc.sql("""
                select from_stage || '>' || to_stage from deal_event where deal_id = :id and to_stage is not null order by id
                """).param("id", id).query(String.class).list()).isEqualTo(paper.changes);
        try {
            if (random.nextInt(6) == 0) pastTheApplication(id, paper);
        } catch (DataAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** What a person with a database prompt may try. */
    private void pastTheApplication(long id, Paper paper) {
        for (var to : Stage.values()) {
            if (to.name().equals(paper.stage)) continue;
            refused("update deal set stage = '%s' where id = %d".formatted(to.name(), id));
        }
        for (var to : Standing.values()) {
            if (to.name().equals(paper.standing)) continue;
            refused("update deal set standing = '%s' where id = %d".formatted(to.name(), id));
        }
        refused("update deal set code = '222222' where id = " + id);
        refused("update deal set registered_at = registered_at - interval '1 day' where id = " + id);
        refused("update deal_event set day = day - 1 where deal_id = " + id);
        refused("delete from deal_event where deal_id = " + id);
        refused("delete from deal_share where deal_id = " + id);
        refused(
                "insert into deal_share (deal_id, partner_id, part, percent) select %d, max(id), 'INFLUENCED', 30 from partner"
                        .formatted(id));
        if (paper.standing.equals("APPROVED")) {
            refused("update deal set protected_until = protected_until + 10 where id = " + id);
            refused("update deal set protected_until = protected_until - 10, extensions = extensions + 1 where id = "
                    + id);
            refused("update deal set protected_until = protected_until + 30, extensions = extensions + 1 where id = "
                    + id);
            refused("update deal set unprotected_on = current_date where id = " + id);
            if (!paper.lapsed) refused("update deal set lapsed_on = protected_until + 1 where id = " + id);
        }
        if (!paper.open()) refused("update deal set closed_on = closed_on - 1 where id = " + id);
        if (paper.stage.equals("CLOSED_WON")) refused("update deal set won_value = won_value + 1 where id = " + id);
        if (paper.stage.equals("CLOSED_WON")) refused("update deal set won_value = null where id = " + id);
        if (paper.stage.equals("CLOSED_LOST")) refused("update deal set lost_reason_id = null where id = " + id);
        if (paper.lapsed) refused("update deal set lapsed_on = null where id = " + id);
    }

    private void refused(String statement) {
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> jdbc.sql(statement).update()))
                .as(statement)
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void theDatabaseKnowsTheSameMovesAsTheCode() {
        var stored = Set.copyOf(jdbc.sql("select from_stage || '>' || to_stage from deal_stage_move")
                .query(String.class)
                .list());
        var known = new ArrayList<String>();
        for (var from : Stage.values())
            for (var to : Stage.values()) if (from.leadsTo(to)) known.add(from.name() + ">" + to.name());
        assertThat(stored).containsExactlyInAnyOrderElementsOf(known);
    }
}
