package app.touchline;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The last line of the start-up log: where to go. */
@Component
class Ready {

    private static final Logger log = LoggerFactory.getLogger(Touchline.class);

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void sayWhere(ApplicationReadyEvent event) {
        var context = event.getApplicationContext();
        if (context instanceof WebServerApplicationContext web && web.getWebServer() instanceof WebServer server)
            log.info("Touchline is ready: {}", address(context.getEnvironment(), server.getPort()));
    }

    private static String address(Environment environment, int port) {
        var host = environment.getProperty("server.address", "127.0.0.1");
        var path = environment.getProperty("server.servlet.context-path", "");
        return "http://" + (host.equals("127.0.0.1") || host.equals("0.0.0.0") ? "localhost" : host) + ":" + port
                + path;
    }
}
