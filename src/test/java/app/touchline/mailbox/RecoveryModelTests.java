package app.touchline.mailbox;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import app.touchline.action.Action.Plan;
import app.touchline.action.ActionType;
import app.touchline.action.NextSteps;
import app.touchline.action.NextSteps.Completion;
import app.touchline.partner.PartnerMerging;
import app.touchline.settings.TouchCountsChanged;
import app.touchline.team.SignedIn;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchlineTest;
import app.touchline.touch.Overruled;
import app.touchline.touch.TouchJudgement;

import static app.touchline.mailbox.Mail.NOON;
import static app.touchline.mailbox.Mail.mail;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Recovery touches are assigned, closed by hand and opened again while mail arrives late and out of order, is judged, moves
 * to another partner with its contact, partners become one, and what counts changes; after each of these, each is closed by
 * exactly the touch that a slow look at all touches names.
 */
@TouchlineTest
@NullUnmarked
class RecoveryModelTests {

    @Autowired
    MailIntake intake;

    @Autowired
    Reattributing reattributing;

    @Autowired
    PartnerMerging merging;

    @Autowired
    TouchJudgement judgement;

    @Autowired
    NextSteps steps;

    @Autowired
    TeamSamples team;

    @Autowired
    TestClock clock;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private Random random;
    private IntakeWorld world;
    private SignedIn dana;
    private long box;
    private int letters;
    private boolean either;
    private final List<Long> partners = new ArrayList<>();
    private final List<String> people = new ArrayList<>();
    private final List<Message> read = new ArrayList<>();
    private final TreeSet<Long> closedByHand = new TreeSet<>();

    @AfterEach
    void asItWas() {
        countReceived(false);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void eachIsClosedByTheFirstCountedTouchAfterItWasAssigned(long seed) {
        random = new Random(seed);
        world = new IntakeWorld(jdbc, "recovery" + seed);
        box = world.mailboxOf("dana");
        dana = team.manager("Recovering " + seed).signedIn();
        for (var stem : List.of("Acme", "Beta", "Cara")) partners.add(world.enteredPartner(stem));
        for (int n = 0; n < 5; n++)
            people.add(world.contactAt(partners.get(n % 3), "p" + n + "@recovery" + seed + ".test"));
        jdbc.sql("delete from directory_change where reattribution_id is null").update();
        jdbc.sql("update reattribution set matched_at = now(), finished_at = now() where finished_at is null")
                .update();
        var now = NOON;
        int closed = 0;
        for (int step = 0; step < 160; step++) {
            now = now.plus(Duration.ofMinutes(random.nextInt(400)));
            clock.set(now);
            var did = doSomething(now);
            var expected = expected(now);
            assertThat(stored()).as("step %d: %s", step, did).isEqualTo(expected);
            closed += (int)
                    expected.stream().filter(line -> line.contains("by touch")).count();
        }
        assertThat(closed).as("recovery touches seen closed").isGreaterThan(100);
    }

    private String doSomething(Instant now) {
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> assign();
            case 3, 4, 5, 6, 7, 8 -> write(now);
            case 9 -> discard();
            case 10 -> overrule();
            case 11 -> closeByHand();
            case 12 -> openAgain();
            case 13 -> move(now);
            case 14 -> count();
            default -> partners.size() > 2 && random.nextInt(4) == 0 ? merge() : write(now);
        };
    }

    private String assign() {
        var plan = new Plan(ActionType.RECOVERY_TOUCH, "", LocalDate.of(2026, 12, 1), dana.id());
        return "assigned " + steps.set(dana, any(partners), plan).id();
    }

    /** Often late, sometimes dated long before. */
    private String write(Instant now) {
        var them = any(people);
        var sent = random.nextInt(3) > 0;
        var at = now.minus(Duration.ofMinutes(random.nextInt(random.nextBoolean() ? 60 : 10_000)));
        letters++;
        var letter = mail(sent ? world.ours("dana") : them, sent ? them : world.ours("dana"), any(people))
                .at(at)
                .id("letter" + letters + world.name());
        if (random.nextInt(6) == 0) letter.with("Auto-Submitted", "auto-replied");
        read.add(letter.in("1/INBOX:" + letters));
        var page = random.nextInt(5) == 0 ? read : List.of(read.getLast());
        intake.take(new MailPage(box, page, List.of(), () -> true, page == read));
        return "mail of " + at;
    }

    private String discard() {
        var touch = anyTouch();
        if (touch == 0) return "nothing";
        if (random.nextBoolean()) judgement.discard(touch, dana);
        else judgement.takeBackDiscard(touch, dana);
        return "discarded or not " + touch;
    }

    private String overrule() {
        var touch = anyTouch();
        if (touch == 0) return "nothing";
        judgement.overrule(touch, any(Arrays.asList(Overruled.COUNT, Overruled.DO_NOT_COUNT, null)), dana);
        return "overruled " + touch;
    }

    private String closeByHand() {
        var open = actions("completed_at is null");
        if (open.isEmpty()) return "nothing";
        var action = any(open);
        steps.complete(dana, action, null, new Completion("They are being bought", null));
        closedByHand.add(action);
        return "closed by hand " + action;
    }

    private String openAgain() {
        if (closedByHand.isEmpty()) return "nothing";
        var action = any(new ArrayList<>(closedByHand));
        steps.takeBackCompletion(dana, action, null);
        closedByHand.remove(action);
        // what occurred while it was closed by hand closes it now
        transaction.executeWithoutResult(status -> events.publishEvent(new TouchCountsChanged()));
        return "opened again " + action;
    }

    private String move(Instant now) {
        var person = any(people);
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(random.nextInt(10));
        world.move(person, any(partners), day.toString());
        reattributing.run(Integer.MAX_VALUE);
        return "moved " + person + " from " + day;
    }

    private String count() {
        countReceived(random.nextBoolean());
        return either ? "received counts" : "received does not count";
    }

    private void countReceived(boolean received) {
        either = received;
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update touch_counts_history set touch_counts = :counts")
                    .param("counts", received ? "EITHER" : "SENT")
                    .update();
            events.publishEvent(new TouchCountsChanged());
        });
    }

    private String merge() {
        var away = partners.removeFirst();
        merging.merge(away, any(partners), PartnerSamples.ADMIN);
        reattributing.run(Integer.MAX_VALUE);
        return "merged " + away;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private long anyTouch() {
        var all = partners.stream()
                .flatMap(partner -> world.touchIds(partner).stream())
                .toList();
        return all.isEmpty() ? 0 : any(all);
    }

    private List<Long> actions(String which) {
        return jdbc.sql("select id from action where partner_id = any(:partners) and type = 'RECOVERY_TOUCH' and "
                        + which + " order by id")
                .param("partners", partners.toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    private List<String> stored() {
        return jdbc.sql("""
                select id || case when completed_by is not null then ' by hand' when closed_itself
                                  then ' by touch ' || closing_touch_id || ' ' || to_char(completed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')
                                  else ' open' end
                from action where partner_id = any(:partners) and type = 'RECOVERY_TOUCH' order by id
                """)
                .param("partners", partners.toArray(Long[]::new))
                .query(String.class)
                .list();
    }

    private record Touched(long id, long partner, Instant at, String counts) {}

    private List<String> expected(Instant now) {
        var touches = jdbc.sql("select touch_id, partner_id, occurred_at, counts from touch_partner")
                .query((row, index) -> new Touched(
                        row.getLong(1), row.getLong(2), row.getTimestamp(3).toInstant(), row.getString(4)))
                .list();
        return jdbc.sql("""
                select id, partner_id, created_at from action
                where partner_id = any(:partners) and type = 'RECOVERY_TOUCH' order by id
                """)
                .param("partners", partners.toArray(Long[]::new))
                .query((row, index) -> {
                    var id = row.getLong(1);
                    if (closedByHand.contains(id)) return id + " by hand";
                    Touched first = null;
                    for (var touch : touches) {
                        var counts = touch.counts().equals("ALWAYS")
                                || (either && touch.counts().equals("IF_EITHER"));
                        if (touch.partner() != row.getLong(2)
                                || !counts
                                || touch.at().isAfter(now)) continue;
                        if (!touch.at().isAfter(instant(row.getTimestamp(3)))) continue;
                        if (first == null
                                || touch.at().isBefore(first.at())
                                || (touch.at().equals(first.at()) && touch.id() < first.id())) first = touch;
                    }
                    return first == null
                            ? id + " open"
                            : id + " by touch " + first.id() + " "
                                    + first.at().toString().replaceAll("Z$", "");
                })
                .list();
    }

    private static Instant instant(Timestamp at) {
        return at.toInstant();
    }
}
