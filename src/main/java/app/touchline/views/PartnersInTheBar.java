package app.touchline.views;

import java.util.Locale;
import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import app.touchline.answers.Answers;
import app.touchline.web.NavEntry;
import app.touchline.web.NavEntry.Count;

/** The partners' place in the bar, with how many there are. */
@Configuration(proxyBeanMethods = false)
class PartnersInTheBar {

    @Bean
    NavEntry partnersEntry(ViewsReader views, Answers answers) {
        return new NavEntry(30, "partners", "Partners", "/partners", "building", Set.of(), who -> {
            var partners = answers.to("partners in the programme", views::partners);
            return partners == 0 ? null : new Count(String.format(Locale.ENGLISH, "%,d", partners), false);
        });
    }
}
