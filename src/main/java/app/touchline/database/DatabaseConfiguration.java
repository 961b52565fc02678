package app.touchline.database;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

/** Decides which database this run uses, before anything connects. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    @ConditionalOnProperty("touchline.db.url")
    JdbcConnectionDetails namedDatabase(DatabaseSettings settings) {
        return new NamedDatabase(settings);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "touchline.db.url", matchIfMissing = true, havingValue = "\u0000")
    static class WithoutANamedOne {

        @Bean
        @ConditionalOnMissingBean
        EmbeddedDatabase embeddedDatabase(Home home) {
            if (!ClassUtils.isPresent("io.zonky.test.db.postgres.embedded.EmbeddedPostgres", null))
                throw new CannotStart("No database is named: set TOUCHLINE_DB_URL (such as"
                        + " jdbc:postgresql://localhost:5432/touchline), TOUCHLINE_DB_USER and TOUCHLINE_DB_PASSWORD.");
            return EmbeddedDatabase.startIn(home.folder());
        }
    }

    private record NamedDatabase(DatabaseSettings settings) implements JdbcConnectionDetails {

        @Override
        public String getUsername() {
            return settings.user() == null ? "" : settings.user();
        }

        @Override
        public String getPassword() {
            return settings.password() == null ? "" : settings.password();
        }

        @Override
        public String getJdbcUrl() {
            return String.valueOf(settings.url());
        }
    }
}
