package app.touchline.mailbox;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import app.touchline.partner.Partner;
import app.touchline.partner.PartnerRecords;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchlineTest;

import static app.touchline.mailbox.Mail.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Whose received mail is on which none of our people is named: follows the partner's owners at once, dated back or not. */
@TouchlineTest
@NullUnmarked
class OwnerCreditTests {

    private static final Instant NOW = TestClock.START;

    @Autowired
    MailIntake intake;

    @Autowired
    PartnerRecords records;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TeamSamples team;

    @Autowired
    SettingsReader settings;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    private final TreeMap<Instant, String> received = new TreeMap<>();
    private Partner partner;
    private IntakeWorld world;
    private long shared;
    private ZoneId zone;

    @BeforeEach
    void aPartnerWhoWritesToTheSharedMailbox() {
        var name = PartnerSamples.name("owned").replace(' ', '-');
        partner = partners.tierOne(name);
        partners.domain(partner, name + ".test");
        world = new IntakeWorld(jdbc, name);
        shared = world.sharedMailbox("partners");
        zone = settings.zone();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void creditIsTheOwnersOfTheDayHoweverOftenTheHistoryIsRewritten(long seed) {
        var random = new Random(seed);
        var managers = new ArrayList<Long>();
        for (var name : List.of("Ann", "Bea", "Cid"))
            managers.add(team.manager(name + " Owner").id());
        managers.add(null);
        for (int i = 0; i < 40; i++) receive(NOW.minusSeconds(random.nextInt(90 * 24 * 3600)), i, "partners");
        var toOurs = receive(NOW.minusSeconds(1000), 40, "dana");
        world.member("dana");
        take(toOurs, 41);

        for (int change = 0; change < 25; change++) {
            var day = LocalDate.ofInstant(NOW, zone).minusDays(random.nextInt(100));
            if (random.nextInt(4) == 0) records.correctOwnerSince(partner.id(), day, PartnerSamples.ADMIN);
            else
                records.handTo(
                        partner.id(),
                        managers.get(random.nextInt(4)),
                        random.nextInt(8) == 0 ? null : day,
                        PartnerSamples.ADMIN);
            assertThat(credits()).isEqualTo(expected());
        }
    }

    @Test
    void theOwnerIsChangedOnThePartnersPage() {
        receive(NOW.minusSeconds(20 * 24 * 3600), 1, "partners");
        receive(NOW.minusSeconds(3600), 2, "partners");
        var ann = team.manager("Ann Owner");
        mvc.post()
                .uri("/partners/" + partner.id() + "/owner")
                .with(As.a(Role.ADMIN))
                .with(csrf())
                .param("to", String.valueOf(ann.id()))
                .param("on", LocalDate.ofInstant(NOW, zone).minusDays(5).toString())
                .exchange();
        assertThat(credits().values()).containsExactly("null", ann.id() + " PARTNER_OWNER");
        var version = jdbc.sql("select version from directory_version")
                .query(Long.class)
                .single();
        receive(NOW.minusSeconds(60), 3, "partners");
        assertThat(credits().lastEntry().getValue()).isEqualTo(ann.id() + " PARTNER_OWNER");
        assertThat(jdbc.sql("select version from directory_version")
                        .query(Long.class)
                        .single())
                .as("nothing has to be read again for it")
                .isEqualTo(version);
    }

    private Message receive(Instant at, int number, String to) {
        var message = mail("kim@" + partner.name() + ".test", world.ours(to))
                .at(at)
                .id(number + partner.name())
                .in("1/INBOX:" + number);
        if (to.equals("partners")) {
            take(message, number);
            received.put(message.receivedAt(), "");
        }
        return message;
    }

    private void take(Message message, int number) {
        assertThat(intake.take(new MailPage(shared, List.of(message), List.of(), () -> true, false)))
                .as("message %d", number)
                .isInstanceOf(Intake.Taken.class);
    }

    private TreeMap<Instant, String> credits() {
        var credits = new TreeMap<Instant, String>();
        jdbc.sql("""
                select t.occurred_at, c.member_id || ' ' || c.why as credit
                from touch t join touch_partner p on p.touch_id = t.id left join touch_credit c on c.touch_id = t.id
                where p.partner_id = :partner and c.why is distinct from 'TO'
                """).param("partner", partner.id()).query(row -> {
            credits.put(row.getTimestamp(1).toInstant(), String.valueOf(row.getString(2)));
        });
        return credits;
    }

    /** Slow and obvious: the newest entry of the history that began on the day or before. */
    private TreeMap<Instant, String> expected() {
        record Owned(LocalDate since, Long by) {}
        var history = jdbc.sql("select since, owner_id as by from partner_owner where partner_id = :partner")
                .param("partner", partner.id())
                .query(Owned.class)
                .list();
        var expected = new TreeMap<Instant, String>();
        for (var at : received.keySet()) {
            var day = LocalDate.ofInstant(at, zone);
            Owned holds = null;
            for (var each : history) {
                if (each.since() != null && each.since().isAfter(day)) continue;
                if (holds == null
                        || holds.since() == null
                        || (each.since() != null && each.since().isAfter(holds.since()))) holds = each;
            }
            expected.put(at, holds == null || holds.by() == null ? "null" : holds.by() + " PARTNER_OWNER");
        }
        return expected;
    }
}
