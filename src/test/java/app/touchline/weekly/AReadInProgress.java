package app.touchline.weekly;

import java.time.Duration;
import java.time.LocalDate;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.cadence.CadenceReader;
import app.touchline.partner.Partner;
import app.touchline.reading.DecisionReader;
import app.touchline.reading.HeldReads;
import app.touchline.team.Member;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** A weekly read that Mara has begun, in which two partners of the first tier, both Ben's, have slipped. */
@TouchlineTest
@TestPropertySource(properties = "spring.application.name=WeeklyReadTests") // a read shows who slipped of everybody
@NullUnmarked
abstract class AReadInProgress {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

    @Autowired
    MockMvcTester mvc;

    @Autowired
    HeldReads reads;

    @Autowired
    DecisionReader decisions;

    @Autowired
    CadenceReader cadence;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TeamSamples team;

    @Autowired
    TouchSamples touches;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    Member mara;
    Member lena;
    Member ben;
    Partner acme;
    Partner beta;
    String read;

    @BeforeEach
    void maraBeginsTheRead() {
        forgetReads();
        jdbc.sql("update programme set zone = 'Europe/Berlin', known_since = '2026-01-01'")
                .update();
        mara = team.member("Mara Lead", Role.OPS_LEAD);
        lena = team.member("Lena Lead", Role.OPS_LEAD);
        ben = team.manager("Ben Manager");
        acme = silent("Acme");
        beta = silent("Beta");
        assertThat(post(mara, "/weekly/reads")).hasStatus3xxRedirection();
        read = "/weekly/reads/" + reads.inProgress().orElseThrow().id();
    }

    @AfterEach
    void forgetReads() {
        jdbc.sql("delete from weekly_decision").update();
        jdbc.sql("delete from weekly_read_reopening").update();
        jdbc.sql("delete from weekly_read").update();
        jdbc.sql("delete from smtp_server").update();
        jdbc.sql("delete from outgoing_mail").update();
    }

    Partner silent(String stem) {
        var partner = partners.partner(PartnerSamples.name(stem), 1, ben.id(), null);
        touches.sent(partner, TestClock.START.minus(Duration.ofDays(20)));
        return partner;
    }

    MvcTestResult get(Member who, String path) {
        return mvc.get().uri(path).with(As.signedIn(who.signedIn())).exchange();
    }

    MvcTestResult post(Member who, String path, String... fields) {
        var request = mvc.post().uri(path).with(As.signedIn(who.signedIn())).with(csrf());
        for (int at = 0; at < fields.length; at += 2) request = request.param(fields[at], fields[at + 1]);
        return request.exchange();
    }

    String of(Partner partner, String kind) {
        return read + "/partners/" + partner.id() + "/" + kind;
    }

    long id() {
        return Long.parseLong(read.substring(read.lastIndexOf('/') + 1));
    }

    String toast(MvcTestResult result) {
        return String.valueOf(result.getMvcResult().getFlashMap().get("toast"));
    }
}
