package app.touchline.operation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import app.touchline.database.CannotStart;

/**
 * The form of the log.
 *
 * @param logFormat TOUCHLINE_LOG_FORMAT: "text" for people, "json" for machines (a line each, by the Elastic Common Schema)
 */
@ConfigurationProperties("touchline")
record LogSettings(@DefaultValue("text") String logFormat) {

    LogSettings {
        if (!logFormat.equals("text") && !logFormat.equals("json"))
            throw new CannotStart("TOUCHLINE_LOG_FORMAT is “%s”: write text or json.".formatted(logFormat));
    }
}
