package app.touchline.web;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;

/** What the frame itself needs: its own entry in the bar, and content hashes in the addresses of static files. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    @Bean
    NavEntry adminInTheBar() {
        return new NavEntry(90, "admin", "Admin", "/admin", "settings", Set.of("ADMIN", "OPS_LEAD"), who -> null);
    }

    @Bean
    ResourceUrlEncodingFilter hashedAddresses() {
        return new ResourceUrlEncodingFilter();
    }
}
