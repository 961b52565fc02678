package app.touchline.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;

/**
 * When the sample was made and how its mail server is reached. Kept in the home folder, so that a later start brings back
 * the same mail under the same identities.
 *
 * @param at the moment up to which the half year of mail reaches
 * @param port of the mail server, on loopback
 * @param password of its mailboxes, made by chance
 */
record SampleStart(ZonedDateTime at, long seed, int port, String password) {

    private static final long SEED = 1;

    static SampleStart now(ZonedDateTime now) {
        var random = new byte[18];
        new SecureRandom().nextBytes(random);
        return new SampleStart(now, SEED, 0, HexFormat.of().formatHex(random));
    }

    SampleStart on(int actualPort) {
        return new SampleStart(at, seed, actualPort, password);
    }

    static Optional<SampleStart> read(Path file) {
        if (!Files.exists(file)) return Optional.empty();
        var kept = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            kept.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(new SampleStart(
                ZonedDateTime.parse(kept.getProperty("at")),
                Long.parseLong(kept.getProperty("seed")),
                Integer.parseInt(kept.getProperty("port")),
                kept.getProperty("password")));
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, """
                    at=%s
                    seed=%d
                    port=%d
                    password=%s
                    """.formatted(at, seed, port, password));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
