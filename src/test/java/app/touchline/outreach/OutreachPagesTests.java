package app.touchline.outreach;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@TouchlineTest
class OutreachPagesTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TeamSamples team;

    @Autowired
    JdbcClient jdbc;

    private MvcTestResult post(String path, String name, String subject, String body, String... was) {
        var request = mvc.post()
                .uri(path)
                .param("name", name)
                .param("subject", subject)
                .param("body", body);
        if (was.length == 3)
            request.param("was.name", was[0]).param("was.subject", was[1]).param("was.body", was[2]);
        return request.with(csrf()).with(As.a(Role.ADMIN)).exchange();
    }

    private long idOf(String name) {
        return jdbc.sql("select id from outreach_template where name = ?")
                .params(name)
                .query(Long.class)
                .single();
    }

    @Test
    void aTemplateIsWrittenByAnAdminAndOpenedByAPartnerManager() {
        var name = PartnerSamples.name("Renewal");
        assertThat(post(
                        "/admin/templates",
                        name,
                        "Renewal of {partner}",
                        "Dear {contact},\nsince {last touch}. {my first name}"))
                .hasRedirectedUrl("/admin/templates");
        var dana = team.manager("Dana Weiss");
        var acme = partners.partner(PartnerSamples.name("Acme & Söhne"), 1, dana.id(), null);
        partners.contact(acme, "Priya Nair", "priya@acme.test");
        assertThat(mvc.get().uri("/partners/{id}/outreach", acme.id()).with(As.signedIn(dana.signedIn())))
                .hasStatusOk()
                .bodyText()
                .contains("Renewal of " + acme.name().replace("&", "&amp;"))
                .contains("Dear Priya Nair,")
                .contains("[last touch]", "Not known here: last touch.")
                .contains("mailto:priya@acme.test?subject=Renewal%20of%20Acme%20%26%20S%C3%B6hne");
        assertThat(mvc.get().uri("/partners/{id}", acme.id()).with(As.signedIn(dana.signedIn())))
                .bodyText()
                .contains("/partners/" + acme.id() + "/outreach");
    }

    @Test
    void aFieldThatThereIsNotIsRefusedAndANameIsGivenOnce() {
        var name = PartnerSamples.name("Once");
        assertThat(post("/admin/templates", name, "About {parner}", "Text"))
                .hasStatus(422)
                .bodyText()
                .contains("“{parner}” is no field");
        post("/admin/templates", name, "s", "t");
        assertThat(post("/admin/templates", name.toUpperCase(Locale.ROOT), "s", "t"))
                .hasStatus(422)
                .bodyText()
                .contains("Another template has this name.");
    }

    @Test
    void twoAdminsLoseNothingAndEachChangeIsInTheAudit() {
        var name = PartnerSamples.name("Two admins");
        post("/admin/templates", name, "s", "t");
        var id = idOf(name);
        var path = "/admin/templates/" + id;
        assertThat(post(path, name, "theirs", "t", name, "s", "t")).hasRedirectedUrl("/admin/templates");
        assertThat(post(path, name, "mine", "t", name, "s", "t"))
                .hasStatus(422)
                .bodyText()
                .contains("theirs", "value=\"mine\"");
        assertThat(post(path, name, "s", "my text", name, "s", "t")).hasRedirectedUrl("/admin/templates");
        assertThat(jdbc.sql("select subject || '/' || body from outreach_template where id = ?")
                        .params(id)
                        .query(String.class)
                        .single())
                .isEqualTo("theirs/my text");
        mvc.post().uri(path + "/removal").with(csrf()).with(As.a(Role.ADMIN)).exchange();
        assertThat(jdbc.sql(
                                "select what from audit_entry where about = 'outreach template' and about_id = ? order by id")
                        .params(id)
                        .query(String.class)
                        .list())
                .containsExactly("added", "changed", "changed", "removed");
    }
}
