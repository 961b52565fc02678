package app.touchline;

import java.time.Clock;
import javax.sql.DataSource;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import app.touchline.database.DatabaseClock;

/** The one clock: everything that needs to know the time is handed this bean, so that a test can stop it. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    @Bean
    DatabaseClock clock() {
        return new DatabaseClock(Clock.systemUTC());
    }

    @Bean
    SmartInitializingSingleton clockFollowsTheDatabase(DatabaseClock clock, DataSource database) {
        return () -> clock.follow(database);
    }
}
