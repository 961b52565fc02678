package app.touchline.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.cadence.CadenceReader;
import app.touchline.cadence.CadenceStatus;
import app.touchline.cadence.Coverage;
import app.touchline.cadence.CoverageReader;
import app.touchline.cadence.TierCoverage;
import app.touchline.partner.PartnerMerging;
import app.touchline.settings.SettingsReader;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TouchlineTest;

import static app.touchline.mailbox.Mail.NOON;
import static app.touchline.mailbox.Mail.mail;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contacts move, leave and lose addresses, domains go from partner to partner, all at random; what the job makes of it is
 * what all mail read from nothing, into an empty record, makes of it.
 */
@TouchlineTest
@NullUnmarked
class ReattributionModelTests {

    private static final int LETTERS = 150;

    @Autowired
    MailIntake intake;

    @Autowired
    Reattributing reattributing;

    @Autowired
    PartnerMerging merging;

    @Autowired
    CadenceReader cadence;

    @Autowired
    CoverageReader coverages;

    @Autowired
    SettingsReader settings;

    @Autowired
    JdbcClient jdbc;

    private Random random;
    private IntakeWorld world;
    private final List<Long> partners = new ArrayList<>();
    private final Map<Long, List<Message>> boxes = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void pastMailFollowsAsIfAllWereReadAnew(long seed) {
        random = new Random(seed);
        world = new IntakeWorld(jdbc, "follow" + seed);
        for (var person : List.of("dana", "lee")) boxes.put(world.mailboxOf(person), new ArrayList<>());
        for (var stem : List.of("Acme", "Beta", "Cara")) partners.add(world.enteredPartner(stem));
        for (int n = 0; n < 5; n++) world.contactAt(any(), somebody(n));
        for (int n = 0; n < 3; n++) world.domain(any(), domain(n));
        for (int n = 0; n < LETTERS; n++) write(n);
        readAll(false);

        for (int round = 0; round < 4; round++) {
            settle();
            pastDaysAreWhatTheTouchesSay("round %d, before".formatted(round));
            for (int change = 0; change < 3; change++) change();
            if (round == 2) merge();
            reattributing.run(1000);
            var followed = withoutThreads();
            readAll(true);
            assertThat(withoutThreads()).as("round %d, read again", round).isEqualTo(followed);
            pastDaysAreWhatTheTouchesSay("round %d, after".formatted(round));
            var counted = counters();
            forgetAll();
            readAll(false);
            assertThat(withoutThreads()).as("round %d, from nothing", round).isEqualTo(followed);
            assertThat(counters()).as("round %d, counters", round).isEqualTo(counted);
            gain();
            readAll(true);
        }
    }

    /** Coverage of past days is kept until something about them changes; asked before and after whatever moved touches. */
    private void pastDaysAreWhatTheTouchesSay(String when) {
        for (int day = 0; day < 16; day += 5) {
            var date = LocalDate.ofInstant(NOON, ZoneOffset.UTC).plusDays(day);
            var anew = new TreeMap<Long, Coverage>();
            for (var partner : cadence.on(date))
                if (partner.cadence() != CadenceStatus.NOT_IN_CADENCE)
                    anew.merge(
                            partner.tier().tierId(),
                            new Coverage(partner.cadence() == CadenceStatus.SLIPPED ? 0 : 1, 1),
                            (a, b) -> new Coverage(a.inside() + b.inside(), a.inCadence() + b.inCadence()));
            for (var tier : coverages.perTier(date))
                if (tier instanceof TierCoverage.Known known && known.coverage().inCadence() > 0)
                    assertThat(known.coverage())
                            .as("%s: coverage of %s", when, date)
                            .isEqualTo(anew.get(tier.tier().tierId()));
            for (var partner : partners)
                assertThat(cadence.of(partner, date).orElseThrow().lastTouch())
                        .as("%s: last touch as of %s", when, date)
                        .isEqualTo(lastTouch(partner, date));
        }
    }

    private @Nullable LocalDate lastTouch(long partner, LocalDate until) {
        return world.touches(partner).stream()
                .filter(touch -> touch.contains(" ALWAYS "))
                .map(touch -> Instant.parse(touch.substring(touch.lastIndexOf(' ') + 1)))
                .map(at -> LocalDate.ofInstant(at, settings.zone()))
                .filter(date -> !date.isAfter(until))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private void settle() {
        jdbc.sql("delete from directory_change where reattribution_id is null").update();
        jdbc.sql("update reattribution set matched_at = now(), finished_at = now() where finished_at is null")
                .update();
    }

    private long any() {
        return partners.get(random.nextInt(partners.size()));
    }

    private String domain(int n) {
        return "d" + n + "-" + world.name() + ".test";
    }

    private String somebody(int n) {
        return "p" + n + "@" + domain(n % 3);
    }

    private void write(int n) {
        var ours = world.ours(random.nextBoolean() ? "dana" : "lee");
        var them = somebody(random.nextInt(9));
        if (random.nextInt(6) == 0) them = them.replace("@", "+tag@");
        var other = random.nextInt(3) == 0 ? somebody(random.nextInt(9)) : "s" + random.nextInt(9) + "@stranger.test";
        var sent = random.nextBoolean();
        var letter = mail(sent ? ours : them, sent ? them : ours, other)
                .at(NOON.plus(Duration.ofMinutes(n * 173L)))
                .id("letter" + n + world.name());
        if (n > 0 && random.nextBoolean()) letter.with("In-Reply-To", "<letter" + (n - 1) + world.name() + ">");
        boxes.values().forEach(box -> {
            if (box.isEmpty() || random.nextBoolean()) box.add(letter.in("1/INBOX:" + (n + 1)));
        });
    }

    /** Moves and losses only: nothing that was not kept can be found by them. */
    private void change() {
        switch (random.nextInt(4)) {
            case 0, 1 -> {
                var address = somebody(random.nextInt(9));
                var known = jdbc.sql("select count(*) from contact_address where address = :address")
                        .param("address", address)
                        .query(Integer.class)
                        .single();
                var day = LocalDate.ofInstant(NOON, ZoneOffset.UTC).plusDays(random.nextInt(18));
                if (known == 1) world.move(address, any(), day.toString());
            }
            case 2 ->
                jdbc.sql("delete from partner_domain where partner_id = :partner and domain = :domain")
                        .param("partner", any())
                        .param("domain", domain(random.nextInt(3)))
                        .update();
            default ->
                jdbc.sql("delete from contact_address where address = :address")
                        .param("address", somebody(random.nextInt(9)))
                        .update();
        }
    }

    private void merge() {
        var away = partners.remove(random.nextInt(partners.size()));
        merging.merge(away, any(), PartnerSamples.ADMIN);
    }

    private void gain() {
        world.domain(any(), domain(random.nextInt(3)));
        var address = somebody(5 + random.nextInt(4));
        if (jdbc.sql("select count(*) from contact_address where address = :address")
                        .param("address", address)
                        .query(Integer.class)
                        .single()
                == 0) world.contactAt(any(), address);
    }

    private void readAll(boolean again) {
        boxes.forEach((box, mail) -> intake.take(new MailPage(box, mail, List.of(), () -> true, again)));
    }

    private void forgetAll() {
        var ids = boxes.keySet().toArray(Long[]::new);
        jdbc.sql("delete from touch where id in (select touch_id from touch_sighting where mailbox_id = any(:ids))")
                .param("ids", ids)
                .update();
        jdbc.sql("delete from mailbox_counter where mailbox_id = any(:ids)")
                .param("ids", ids)
                .update();
        jdbc.sql("update partner_last_touch set last_always = null, last_either = null where partner_id = any(:ids)")
                .param("ids", partners.toArray(Long[]::new))
                .update();
    }

    private List<String> withoutThreads() {
        return world.everything().stream()
                .filter(line -> !line.startsWith("thread "))
                .toList();
    }

    private List<String> counters() {
        return jdbc.sql("""
                select mailbox_id || ' ' || what || ' ' || n from mailbox_counter
                where mailbox_id = any(:ids) and n > 0 order by 1
                """)
                .param("ids", boxes.keySet().toArray(Long[]::new))
                .query(String.class)
                .list();
    }
}
