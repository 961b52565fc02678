package app.touchline.database;

import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * Whether this run is the sample programme: it is unless a database is named, TOUCHLINE_SAMPLE is false, or the sample's
 * mail server is not there, as in the deployable jar. As a condition it switches the sample's beans on.
 */
public final class SampleRun implements Condition {

    /** Numbered on whenever other mail follows from the same start: a sample that was made before is then made anew. */
    private static final String FOLDER = "sample-2";

    private static final String MAIL_SERVER = "com.icegreen.greenmail.util.GreenMail";

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return isOne(context.getEnvironment());
    }

    public static boolean isOne(Environment environment) {
        return !DatabaseConfiguration.isNamed(environment)
                && environment.getProperty("touchline.sample", Boolean.class, true)
                && ClassUtils.isPresent(MAIL_SERVER, null);
    }

    /** The file that is there when the sample was made to its end; without it the sample's database is made anew. */
    public static Path whole(Home home) {
        return home.folder().resolve(FOLDER).resolve("started.properties");
    }

    static boolean isWhole(Home home) {
        return Files.exists(whole(home));
    }
}
