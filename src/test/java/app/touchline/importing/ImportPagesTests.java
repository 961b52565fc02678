package app.touchline.importing;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.TouchlineTest;

import static app.touchline.testing.PartnerSamples.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@TouchlineTest
class ImportPagesTests {

    private static final Pattern APPLICATION = Pattern.compile("/admin/import/([0-9a-f-]{36})/application");
    private static final Pattern SHOWN = Pattern.compile("name=\"shown\" value=\"([0-9a-f]+)\"");

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aFileIsShownThenAppliedAndOnlyOnce() throws Exception {
        var acme = name("Page Import");
        var page = dryRun("partner,tier,contact_name\n%s,Tier 1,Ann\n".formatted(acme));
        assertThat(page).hasStatusOk().bodyText().contains("new partner, Tier 1, Active", "Import all of it");
        var body = page.getResponse().getContentAsString();
        var id = APPLICATION.matcher(body).results().findFirst().orElseThrow().group(1);
        var shown = SHOWN.matcher(body).results().findFirst().orElseThrow().group(1);

        assertThat(apply(id, shown)).hasStatus3xxRedirection();
        assertThat(jdbc.sql("select count(*) from partner where name = :name")
                        .param("name", acme)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(apply(id, shown)).hasStatus(422).bodyText().contains("was applied already");
    }

    @Test
    void aRefusedRowIsShownWithItsReasonAndNothingCanBeApplied() {
        assertThat(dryRun("partner,tier\n%s,Gold\n".formatted(name("Page Import"))))
                .hasStatusOk()
                .bodyText()
                .contains("There is no tier named “Gold”", "Nothing has been changed")
                .doesNotContain("Import all of it");
    }

    @Test
    void aFileThatIsNoneIsRefusedOnTheForm() {
        assertThat(dryRun("partner,teir\nA,B\n")).hasStatus(422).bodyText().contains("no column named “teir”");
    }

    private MvcTestResult dryRun(String file) {
        return mvc.post()
                .uri("/admin/import")
                .multipart()
                .file("file", file.getBytes(StandardCharsets.UTF_8))
                .with(As.a(Role.ADMIN))
                .with(csrf())
                .exchange();
    }

    private MvcTestResult apply(String id, String shown) {
        return mvc.post()
                .uri("/admin/import/{id}/application", id)
                .param("shown", shown)
                .with(As.a(Role.ADMIN))
                .with(csrf())
                .exchange();
    }
}
