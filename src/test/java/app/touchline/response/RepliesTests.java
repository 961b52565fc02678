package app.touchline.response;

import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.team.Member;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What is owed and awaited equals a slow reading of the messages one by one, across holidays and changes of the clocks. */
@TouchlineTest
class RepliesTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalTime OPENS = LocalTime.of(9, 0);
    private static final LocalTime CLOSES = LocalTime.of(17, 0);

    /** Easter, when clocks also go forward some days before, and the end of the year. */
    private static final Set<LocalDate> OFF = Set.of(
            LocalDate.parse("2031-04-11"),
            LocalDate.parse("2031-04-14"),
            LocalDate.parse("2031-12-25"),
            LocalDate.parse("2031-12-26"));

    /** By which the table's rows are told from those of other tests. */
    private static final String CALENDAR = "RepliesTests";

    @Autowired
    RepliesReader reader;

    @Autowired
    ReplyRule rule;

    @Autowired
    ReplyDismissals dismissals;

    @Autowired
    ResponseUpkeep upkeep;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TeamSamples team;

    @Autowired
    JdbcClient jdbc;

    private final Random random = new Random(20310330);
    private final List<Message> messages = new ArrayList<>();
    private final Set<String> dismissed = new HashSet<>();
    private Member dana;
    private List<Long> programme;

    private record Message(
            long touch, String key, long partner, @Nullable Long thread, Instant at, String direction, String counts) {}

    @BeforeEach
    void someMonths() {
        jdbc.sql("update programme set zone = 'Europe/Berlin'").update();
        for (var day : OFF)
            jdbc.sql("insert into day_off (day, name, calendar) values (?, 'Off', ?) on conflict do nothing")
                    .params(day, CALENDAR)
                    .update();
        dana = team.manager("Dana Replies");
        programme = List.of(partner("Replies A"), partner("Replies B"), partner("Replies C"));
    }

    @AfterEach
    void asItWas() {
        jdbc.sql("delete from day_off where calendar = ?").params(CALENDAR).update();
        jdbc.sql("update reply_rule set working_days = 2").update();
    }

    private long partner(String stem) {
        return partners.partner(PartnerSamples.name(stem), 1, dana.id(), null).id();
    }

    @Test
    void everyStateIsThatOfASlowReadingAtAnyTime() {
        for (int n = 0; n < 400; n++) randomMessage();
        for (int n = 0; n < 25; n++) randomMeeting();
        while (upkeep.some()) continue;
        for (int n = 0; n < 60; n++) randomDismissal();
        var seen = new TreeMap<ReplyState, Integer>();
        for (int n = 0; n < 60; n++) {
            var now = n == 0
                    ? Instant.parse("2032-01-05T08:00:00Z")
                    : randomInstant().plus(Duration.ofDays(random.nextInt(20)));
            int days = 1 + random.nextInt(4);
            jdbc.sql("update reply_rule set working_days = ?").params(days).update();
            var bounds = rule.bounds(now);
            for (var state : ReplyState.values()) {
                var slow = slowly(state, now, days);
                assertThat(found(state, bounds))
                        .as("%s at %s after %d days", state, now, days)
                        .isEqualTo(slow);
                assertThat(reader.counts(dana.id(), bounds)).containsEntry(state, slow.size());
                seen.merge(state, slow.size(), Integer::sum);
            }
        }
        assertThat(seen.values()).as("each state occurs").hasSize(4).allMatch(count -> count > 10);
    }

    @Test
    void whatIsAnsweredAtTheVeryMomentOfTheThresholdIsNoLongerOwed() {
        var friday = Instant.parse("2031-06-06T13:00:00Z");
        var touch = message(programme.getFirst(), 900_000L, friday, "RECEIVED", "IF_EITHER");
        while (upkeep.some()) continue;
        var tuesday = Instant.parse("2031-06-10T13:00:00Z");
        assertThat(found(ReplyState.OWED, rule.bounds(tuesday.minusMillis(1)))).isEmpty();
        assertThat(found(ReplyState.OWED, rule.bounds(tuesday))).containsExactly(touch + "/" + programme.getFirst());
        message(programme.getFirst(), 900_000L, tuesday, "SENT", "ALWAYS");
        while (upkeep.some()) continue;
        assertThat(found(ReplyState.OWED, rule.bounds(tuesday))).isEmpty();
    }

    @Test
    void aMessageThatComesAfterADismissalWaitsAnew() {
        var partner = programme.getFirst();
        var at = Instant.parse("2031-06-02T08:00:00Z");
        var now = Instant.parse("2031-06-20T08:00:00Z");
        var first = message(partner, 900_001L, at, "RECEIVED", "IF_EITHER");
        while (upkeep.some()) continue;
        assertThat(dismissals.dismiss(dana.signedIn(), first, partner)).isTrue();
        assertThat(dismissals.dismiss(dana.signedIn(), first, partner)).isFalse();
        assertThat(found(ReplyState.OWED, rule.bounds(now))).isEmpty();
        var again = message(partner, 900_001L, at.plus(Duration.ofDays(3)), "RECEIVED", "IF_EITHER");
        while (upkeep.some()) continue;
        assertThat(found(ReplyState.OWED, rule.bounds(now))).containsExactly(again + "/" + partner);
        assertThat(dismissals.dismiss(dana.signedIn(), first, partner))
                .as("waits no more")
                .isFalse();
    }

    private TreeSet<String> found(ReplyState state, ReplyBounds bounds) {
        var found = new TreeSet<String>();
        for (var line : reader.lines(state, dana.id(), bounds)) found.add(line.touchId() + "/" + line.partnerId());
        return found;
    }

    private TreeSet<String> slowly(ReplyState state, Instant now, int days) {
        var newest = new TreeMap<String, Message>();
        messages.stream()
                .filter(message -> message.thread != null && !message.counts.equals("NO"))
                .sorted(Comparator.comparing(Message::at).thenComparing(Message::key))
                .forEach(message -> newest.put(message.partner + "/" + message.thread, message));
        var waiting = new TreeSet<String>();
        for (var message : newest.values()) {
            boolean theirs = message.direction.equals("RECEIVED");
            boolean old = !message.at.isAfter(now.minus(Duration.ofDays(30)));
            boolean forgotten = !message.at.isAfter(now.minus(Duration.ofDays(120)));
            boolean asked = !due(message.at, days).isAfter(now);
            boolean met = messages.stream()
                    .anyMatch(meeting -> meeting.thread == null
                            && meeting.partner == message.partner
                            && !meeting.counts.equals("NO")
                            && meeting.at.isAfter(message.at)
                            && !meeting.at.isAfter(now));
            var name = message.touch + "/" + message.partner;
            if (met || dismissed.contains(name)) continue;
            boolean is = switch (state) {
                case OWED -> theirs && asked && !old;
                case AWAITED -> !theirs && asked && !old;
                case NEVER_ANSWERED -> theirs && old && !forgotten;
                case NEVER_ANSWERED_BY_THEM -> !theirs && old && !forgotten;
            };
            if (is) waiting.add(name);
        }
        return waiting;
    }

    /** Day by day, on the wall clock. */
    private static Instant due(Instant from, int days) {
        var at = from.atZone(BERLIN);
        var day = at.toLocalDate();
        var time = at.toLocalTime();
        if (time.isBefore(OPENS)) time = OPENS;
        if (!time.isBefore(CLOSES)) {
            day = day.plusDays(1);
            time = OPENS;
        }
        while (!worked(day)) {
            day = day.plusDays(1);
            time = OPENS;
        }
        for (int left = days; left > 0; left--) {
            day = day.plusDays(1);
            while (!worked(day)) day = day.plusDays(1);
        }
        return day.atTime(time).atZone(BERLIN).toInstant();
    }

    private static boolean worked(LocalDate day) {
        var weekday = day.getDayOfWeek();
        return weekday != DayOfWeek.SATURDAY && weekday != DayOfWeek.SUNDAY && !OFF.contains(day);
    }

    private void randomMessage() {
        var direction = random.nextBoolean() ? "SENT" : "RECEIVED";
        var counts = random.nextInt(8) == 0 ? "NO" : direction.equals("SENT") ? "ALWAYS" : "IF_EITHER";
        message(one(), 1000L + random.nextInt(120), randomInstant(), direction, counts);
    }

    private void randomMeeting() {
        message(one(), null, randomInstant(), "BOTH", random.nextInt(4) == 0 ? "NO" : "ALWAYS");
    }

    private void randomDismissal() {
        var message = messages.get(random.nextInt(messages.size()));
        if (dismissals.dismiss(dana.signedIn(), message.touch, message.partner))
            dismissed.add(message.touch + "/" + message.partner);
    }

    /** Around the change of the clocks in March, Easter, the one in October, and the end of the year. */
    private Instant randomInstant() {
        var around =
                List.of("2031-03-28", "2031-04-12", "2031-10-24", "2031-12-24").get(random.nextInt(4));
        return LocalDate.parse(around).atStartOfDay(BERLIN).toInstant().plusSeconds(random.nextInt(12 * 86_400));
    }

    private long one() {
        return programme.get(random.nextInt(programme.size()));
    }

    private long message(long partner, @Nullable Long thread, Instant at, String direction, String counts) {
        var key = "reply-" + random.nextInt(10) + "-" + dana.id() + "-" + messages.size();
        var touch = jdbc.sql("""
                insert into touch (message_key, kind, nature, rule, direction, occurred_at, from_address, thread_id, created_at)
                values (:key, :kind, 'HUMAN', 'human', :direction, :at, 'a@b.test', cast(:thread as bigint), :at) returning id
                """)
                .params(Map.of(
                        "key",
                        key,
                        "kind",
                        thread == null ? "MEETING" : "EMAIL",
                        "direction",
                        direction,
                        "at",
                        Timestamp.from(at)))
                .param("thread", thread == null ? null : "" + (-1_000_000L * dana.id() - thread))
                .query(Long.class)
                .single();
        jdbc.sql("insert into touch_partner (touch_id, partner_id, occurred_at, counts) values (?, ?, ?, ?)")
                .params(touch, partner, Timestamp.from(at), counts)
                .update();
        messages.add(new Message(touch, key, partner, thread, at, direction, counts));
        return touch;
    }
}
