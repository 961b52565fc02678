package app.touchline.proof;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import app.touchline.testing.NeedsDovecot;
import app.touchline.testing.Patience;
import app.touchline.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole way: mail lies in a real IMAP server, the running application reads it, and what a person then sees is
 * compared with what is true. Driven through the pages, as a person would.
 */
@NeedsDovecot
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeWayTests {

    private static final Duration SOON = Duration.ofSeconds(120);

    /** The homes of those that are started. */
    private static final Path FOLDER = Path.of("target", "proof").toAbsolutePath();

    private static MailWorld world;
    private static Dovecot dovecot;
    private static TestDatabase.Address database;
    private static RunningTouchline touchline;
    private static Administration admin;

    @BeforeAll
    static void readEverything() throws Exception {
        org.springframework.util.FileSystemUtils.deleteRecursively(FOLDER);
        world = MailWorld.of(1, Instant.now());
        dovecot = Dovecot.start(MailWorld.MAILBOXES);
        world.fill(dovecot);
        database = TestDatabase.fresh();
        touchline = RunningTouchline.start(database, FOLDER.resolve("first"));
        admin = new Administration(touchline.browser(), world, dovecot);
        admin.setUp();
        admin.importPartners();
        admin.addMailboxes();
        awaitReadToTheEnd(database);
    }

    @AfterAll
    static void stop() {
        if (touchline != null) touchline.close();
        if (dovecot != null) dovecot.close();
    }

    @Test
    @Order(1)
    void everyTouchIsLoggedOnceAndNothingElseIs() {
        assertTouchesAreTrue(database);
    }

    @Test
    @Order(2)
    void theLastTouchOfEachPartnerIsRight() {
        assertThat(admin.lastTouches()).isEqualTo(trueLastTouches(false));
    }

    @Test
    @Order(3)
    void coveragePerTierIsRightOnFiveDates() {
        assertCoverageIsTrue(admin, false);
    }

    @Test
    @Order(4)
    void readingAgainChangesNothing() {
        try (var stored = new WhatIsStored(database)) {
            var before = stored.touchTables();
            var firstEnd = Instant.now();
            admin.checkNow();
            awaitReadToTheEnd(database, firstEnd);
            assertThat(Differences.between(before, stored.touchTables())).isEmpty();

            // A new partner makes every mailbox be read again from its floor; nobody wrote with this one.
            admin.importPartners("partner,tier,status,domains\nNewcomer,Tier 3,Prospect,newcomer-without-mail.test\n");
            awaitReadToTheEnd(database);
            assertThat(Differences.between(before, stored.touchTables())).isEmpty();
        }
    }

    @Test
    @Order(5)
    void mailWithStrangersAndAmongOurselvesLeavesNoTraceAndNoSubjectDoes() {
        try (var stored = new WhatIsStored(database)) {
            assertThat(stored.tracesOf(MailWorld.CANARY)).isEmpty();
        }
        assertThat(touchline.log().lines())
                .noneMatch(line -> line.toLowerCase(java.util.Locale.ROOT).contains(MailWorld.CANARY));
    }

    @Test
    @Order(6)
    void underEitherDirectionReceivedMailCountsToo() {
        admin.countEither();
        try (var stored = new WhatIsStored(database)) {
            // On the page the setting changes from today on; past dates keep what was in force then.
            assertCoverageIsTrue(admin, false, dates().subList(1, 5));
            stored.execute("delete from touch_counts_history");
            stored.execute("insert into touch_counts_history (since, touch_counts) values (null, 'EITHER')");
        }
        assertThat(admin.lastTouches()).isEqualTo(trueLastTouches(true));
        assertCoverageIsTrue(admin, true);
    }

    @Test
    @Order(7)
    void whatIsWrongWithAMailServerIsSaidInASentence() {
        var plain = dovecot.port();
        var rightOne = admin.tryMailbox("127.0.0.1", plain, "NONE", Dovecot.PASSWORD);
        var wrongPassword = admin.tryMailbox("127.0.0.1", plain, "NONE", "wrong");
        var noSuchHost = admin.tryMailbox("no-such-host.invalid", 993, "TLS", Dovecot.PASSWORD);
        var nobodyListens = admin.tryMailbox("127.0.0.1", 1, "TLS", Dovecot.PASSWORD);
        var selfSigned = admin.tryMailbox("127.0.0.1", dovecot.tlsPort(), "TLS", Dovecot.PASSWORD);
        var selfSignedToo = admin.tryMailbox("localhost", plain, "STARTTLS", Dovecot.PASSWORD);

        assertThat(wrongPassword).containsIgnoringCase("password");
        assertThat(noSuchHost).contains("no-such-host.invalid");
        assertThat(nobodyListens).contains("127.0.0.1");
        assertThat(selfSigned).containsIgnoringCase("certificate");
        assertThat(selfSignedToo).containsIgnoringCase("certificate");
        assertThat(List.of(rightOne, wrongPassword, noSuchHost, nobodyListens, selfSigned))
                .doesNotHaveDuplicates()
                .allSatisfy(
                        answer -> assertThat(answer).matches("[A-Z0-9“].*[.!]").doesNotContain("Exception"));
    }

    @Test
    @Order(8)
    void partnersImportedAfterTheMailWasReadLeadToTheSame() {
        var later = TestDatabase.fresh();
        try (var running = RunningTouchline.start(later, FOLDER.resolve("later"))) {
            var here = new Administration(running.browser(), world, dovecot);
            here.setUp();
            here.addMailboxes();
            awaitReadToTheEnd(later);
            here.importPartners();
            awaitReadToTheEnd(later);
            assertTouchesAreTrue(later);
            assertThat(here.lastTouches()).isEqualTo(trueLastTouches(false));
            assertCoverageIsTrue(here, false);
        }
    }

    @Test
    @Order(9)
    void killedWhileReadingItEndsTheSame() {
        var killed = TestDatabase.fresh();
        var home = FOLDER.resolve("killed");
        try (var stored = new WhatIsStored(killed)) {
            var running = RunningTouchline.start(killed, home);
            var here = new Administration(running.browser(), world, dovecot);
            here.setUp();
            here.importPartners();
            here.addMailboxes();
            for (long share : List.of(4, 2)) {
                Patience.until(
                        () -> "one in %d touches is read".formatted(share),
                        SOON,
                        () -> stored.number("select count(*) from touch") > world.truth.touches.size() / share);
                running.kill();
                assertThat(stored.number("select count(*) from touch")).isLessThan(world.truth.touches.size());
                running = RunningTouchline.start(killed, home);
            }
            try (var last = running) {
                awaitReadToTheEnd(killed);
                assertTouchesAreTrue(killed);
                var there = new Administration(last.browser(), world, dovecot);
                there.signIn();
                assertThat(there.lastTouches()).isEqualTo(trueLastTouches(false));
            }
        }
    }

    // ----

    private static void assertTouchesAreTrue(TestDatabase.Address database) {
        var byLabel = world.letters.stream().collect(Collectors.toMap(letter -> letter.label, letter -> letter));
        try (var stored = new WhatIsStored(database)) {
            var differences = Differences.between(
                    world.truth.touches,
                    stored.touches(),
                    label -> new String(
                                    byLabel.get(label)
                                            .bytes(byLabel.get(label).copies.getFirst()),
                                    java.nio.charset.StandardCharsets.ISO_8859_1)
                            .lines()
                            .limit(20)
                            .collect(Collectors.joining(" | ")));
            assertThat(differences.stream().limit(60))
                    .as("%d differences of %d", differences.size(), world.truth.touches.size())
                    .isEmpty();
        }
    }

    private static Map<String, String> trueLastTouches(boolean either) {
        var days = world.truth.countedDays(either);
        var last = new TreeMap<String, String>();
        for (var partner : world.programme.partners)
            last.put(
                    partner.name(),
                    days.getOrDefault(partner.name(), List.of()).stream()
                            .max(LocalDate::compareTo)
                            .map(LocalDate::toString)
                            .orElse(""));
        return last;
    }

    private static List<LocalDate> dates() {
        return List.of(
                world.today,
                world.today.minusDays(7),
                world.today.minusDays(45),
                clocksWentBack(),
                world.programme.knownSince.plusDays(20));
    }

    private static LocalDate clocksWentBack() {
        for (var day = world.today.minusDays(1); ; day = day.minusDays(1)) {
            var hours = Duration.between(
                            day.atStartOfDay(MailWorld.ZONE), day.plusDays(1).atStartOfDay(MailWorld.ZONE))
                    .toHours();
            if (hours == 25) return day;
        }
    }

    private static void assertCoverageIsTrue(Administration admin, boolean either) {
        assertCoverageIsTrue(admin, either, dates());
    }

    private static void assertCoverageIsTrue(Administration admin, boolean either, List<LocalDate> dates) {
        var days = world.truth.countedDays(either);
        for (var date : dates) {
            var lines = new ArrayList<String>();
            world.programme
                    .coverage(date, days)
                    .forEach((rank, tier) -> lines.add("Tier %d,%d,%s,%s,%s"
                            .formatted(
                                    rank,
                                    tier.window(),
                                    cell(tier.inCadence()),
                                    cell(tier.inside()),
                                    cell(tier.percent()))));
            assertThat(admin.weekly(date)).as("coverage on " + date).isEqualTo(lines);
        }
    }

    private static String cell(Integer number) {
        return number == null ? "" : number.toString();
    }

    private static void awaitReadToTheEnd(TestDatabase.Address database) {
        awaitReadToTheEnd(database, Instant.EPOCH);
    }

    /**
     * All folders down to the floor, against what is known of partners now, what was on record before matched with them anew,
     * and no error.
     */
    private static void awaitReadToTheEnd(TestDatabase.Address database, Instant after) {
        try (var stored = new WhatIsStored(database)) {
            Patience.until(
                    () -> stored.line("select row_to_json(m)::text from mailbox m")
                            + stored.line("select row_to_json(m)::text from mailbox_folder m")
                            + stored.line("select row_to_json(r)::text from reattribution r where matched_at is null"),
                    SOON,
                    () -> stored.is("""
                    (select count(*) from mailbox
                      where state = 'LIVE' and last_error is null and last_ok_at > '%s') = 3
                    and not exists (select from mailbox_folder f where not f.gone
                      and (not f.backfill_done
                           or f.reread_version < (select version from directory_version)))
                    and not exists (select from directory_change where reattribution_id is null)
                    and not exists (select from reattribution where matched_at is null)
                    """.formatted(after)));
        }
    }
}
