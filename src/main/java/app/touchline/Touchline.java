package app.touchline;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** Touchline: partner follow-through, measured from the mail itself. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class) // no default account
@ConfigurationPropertiesScan
public class Touchline {

    public static void main(String[] args) {
        SpringApplication.run(Touchline.class, args);
    }
}
