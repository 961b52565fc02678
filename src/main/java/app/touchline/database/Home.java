package app.touchline.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The folder for what Touchline keeps outside a database: the embedded database and its key.
 * Named by TOUCHLINE_HOME, else {@code .touchline} in the working folder.
 */
@ConfigurationProperties("touchline")
public record Home(@DefaultValue(".touchline") Path home) {

    /** The folder, made if it is not there. */
    public Path folder() {
        try {
            return Files.createDirectories(home.toAbsolutePath().normalize());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
