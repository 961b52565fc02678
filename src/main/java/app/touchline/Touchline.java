package app.touchline;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Touchline: partner follow-through, measured from the mail itself. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Touchline {

    public static void main(String[] args) {
        SpringApplication.run(Touchline.class, args);
    }
}
