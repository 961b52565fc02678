package app.touchline.response;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import app.touchline.answers.Answers;
import app.touchline.hours.WorkingTime;
import app.touchline.hours.WorkingTimeReader;
import app.touchline.response.ResponseTimes.Measured;
import app.touchline.settings.SettingsReader;
import app.touchline.testing.TestDatabase;
import app.touchline.touch.StoredNumberChecks;

import static org.assertj.core.api.Assertions.assertThat;

/** What is kept of responses, and the times read from it, equal a slow reading of the touches, whatever happened to them. */
class ResponsesTests {

    private static final Instant NOW = Instant.parse("2026-11-18T10:00:00Z");
    private static final List<String> COUNTS = List.of("ALWAYS", "IF_EITHER", "NO");

    private final Random random = new Random(20261118);
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private SingleConnectionDataSource source;
    private JdbcClient jdbc;
    private ResponseUpkeep upkeep;
    private int count;

    @BeforeEach
    void open() {
        var address = TestDatabase.fresh();
        source = new SingleConnectionDataSource(address.url(), address.user(), address.password(), true);
        Flyway.configure()
                .dataSource(address.url(), address.user(), address.password())
                .load()
                .migrate();
        jdbc = JdbcClient.create(source);
        jdbc.sql("insert into programme (name, zone, created_on) values ('Test', 'Europe/Berlin', '2026-01-01')")
                .update();
        jdbc.sql("insert into touch_counts_history (touch_counts) values ('SENT')")
                .update();
        context.registerBean(JdbcClient.class, () -> jdbc);
        context.registerBean(Clock.class, () -> Clock.fixed(NOW, ZoneOffset.UTC));
        context.register(
                Answers.class,
                SettingsReader.class,
                WorkingTimeReader.class,
                ResponseReader.class,
                ResponseUpkeep.class,
                StoredNumberChecks.class);
        context.refresh();
        upkeep = context.getBean(ResponseUpkeep.class);
    }

    @AfterEach
    void close() {
        context.close();
        source.close();
    }

    @Test
    void whatIsKeptFollowsEveryChangeOfTheTouches() {
        var partners = List.of(partner("Acme"), partner("Initech"), partner("Hooli"));
        for (int step = 0; step < 600; step++) {
            var what = change(partners);
            if (random.nextInt(3) > 0) continue;
            upToDate();
            assertThat(kept()).as("after step %d, %s", step, what).isEqualTo(derivedSlowly());
            assertThat(upkeep.differences()).isZero();
        }
    }

    @Test
    void aDifferenceIsFoundAndDerivedAnew() {
        var partner = partner("Acme");
        touch(partner, 1, "SENT", NOW.minus(Duration.ofDays(3)), "ALWAYS");
        touch(partner, 1, "RECEIVED", NOW.minus(Duration.ofDays(2)), "IF_EITHER");
        upToDate();
        jdbc.sql("delete from response where answered_at is not null").update();
        assertThat(upkeep.differences()).isEqualTo(1);
        upToDate();
        assertThat(kept()).isEqualTo(derivedSlowly());
        assertThat(upkeep.differences()).isZero();
    }

    @Test
    void timesAreThoseOfASlowReading() {
        var partners = List.of(partner("Acme"), partner("Initech"), partner("Hooli"));
        for (int touch = 0; touch < 900; touch++)
            touch(
                    one(partners),
                    1 + random.nextInt(30),
                    random.nextBoolean() ? "SENT" : "RECEIVED",
                    NOW.minus(Duration.ofMinutes(1 + random.nextInt(300 * 24 * 60))),
                    one(COUNTS));
        upToDate();
        var reader = context.getBean(ResponseReader.class);
        var working = context.getBean(WorkingTimeReader.class).current();
        for (var partner : partners) {
            var found = reader.with(partner, NOW);
            var rows = derivedSlowly().stream()
                    .filter(row -> row.partner == partner)
                    .toList();
            assertThat(found.theirs()).isEqualTo(slowTimes(rows, "US", working));
            assertThat(found.ours()).isEqualTo(slowTimes(rows, "THEM", working));
            var open = rows.stream()
                    .filter(row -> row.answeredAt == null && row.askedBy.equals("THEM"))
                    .filter(row -> Duration.between(row.askedAt, NOW).compareTo(Duration.ofDays(30)) < 0)
                    .toList();
            assertThat(found.waitingOnUs()).isEqualTo(open.size());
            assertThat(found.waitingSince())
                    .isEqualTo(open.stream()
                            .map(Row::askedAt)
                            .min(Comparator.naturalOrder())
                            .orElse(null));
        }
        assertThat(reader.with(partners.getFirst(), NOW).theirs().enough()).isTrue();
    }

    private static ResponseTimes slowTimes(List<Row> rows, String askedBy, WorkingTime working) {
        var now = new ArrayList<Row>();
        var before = new ArrayList<Row>();
        int noReply = 0;
        for (var row : rows) {
            if (!row.askedBy.equals(askedBy)) continue;
            var took = row.answeredAt == null ? null : Duration.between(row.askedAt, row.answeredAt);
            if (took != null && took.compareTo(Duration.ofDays(30)) <= 0) {
                var ago = Duration.between(row.answeredAt, NOW).toSeconds() / 86400.0;
                if (ago < 90) now.add(row);
                else if (ago < 180) before.add(row);
            } else {
                var ago = Duration.between(row.askedAt.plus(Duration.ofDays(30)), NOW)
                                .toSeconds()
                        / 86400.0;
                if (ago >= 0 && ago < 90) noReply++;
            }
        }
        return new ResponseTimes(
                now.size(), measured(now, before, working::between), measured(now, before, Duration::between), noReply);
    }

    private static Measured measured(List<Row> now, List<Row> before, BiFunction<Instant, Instant, Duration> took) {
        Function<List<Row>, List<Duration>> all = rows -> rows.stream()
                .map(row -> took.apply(row.askedAt, Objects.requireNonNull(row.answeredAt)))
                .toList();
        return new Measured(slow(all.apply(now), .5), slow(all.apply(now), .9), slow(all.apply(before), .5));
    }

    private static @Nullable Duration slow(List<Duration> all, double share) {
        if (all.size() < 5) return null;
        var sorted = all.stream().sorted().toList();
        for (int rank = 1; ; rank++) if (rank >= share * sorted.size() - 1e-9) return sorted.get(rank - 1);
    }

    private String change(List<Long> partners) {
        switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> {
                var at = NOW.minus(Duration.ofMinutes(random.nextInt(40) * 600L));
                var touch = touch(
                        one(partners),
                        1 + random.nextInt(6),
                        random.nextBoolean() ? "SENT" : "RECEIVED",
                        at,
                        one(COUNTS));
                if (random.nextInt(5) == 0) also(touch, one(partners), at);
                return "touch " + touch;
            }
            case 4 ->
                jdbc.sql("delete from touch where id = (select id from touch order by hashint8(id + :r) limit 1)")
                        .param("r", random.nextInt(99_999))
                        .update();
            case 5 ->
                jdbc.sql("update touch_partner set counts = :counts where touch_id % 7 = :r")
                        .param("counts", one(COUNTS))
                        .param("r", random.nextInt(7))
                        .update();
            case 6 ->
                jdbc.sql("update touch set thread_id = :into where thread_id = :from")
                        .param("into", 1 + random.nextInt(6))
                        .param("from", 1 + random.nextInt(6))
                        .update();
            default ->
                jdbc.sql("update touch set direction = :direction, thread_id = :thread where id % 11 = :r")
                        .param("direction", random.nextBoolean() ? "SENT" : "RECEIVED")
                        .param("thread", 1 + random.nextInt(6))
                        .param("r", random.nextInt(11))
                        .update();
        }
        return "a change";
    }

    private void upToDate() {
        while (upkeep.some()) continue;
    }

    private record Row(
            long partner,
            long asked,
            String askedBy,
            Instant askedAt,
            @Nullable Long answered,
            @Nullable Instant answeredAt,
            long last,
            Instant lastAt) {}

    private List<Row> kept() {
        return jdbc.sql("select * from response order by partner_id, asked_touch_id")
                .query((row, index) -> new Row(
                        row.getLong("partner_id"),
                        row.getLong("asked_touch_id"),
                        row.getString("asked_by"),
                        row.getTimestamp("asked_at").toInstant(),
                        row.getObject("answered_touch_id", Long.class),
                        row.getTimestamp("answered_at") == null
                                ? null
                                : row.getTimestamp("answered_at").toInstant(),
                        row.getLong("last_touch_id"),
                        row.getTimestamp("last_at").toInstant()))
                .list();
    }

    private record Said(long touch, String key, Instant at, boolean byUs) {}

    private List<Row> derivedSlowly() {
        var threads = new TreeMap<String, List<Said>>();
        jdbc.sql("""
                select tp.partner_id || '/' || t.thread_id as thread, t.id, t.message_key, t.occurred_at, t.direction
                from touch t join touch_partner tp on tp.touch_id = t.id
                where tp.counts in ('ALWAYS', 'IF_EITHER')
                """).query(row -> {
            threads.computeIfAbsent(row.getString("thread"), thread -> new ArrayList<>())
                    .add(new Said(
                            row.getLong("id"),
                            row.getString("message_key"),
                            row.getTimestamp("occurred_at").toInstant(),
                            row.getString("direction").equals("SENT")));
        });
        var rows = new ArrayList<Row>();
        threads.forEach((thread, said) -> rows.addAll(turns(Long.parseLong(thread.split("/")[0]), said)));
        rows.sort(Comparator.comparing(Row::partner).thenComparing(Row::asked));
        return rows;
    }

    private static List<Row> turns(long partner, List<Said> said) {
        said.sort(Comparator.comparing(Said::at).thenComparing(Said::key));
        var rows = new ArrayList<Row>();
        Said open = null;
        Said last = null;
        for (var message : said) {
            if (open != null && last != null && open.byUs != message.byUs) rows.add(row(partner, open, message, last));
            if (open == null || open.byUs != message.byUs) open = message;
            last = message;
        }
        rows.add(row(partner, Objects.requireNonNull(open), null, Objects.requireNonNull(last)));
        return rows;
    }

    private static Row row(long partner, Said asked, @Nullable Said answered, Said last) {
        return new Row(
                partner,
                asked.touch,
                asked.byUs ? "US" : "THEM",
                asked.at,
                answered == null ? null : answered.touch,
                answered == null ? null : answered.at,
                last.touch,
                last.at);
    }

    private long partner(String name) {
        return jdbc.sql("""
                insert into partner (name, tier_id, status, created_at)
                select :name, min(id), 'ACTIVE', now() from tier returning id
                """).param("name", name).query(Long.class).single();
    }

    private long touch(long partner, long thread, String direction, Instant at, String counts) {
        var touch = jdbc.sql("""
                insert into touch (message_key, kind, nature, rule, direction, occurred_at, from_address, thread_id, created_at)
                values (:key, 'EMAIL', 'HUMAN', 'human', :direction, :at, 'a@b.test', :thread, now()) returning id
                """)
                .params(Map.of(
                        "key",
                        "key-" + random.nextInt(10) + ++count,
                        "direction",
                        direction,
                        "at",
                        Timestamp.from(at),
                        "thread",
                        thread))
                .query(Long.class)
                .single();
        with(touch, partner, at, counts);
        return touch;
    }

    private void also(long touch, long partner, Instant at) {
        jdbc.sql("delete from touch_partner where touch_id = ? and partner_id = ?")
                .params(touch, partner)
                .update();
        with(touch, partner, at, one(COUNTS));
    }

    private void with(long touch, long partner, Instant at, String counts) {
        jdbc.sql("insert into touch_partner (touch_id, partner_id, occurred_at, counts) values (?, ?, ?, ?)")
                .params(touch, partner, Timestamp.from(at), counts)
                .update();
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
