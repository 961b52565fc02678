package app.touchline.touch;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@TouchlineTest
@NullUnmarked
class TouchJudgementTests {

    private static final AtomicInteger COUNT = new AtomicInteger();
    /** Later than what other tests leave to be reviewed: the page shows the newest. */
    private static final Instant LATELY = Instant.parse("2026-11-18T09:59:00Z");

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TouchReader reader;

    String name;
    long partner;
    long other;

    @BeforeEach
    void twoPartners() {
        name = "judged" + COUNT.incrementAndGet();
        partner = partner("One " + name);
        other = partner("Two " + name);
    }

    @Test
    void aDiscardedTouchCountsNoMoreUntilItIsTakenBack() {
        var touch = touch("OTHERWISE", "SENT", Map.of(partner, false));
        assertThat(post(Role.PARTNER_MANAGER, "/touches/" + touch + "/discard?partner=" + partner))
                .hasStatus(HttpStatus.FOUND);
        assertThat(reader.timeline(partner, 0).getFirst().why()).startsWith("Not counted: discarded");
        assertThat(lastTouch(partner)).isNull();
        assertThat(audited(touch)).isEqualTo("discarded");

        post(Role.PARTNER_MANAGER, "/touches/" + touch + "/discard/undo?partner=" + partner);
        assertThat(reader.timeline(partner, 0).getFirst().counted()).isTrue();
        assertThat(lastTouch(partner)).isEqualTo(LATELY);
    }

    @Test
    void anAutomaticMessageCountsWhenAPersonSaysSo() {
        var touch = touch("AUTO_SUBMITTED", "SENT", Map.of(partner, false));
        post(Role.PARTNER_MANAGER, "/touches/" + touch + "/overrule?as=COUNT&partner=" + partner);
        var shown = reader.timeline(partner, 0).getFirst();
        assertThat(shown.counted()).isTrue();
        assertThat(shown.why()).isEqualTo("Counted: a person says so · matched by domain");
        assertThat(lastTouch(partner)).isEqualTo(LATELY);

        post(Role.PARTNER_MANAGER, "/touches/" + touch + "/overrule/undo?partner=" + partner);
        assertThat(reader.timeline(partner, 0).getFirst().why())
                .isEqualTo("Not counted: automatic message (Auto-Submitted) · matched by domain");
    }

    @Test
    void aViewerChangesNothing() {
        var touch = touch("OTHERWISE", "SENT", Map.of(partner, false));
        assertThat(post(Role.VIEWER, "/touches/" + touch + "/discard?partner=" + partner))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(reader.timeline(partner, 0).getFirst().counted()).isTrue();
    }

    @Test
    void sharedMailIsDecidedForOneOfThePartners() {
        var touch = touch("OTHERWISE", "SENT", Map.of(partner, true, other, true));
        assertThat(mvc.get().uri("/admin/review").with(As.a(Role.OPS_LEAD)))
                .hasStatusOk()
                .bodyText()
                .contains("x@" + name + ".test", "One " + name, "Two " + name);
        post(Role.OPS_LEAD, "/admin/review/" + touch + "?address=x@" + name + ".test&partner=" + other);

        assertThat(lastTouch(other)).isEqualTo(LATELY);
        assertThat(reader.timeline(partner, 0)).isEmpty();
        assertThat(reader.timeline(other, 0).getFirst().why()).isEqualTo("Counted · decided by a person");
        assertThat(mvc.get().uri("/admin/review").with(As.a(Role.OPS_LEAD)))
                .bodyText()
                .doesNotContain(name);
        assertThat(audited(touch)).isEqualTo("decided whose it is");
    }

    @Test
    void sharedMailThatIsWithNoneOfThemIsNotKept() {
        var touch = touch("OTHERWISE", "SENT", Map.of(partner, true, other, true));
        post(Role.ADMIN, "/admin/review/" + touch + "?address=x@" + name + ".test");
        assertThat(jdbc.sql("select count(*) from touch where id = :id")
                        .param("id", touch)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(post(Role.PARTNER_MANAGER, "/admin/review/" + touch + "?address=x"))
                .hasStatus(HttpStatus.FORBIDDEN);
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult post(Role role, String uri) {
        return mvc.post().uri(uri).with(As.a(role)).with(csrf()).exchange();
    }

    private long partner(String name) {
        return jdbc.sql("""
                insert into partner (name, tier_id, status, created_at)
                values (:name, (select min(id) from tier), 'ACTIVE', now()) returning id
                """).param("name", name).query(Long.class).single();
    }

    private long touch(String rule, String direction, Map<Long, Boolean> candidateByPartner) {
        var which = Rule.valueOf(rule);
        var id = jdbc.sql("""
                insert into touch (message_key, kind, nature, rule, direction, occurred_at, from_address, undecided, created_at)
                values (gen_random_uuid()::text, 'EMAIL', :nature, :rule, :direction, cast(:at as timestamptz), 'dana@ours.test', :undecided, now()) returning id
                """)
                .param("nature", which.kind())
                .param("rule", which.id())
                .param("direction", direction)
                .param("at", LATELY.toString())
                .param("undecided", candidateByPartner.containsValue(true))
                .query(Long.class)
                .single();
        candidateByPartner.forEach((each, candidate) -> {
            jdbc.sql("""
                    insert into touch_party (touch_id, partner_id, address, role, matched_by, candidate)
                    values (:id, :partner, :address, 'TO', 'DOMAIN', :candidate)
                    """)
                    .param("id", id)
                    .param("partner", each)
                    .param("address", "x@" + name + ".test")
                    .param("candidate", candidate)
                    .update();
            jdbc.sql("""
                    insert into touch_partner (touch_id, partner_id, occurred_at, counts)
                    values (:id, :partner, cast(:at as timestamptz), :counts)
                    """)
                    .param("id", id)
                    .param("partner", each)
                    .param("at", LATELY.toString())
                    .param("counts", candidate || !rule.equals("OTHERWISE") ? "NO" : "ALWAYS")
                    .update();
        });
        return id;
    }

    private Instant lastTouch(long of) {
        return jdbc.sql("select last_always from partner_last_touch where partner_id = :id")
                .param("id", of)
                .query((row, index) -> java.util.Optional.ofNullable(row.getTimestamp(1)))
                .optional()
                .flatMap(at -> at)
                .map(java.sql.Timestamp::toInstant)
                .orElse(null);
    }

    private String audited(long touch) {
        return jdbc.sql(
                        "select what from audit_entry where about = 'touch' and about_id = :id order by id desc limit 1")
                .param("id", touch)
                .query(String.class)
                .single();
    }
}
