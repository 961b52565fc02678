package app.touchline.touch;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Every night the stored last touches are compared with the touches; it looks at all partners. */
@TouchlineTest
@TestPropertySource(properties = "spring.application.name=StoredNumberChecksTests")
class StoredNumberChecksTests {

    @Autowired
    LastTouchCheck check;

    @Autowired
    StoredNumberChecks checks;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TouchSamples touches;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Test
    void whatDiffersIsPutRightAndToldForAWeek() {
        var touched = partners.tierOne("Touched");
        var other = partners.tierOne("Other");
        var never = partners.tierOne("Never");
        touches.sent(touched, TestClock.START.minus(Duration.ofDays(3)));
        touches.sent(touched, TestClock.START.minus(Duration.ofDays(1)));
        touches.sent(other, TestClock.START.minus(Duration.ofDays(2)));
        check.go();
        assertThat(checks.standing()).isEmpty();
        var right = stored();

        jdbc.sql("update partner_last_touch set last_always = last_always - interval '1 day' where partner_id = :id")
                .param("id", touched.id())
                .update();
        jdbc.sql("delete from partner_last_touch where partner_id = :id")
                .param("id", other.id())
                .update();
        jdbc.sql(
                        "insert into partner_last_touch values (:id, now(), now()) on conflict (partner_id) do update set last_either = now()")
                .param("id", never.id())
                .update();
        check.go();

        assertThat(stored()).isEqualTo(right);
        assertThat(checks.standing())
                .singleElement()
                .satisfies(alert -> assertThat(alert.words()).startsWith("3 last touches of partners."));
        check.go();
        assertThat(checks.standing()).as("a clean night does not hide it").hasSize(1);
        clock.set(TestClock.START.plus(Duration.ofDays(8)));
        assertThat(checks.standing()).isEmpty();
    }

    private List<String> stored() {
        return jdbc.sql("""
                select partner_id || ' ' || coalesce(last_always, '-infinity') || ' ' || coalesce(last_either, '-infinity')
                from partner_last_touch where last_either is not null order by partner_id
                """).query((row, index) -> row.getString(1)).list();
    }
}
