package app.touchline.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsFromFilesTests {

    @TempDir
    Path folder;

    private final StandardEnvironment environment = new StandardEnvironment();

    @Test
    void aSettingComesFromTheFileWithoutItsLastLineEnd() throws Exception {
        var file = Files.writeString(folder.resolve("password"), "two words\n");
        SettingsFromFiles.readInto(environment, Map.of("TOUCHLINE_DB_PASSWORD_FILE", file.toString()));
        assertThat(Binder.get(environment)
                        .bind("touchline.db.password", String.class)
                        .get())
                .isEqualTo("two words");
    }

    @Test
    void aNameOfTwoWordsIsBoundToo() throws Exception {
        var file = Files.writeString(folder.resolve("key"), "abc");
        SettingsFromFiles.readInto(environment, Map.of("TOUCHLINE_SECRET_KEY_FILE", file.toString()));
        assertThat(environment.getProperty("touchline.secret-key")).isEqualTo("abc");
        assertThat(Binder.get(environment)
                        .bind("touchline.secret-key", String.class)
                        .get())
                .isEqualTo("abc");
    }

    @Test
    void otherVariablesAreLeftAlone() {
        SettingsFromFiles.readInto(environment, Map.of("SOME_FILE", "/nowhere", "TOUCHLINE_FILES", "/nowhere"));
        assertThat(environment.getPropertySources().contains("files-systemEnvironment"))
                .isFalse();
    }

    @Test
    void aFileThatIsNotThereStopsTheStart() {
        assertThatThrownBy(() -> SettingsFromFiles.readInto(
                        environment, Map.of("TOUCHLINE_ADMIN_PASSWORD_FILE", folder + "/missing")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("missing, named by TOUCHLINE_ADMIN_PASSWORD_FILE, cannot be read");
    }

    @Test
    void bothTheValueAndTheFileStopTheStart() {
        assertThatThrownBy(() -> SettingsFromFiles.readInto(
                        environment, Map.of("TOUCHLINE_DB_PASSWORD", "a", "TOUCHLINE_DB_PASSWORD_FILE", folder + "/b")))
                .hasMessageContaining("Both TOUCHLINE_DB_PASSWORD and TOUCHLINE_DB_PASSWORD_FILE are set");
    }
}
