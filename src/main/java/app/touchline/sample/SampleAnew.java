package app.touchline.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

import app.touchline.database.Home;
import app.touchline.database.SampleRun;

/** Forgets the sample and starts the application again in the same process; the start then makes the sample from nothing. */
@Component
@Conditional(SampleRun.class)
class SampleAnew {

    private static final Logger log = LoggerFactory.getLogger(SampleAnew.class);

    private final Home home;
    private final ConfigurableApplicationContext application;
    private final ApplicationArguments arguments;

    SampleAnew(Home home, ConfigurableApplicationContext application, ApplicationArguments arguments) {
        this.home = home;
        this.application = application;
        this.arguments = arguments;
    }

    /** Returns at once; the answer to this request still goes out. */
    void begin() {
        forget();
        var main = ClassUtils.getUserClass(application
                .getBeansWithAnnotation(SpringBootApplication.class)
                .values()
                .iterator()
                .next());
        Thread.ofPlatform().name("sample-anew").daemon(false).start(() -> startAgain(main));
    }

    private void forget() {
        try {
            Files.deleteIfExists(SampleRun.whole(home));
            Files.deleteIfExists(SampleRun.whole(home).resolveSibling("arrivals"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void startAgain(Class<?> main) {
        log.info("Making the sample anew");
        application.close();
        SpringApplication.run(main, arguments.getSourceArgs());
    }
}
