package app.touchline.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The database that is named by TOUCHLINE_DB_URL, _USER and _PASSWORD.
 *
 * @param url a JDBC URL, {@code jdbc:postgresql://host:5432/touchline}; none means: the embedded database
 */
@ConfigurationProperties("touchline.db")
record DatabaseSettings(
        @Nullable String url,
        @Nullable String user,
        @Nullable String password) {

    DatabaseSettings {
        if (url != null && url.isBlank()) url = null;
        if (url != null && !url.startsWith("jdbc:postgresql:"))
            throw new CannotStart("TOUCHLINE_DB_URL must be a PostgreSQL address such as"
                    + " jdbc:postgresql://localhost:5432/touchline.");
    }
}
