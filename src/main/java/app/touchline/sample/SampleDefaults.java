package app.touchline.sample;

import java.util.Map;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.MapPropertySource;

import app.touchline.database.SampleRun;

/** In the sample the mail server is inside the process, so mailboxes are looked at more often, unless something else is set. */
class SampleDefaults implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 2;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        var environment = event.getEnvironment();
        if (SampleRun.isOne(environment))
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource("sample", Map.of("touchline.mailbox.interval", "20s")));
    }
}
