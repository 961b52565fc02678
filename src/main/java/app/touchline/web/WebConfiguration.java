package app.touchline.web;

import java.util.List;
import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;

/** What the frame itself needs: its own entry in the bar, content hashes in the addresses of static files, forms in place. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private final InPlace.Resolver inPlace;

    WebConfiguration(InPlace.Resolver inPlace) {
        this.inPlace = inPlace;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(inPlace);
    }

    @Bean
    NavEntry adminInTheBar() {
        return new NavEntry(90, "admin", "Admin", "/admin", "settings", Set.of("ADMIN", "OPS_LEAD"), who -> null);
    }

    @Bean
    ResourceUrlEncodingFilter hashedAddresses() {
        return new ResourceUrlEncodingFilter();
    }
}
