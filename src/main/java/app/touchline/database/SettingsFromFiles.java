package app.touchline.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Any setting can come from a file instead, as container platforms hand secrets over: TOUCHLINE_DB_PASSWORD_FILE names
 * the file that holds what TOUCHLINE_DB_PASSWORD would. A line end at its end does not belong to the value. It listens
 * after the log is set up, so that a file that cannot be read is told in a sentence.
 */
class SettingsFromFiles implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    private static final String PREFIX = "TOUCHLINE_";
    private static final String SUFFIX = "_FILE";

    /** The ending makes Boot bind the names as those of environment variables. */
    private static final String SOURCE = "files-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        readInto(event.getEnvironment(), event.getEnvironment().getSystemEnvironment());
    }

    static void readInto(ConfigurableEnvironment environment, Map<String, Object> variables) {
        var values = new LinkedHashMap<String, Object>();
        variables.forEach((name, file) -> {
            if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) return;
            var setting = name.substring(0, name.length() - SUFFIX.length());
            if (!file.toString().isBlank()) values.put(setting, value(name, setting, file.toString(), variables));
        });
        if (values.isEmpty()) return;
        environment
                .getPropertySources()
                .addBefore(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(SOURCE, values));
    }

    private static String value(String name, String setting, String file, Map<String, Object> variables) {
        if (variables.get(setting) instanceof String plain && !plain.isEmpty())
            throw new CannotStart("Both " + setting + " and " + name + " are set: leave one of them out.");
        try {
            return Files.readString(Path.of(file)).stripTrailing();
        } catch (IOException | RuntimeException e) {
            throw new CannotStart("The file " + file + ", named by " + name
                    + ", cannot be read: check that it is there and that Touchline may read it.");
        }
    }
}
