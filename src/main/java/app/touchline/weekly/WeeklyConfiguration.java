package app.touchline.weekly;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import app.touchline.web.NavEntry;

@Configuration(proxyBeanMethods = false)
class WeeklyConfiguration {

    @Bean
    NavEntry weeklyReadInTheBar() {
        return new NavEntry(20, "weekly", "Weekly read", "/weekly", "calendar-week", Set.of(), who -> null);
    }
}
