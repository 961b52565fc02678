package app.touchline.team;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import app.touchline.web.AdminEntry;
import app.touchline.web.AdminEntry.Section;

/** This package's place under Admin. */
@Configuration(proxyBeanMethods = false)
class TeamAdmin {

    @Bean
    AdminEntry peopleUnderAdmin() {
        return new AdminEntry(
                Section.PROGRAMME,
                20,
                "People",
                "/admin/people",
                "users",
                "Who signs in, and what each may do; links with which they set a password.",
                Set.of(Role.ADMIN.name()));
    }
}
