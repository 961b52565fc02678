package app.touchline.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole application on a real PostgreSQL, with a clock that a test sets ({@link TestClock}), background jobs off and
 * a MockMvcTester. Tests that share this annotation share one context and one database: each makes its own data.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        properties = {
            "db-scheduler.enabled=false",
            "touchline.secret-key=" + TestDatabase.SECRET_KEY,
            "touchline.sample=false",
            "touchline.microsoft365.ssl-bundle=stand-in"
        })
@AutoConfigureMockMvc
@ExtendWith(TestClock.AtItsStart.class)
@ContextConfiguration(initializers = TestDatabase.class)
@Import({
    OneConnectionEach.class,
    TestClock.Configuration.class,
    PartnerSamples.class,
    TeamSamples.class,
    TouchRows.class,
    TouchSamples.class,
    DealSamples.class
})
public @interface TouchlineTest {}
