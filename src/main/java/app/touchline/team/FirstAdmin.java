package app.touchline.team;

import java.time.ZoneId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Makes the admin whom TOUCHLINE_ADMIN_EMAIL names, as long as there is no member at all. Later the two are ignored. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class FirstAdmin implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstAdmin.class);

    private final FirstAdminSettings settings;
    private final People people;

    FirstAdmin(FirstAdminSettings settings, People people) {
        this.settings = settings;
        this.people = people;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var email = settings.email();
        var password = settings.password();
        if (email == null || password == null) return;
        var name = email.substring(0, email.indexOf('@'));
        if (people.addFirst(email, name, ZoneId.systemDefault(), password))
            log.info("The first admin is {}, with the password from TOUCHLINE_ADMIN_PASSWORD", email);
    }
}
