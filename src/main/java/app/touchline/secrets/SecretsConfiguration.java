package app.touchline.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import app.touchline.database.CannotStart;
import app.touchline.database.EmbeddedDatabase;
import app.touchline.database.Home;

/** Where the key for stored passwords comes from. */
@Configuration(proxyBeanMethods = false)
class SecretsConfiguration {

    private static final String HOW_TO = "set TOUCHLINE_SECRET_KEY to 32 random bytes in base64"
            + " (made by: openssl rand -base64 32), and keep it with your backups: without it, stored mailbox passwords"
            + " cannot be read.";

    @Bean
    Secrets secrets(SecretKeySettings settings, ObjectProvider<EmbeddedDatabase> embedded, Home home) {
        if (settings.secretKey() != null) return new Secrets(key("TOUCHLINE_SECRET_KEY", settings.secretKey()));
        if (embedded.getIfAvailable() == null)
            throw new CannotStart("There is no key to encrypt mailbox passwords with: " + HOW_TO);
        return new Secrets(key("The file " + keyFile(home), generated(keyFile(home))));
    }

    static byte[] key(String where, String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException malformed) {
            throw new CannotStart(where + " is not base64: " + HOW_TO);
        }
        if (key.length != 32) throw new CannotStart(where + " holds " + key.length + " bytes, not 32: " + HOW_TO);
        return key;
    }

    private static Path keyFile(Home home) {
        return home.folder().resolve("secret.key");
    }

    /** Made once, readable by this user only; lost with the folder, together with the database that it belongs to. */
    private static String generated(Path file) {
        try {
            if (!Files.exists(file)) write(file);
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The key file " + file + " cannot be used", e);
        }
    }

    private static void write(Path file) throws IOException {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix"))
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            else Files.createFile(file);
        } catch (FileAlreadyExistsException madeMeanwhile) {
            return;
        }
        Files.writeString(file, Base64.getEncoder().encodeToString(bytes), StandardOpenOption.WRITE);
    }
}
