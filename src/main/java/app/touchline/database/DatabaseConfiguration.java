package app.touchline.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/** Decides which database this run uses, before anything connects. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final String EMBEDDED = "io.zonky.test.db.postgres.embedded.EmbeddedPostgres";

    static boolean isNamed(Environment environment) {
        @Nullable String url = environment.getProperty("touchline.db.url");
        return url != null && !url.isBlank();
    }

    @Bean
    @Conditional(Named.class)
    JdbcConnectionDetails namedDatabase(DatabaseSettings settings, Environment environment) {
        if (environment.getProperty("touchline.sample", Boolean.class, false))
            throw new CannotStart("The sample programme never runs on a named database: leave out TOUCHLINE_SAMPLE=true"
                    + " to work on TOUCHLINE_DB_URL, or leave out TOUCHLINE_DB_URL to look at the sample.");
        return new NamedDatabase(settings);
    }

    @Bean
    @Conditional(NotNamed.class)
    @ConditionalOnMissingBean
    EmbeddedDatabase embeddedDatabase(Home home, Environment environment) {
        if (!ClassUtils.isPresent(EMBEDDED, null))
            throw new CannotStart("No database is named: set TOUCHLINE_DB_URL (such as"
                    + " jdbc:postgresql://localhost:5432/touchline), TOUCHLINE_DB_USER and TOUCHLINE_DB_PASSWORD.");
        return SampleRun.isOne(environment)
                ? EmbeddedDatabase.startIn(home.folder(), "sample", SampleRun.isWhole(home))
                : EmbeddedDatabase.startIn(home.folder(), "touchline", true);
    }

    static class Named implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return isNamed(context.getEnvironment());
        }
    }

    static class NotNamed implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !isNamed(context.getEnvironment());
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
