package app.touchline.importing;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import app.touchline.team.Role;
import app.touchline.web.AdminEntry;
import app.touchline.web.AdminEntry.Section;

@Configuration(proxyBeanMethods = false)
class ImportPage {

    @Bean
    AdminEntry importEntry() {
        return new AdminEntry(
                Section.PARTNERS,
                50,
                "Import",
                "/admin/import",
                "file-import",
                "Partners, contacts and domains, or deals, from a CSV file or an Excel workbook, shown before anything is changed.",
                Set.of(Role.ADMIN.name()));
    }
}
