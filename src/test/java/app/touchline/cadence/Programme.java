package app.touchline.cadence;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import app.touchline.answers.Answers;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.settings.SettingsReader;
import app.touchline.settings.TouchCounts;
import app.touchline.testing.TestClock;
import app.touchline.testing.TestDatabase;

/** A programme in a database of its own, so that zone and settings can be anything, written row by row. */
class Programme implements AutoCloseable {

    final TestClock clock = new TestClock();
    final JdbcClient jdbc;
    final CadenceReader reader;
    final CoverageReader coverage;
    final PastDays pastDays;

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final SingleConnectionDataSource source;
    private int count;

    Programme(ZoneId zone, LocalDate knownSince) {
        var address = TestDatabase.fresh();
        source = new SingleConnectionDataSource(address.url(), address.user(), address.password(), true);
        migrate(new DriverManagerDataSource(address.url(), address.user(), address.password()));
        jdbc = JdbcClient.create(source);
        with(
                        "insert into programme (name, zone, created_on, known_since) values ('Test', ?, ?, ?)",
                        zone.getId(),
                        knownSince,
                        knownSince)
                .update();
        touchCounts(null, TouchCounts.SENT);
        context.registerBean(JdbcClient.class, () -> jdbc);
        context.registerBean(Clock.class, () -> clock);
        context.register(
                Answers.class,
                SettingsReader.class,
                Question.Asked.class,
                PastDays.class,
                CadenceReader.class,
                CoverageReader.class);
        context.refresh();
        reader = context.getBean(CadenceReader.class);
        coverage = context.getBean(CoverageReader.class);
        pastDays = context.getBean(PastDays.class);
    }

    /** As on a node that was just started. */
    CadenceReader newReader() {
        return new CadenceReader(jdbc, context.getBean(Question.Asked.class), new PastDays(jdbc));
    }

    CoverageReader newCoverageReader() {
        return new CoverageReader(
                jdbc, context.getBean(Question.Asked.class), new PastDays(jdbc), context.getBean(SettingsReader.class));
    }

    private static void migrate(DataSource source) {
        Flyway.configure().dataSource(source).load().migrate();
    }

    void today(ZoneId zone, LocalDate day) {
        clock.set(day.atStartOfDay(zone).plusHours(12).toInstant());
    }

    void touchCounts(@Nullable LocalDate since, TouchCounts counts) {
        with("insert into touch_counts_history (since, touch_counts) values (?, ?)", since, counts.name())
                .update();
    }

    long tier(String name) {
        return jdbc.sql("select id from tier where name = ?")
                .param(name)
                .query(Long.class)
                .single();
    }

    void window(long tier, LocalDate since, int window, int lead) {
        with(
                        "insert into tier_window (tier_id, since, window_days, lead_days) values (?, ?, ?, ?)",
                        tier,
                        since,
                        window,
                        lead)
                .update();
    }

    long member(String name) {
        return with(
                        "insert into member (email, name, zone, created_at) values (?, ?, 'UTC', now()) returning id",
                        name.toLowerCase(Locale.ROOT) + "@ours.test",
                        name)
                .query(Long.class)
                .single();
    }

    /** A partner whose first tier, owner and status hold from the given day, or from the beginning. */
    long partner(String name, long tier, @Nullable Long owner, ProgrammeStatus status, @Nullable LocalDate since) {
        var id = bare(name, tier, owner, status);
        moved(id, since, tier);
        handed(id, since, owner);
        stood(id, since, status);
        return id;
    }

    /** A partner without histories. */
    long bare(String name, long tier, @Nullable Long owner, ProgrammeStatus status) {
        return with("""
                        insert into partner (name, tier_id, owner_id, status, created_at)
                        values (?, ?, ?, ?, now()) returning id
                        """, name, tier, owner, status.name()).query(Long.class).single();
    }

    void moved(long partner, @Nullable LocalDate since, long tier) {
        with("insert into partner_tier (partner_id, since, tier_id) values (?, ?, ?)", partner, since, tier)
                .update();
        with("update partner set tier_id = ? where id = ?", tier, partner).update();
    }

    void handed(long partner, @Nullable LocalDate since, @Nullable Long owner) {
        with("insert into partner_owner (partner_id, since, owner_id) values (?, ?, ?)", partner, since, owner)
                .update();
        with("update partner set owner_id = ? where id = ?", owner, partner).update();
    }

    void stood(long partner, @Nullable LocalDate since, ProgrammeStatus status) {
        with("insert into partner_status (partner_id, since, status) values (?, ?, ?)", partner, since, status.name())
                .update();
        with("update partner set status = ? where id = ?", status.name(), partner)
                .update();
    }

    void archived(long partner, Instant at) {
        with("update partner set archived_at = ? where id = ?", Timestamp.from(at), partner)
                .update();
    }

    /** A touch with a partner; counts is ALWAYS, IF_EITHER or NO. */
    long touched(long partner, Instant at, String counts) {
        return touched(partner, at, counts, null);
    }

    long notedByHand(long partner, Instant at, long by) {
        return touched(partner, at, "ALWAYS", by);
    }

    private long touched(long partner, Instant at, String counts, @Nullable Long notedBy) {
        var touch = touch(partner, at, counts, notedBy);
        refreshLastTouches();
        return touch;
    }

    /** Leaves the stored last touch alone: {@link #refreshLastTouches} follows when all are in. */
    long touch(long partner, Instant at, String counts, @Nullable Long notedBy) {
        var touch = with("""
                        insert into touch (message_key, kind, nature, rule, direction, occurred_at, from_address, noted_by, created_at)
                        values (?, ?, 'HUMAN', 'human', 'SENT', ?, 'a@ours.test', ?, now()) returning id
                        """, "key-" + ++count, notedBy == null ? "EMAIL" : "CALL", Timestamp.from(at), notedBy)
                .query(Long.class)
                .single();
        with(
                        "insert into touch_partner (touch_id, partner_id, occurred_at, counts) values (?, ?, ?, ?)",
                        touch,
                        partner,
                        Timestamp.from(at),
                        counts)
                .update();
        return touch;
    }

    void refreshLastTouches() {
        jdbc.sql("""
                insert into partner_last_touch (partner_id, last_always, last_either)
                select partner_id, max(occurred_at) filter (where counts = 'ALWAYS'),
                       max(occurred_at) filter (where counts in ('ALWAYS', 'IF_EITHER'))
                from touch_partner group by partner_id
                on conflict (partner_id) do update
                set last_always = excluded.last_always, last_either = excluded.last_either
                """).update();
    }

    private JdbcClient.StatementSpec with(String sql, @Nullable Object... values) {
        var statement = jdbc.sql(sql);
        for (var value : values) statement = statement.param(value);
        return statement;
    }

    @Override
    public void close() {
        context.close();
        source.close();
    }
}
