package app.touchline.importing;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.Patience;
import app.touchline.testing.TouchlineTest;

import static app.touchline.testing.PartnerSamples.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@TouchlineTest
class ImportPagesTests {

    private static final Pattern SHOWN = Pattern.compile("name=\"shown\" value=\"([0-9a-f]+)\"");

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PartnerSamples samples;

    @Autowired
    DataSource data;

    @Test
    void aFileIsUnderstoodShownAppliedOnceAndUndone() {
        var acme = name("Page Import");
        var job = brought("Company,Stage,Tier level,Contact\n%s,Live,T1,Ann\n%s x,Live,Gold,\n".formatted(acme, acme));
        assertThat(get(job + "/columns"))
                .hasStatusOk()
                .bodyText()
                .contains("What the columns hold", "CSV, UTF-8, separated by comma", "Stage");
        assertThat(post(job + "/columns", "column-1", "status")).hasRedirectedUrl(job + "/values");
        var values = get(job + "/values");
        assertThat(values).hasStatusOk().bodyText().contains("T1", "Gold", "Live");
        assertThat(values).bodyText().containsPattern("selected=\"selected\">Tier 1</option>");
        assertThat(post(job + "/values", "status-0", "Active", "tier-0", "Tier 1", "tier-1", "?"))
                .hasRedirectedUrl(job);

        var shown = get(job);
        assertThat(shown).hasStatusOk().bodyText().contains("There is no tier named “Gold”", "leave out 1");
        assertThat(get(job + "/errors.csv"))
                .hasStatusOk()
                .bodyText()
                .contains("Company,Stage,Tier level,Contact,Line,Reason", acme + " x,Live,Gold,,3,");
        var fingerprint =
                SHOWN.matcher(body(shown)).results().findFirst().orElseThrow().group(1);
        assertThat(post(job + "/application", "shown", fingerprint)).hasRedirectedUrl(job);
        assertThat(get(job)).bodyText().contains("Imported", "1 new partner, 1 new contact", "Undo all of it");
        assertThat(count(acme)).isEqualTo(1);
        post(job + "/application", "shown", fingerprint);
        assertThat(get(job)).bodyText().contains("Imported");
        assertThat(count(acme)).isEqualTo(1);

        assertThat(get(job + "/undo")).hasStatusOk().bodyText().contains("Nothing of it was changed since");
        assertThat(post(job + "/undo")).hasRedirectedUrl(job);
        assertThat(count(acme)).isZero();
        assertThat(get(job)).hasStatusOk().bodyText().contains("Undone by");
    }

    @Test
    void anImportUnderWayIsStoppedChangesNothingSaysSoAndIsBegunAgain() throws SQLException {
        var acme = name("Stopped Import");
        var job = brought("Company,Tier level\n%s,Tier 1\n".formatted(acme));
        whileLocked("qualification", () -> {
            post(job + "/columns", "column-1", "tier");
            assertThat(once(job)).bodyText().contains("Looking at the file", "import-working");
            assertThat(post(job + "/cancellation")).hasRedirectedUrl(job);
        });
        assertThat(get(job)).hasRedirectedUrl(job + "/columns");
        assertThat(once(job + "/columns")).bodyText().contains("It was stopped. Nothing was changed.");

        post(job + "/columns", "column-1", "tier");
        var shown = SHOWN.matcher(body(get(job)))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        whileLocked("import_image", () -> {
            post(job + "/application", "shown", shown);
            assertThat(once(job)).bodyText().contains("Importing", "Nothing is changed before all of it is done");
            assertThat(once(job + "/undo")).hasStatus(404);
            assertThat(post(job + "/cancellation")).hasRedirectedUrl(job);
        });
        assertThat(get(job)).bodyText().contains("It was stopped. Nothing was changed.", "Import all of it");
        assertThat(count(acme)).isZero();

        post(job + "/application", "shown", shown);
        assertThat(get(job)).bodyText().contains("Imported", "Undo all of it").doesNotContain("It was stopped");
        assertThat(count(acme)).isEqualTo(1);
        post(job + "/cancellation");
        assertThat(count(acme)).isEqualTo(1);
    }

    /** Whoever needs the table waits, as a long import would take its time. */
    private void whileLocked(String table, Runnable meanwhile) throws SQLException {
        try (var held = data.getConnection();
                var statement = held.createStatement()) {
            held.setAutoCommit(false);
            statement.execute("lock table %s in access exclusive mode".formatted(table));
            meanwhile.run();
            held.rollback();
        }
    }

    private MvcTestResult once(String path) {
        return mvc.get().uri(path).with(As.a(Role.ADMIN)).exchange();
    }

    @Test
    void whatHeadingsAndValuesMeantIsRememberedForTheNextFile() {
        var stem = name("Page Import");
        var odd = "Zorp " + stem;
        var file = "Company,%s\n%s,Golden\n".formatted(odd, stem);
        var first = brought(file);
        post(first + "/columns", "column-1", "tier");
        post(first + "/values", "tier-0", "Tier 2");
        assertThat(get(first)).bodyText().contains("new partner, Tier 2");

        var second = brought(file);
        assertThat(get(second + "/columns")).bodyText().contains("As the last time");
        assertThat(post(second + "/columns")).hasRedirectedUrl(second + "/values");
        assertThat(get(second + "/values")).bodyText().containsPattern("value=\"Tier 2\"[^>]*selected");
    }

    @Test
    void twoColumnsForOneFieldAreRefusedBesideTheSecond() {
        var job = brought("Company,Tier,Level\nA,Tier 1,2\n");

        assertThat(post(job + "/columns", "column-2", "tier"))
                .hasStatus(422)
                .bodyText()
                .contains("Tier is taken from column B already");
    }

    @Test
    void aNameLikeAnotherIsDecidedOnThePage() {
        var known = samples.tierOne(name("Decided Import"));
        var job = brought("Company,Notes\n%s GmbH,seen\n".formatted(known.name()));
        post(job + "/columns");
        assertThat(get(job))
                .bodyText()
                .contains("The same as " + known.name(), "All are new partners")
                .doesNotContain("Import all of it");

        post(
                job + "/decisions",
                "name-0",
                known.name() + " GmbH",
                "decision-0",
                known.name().toLowerCase(Locale.ROOT));

        assertThat(get(job)).bodyText().contains("Import all of it").doesNotContain("name " + known.name() + " →");
    }

    @Test
    void anotherLineCanHoldTheHeadings() {
        var job = brought("Tier,Partner\nA title,\nPartner,Tier\nAcme,Tier 1\n");

        assertThat(post(job + "/columns", "sheet", "0", "headings", "2")).hasRedirectedUrl(job + "/columns");
        assertThat(get(job + "/columns")).bodyText().contains("· 1 row");
    }

    @Test
    void ofAWorkbookTheSheetThatIsUnderstoodIsReadUntilAnotherIsChosen() {
        var acme = name("Sheet Import");
        var job = brought(Xlsx.of(List.of("Partner", "Tier"), List.of(acme, "Tier 1"), List.of(acme + " x", "Tier 2")));
        assertThat(get(job + "/columns"))
                .bodyText()
                .contains("2 rows", ">Read me</option>")
                .containsPattern("<option value=\"1\"[^>]*selected=\"selected\">Partners</option>")
                .containsPattern("value=\"tier\"[^>]*selected");

        assertThat(post(job + "/columns", "sheet", "0", "headings", "0")).hasRedirectedUrl(job + "/columns");
        assertThat(get(job + "/columns"))
                .bodyText()
                .contains("0 rows", "How to use this tracker")
                .containsPattern("<option value=\"0\"[^>]*selected=\"selected\">Read me</option>")
                .doesNotContainPattern("value=\"tier\"[^>]*selected");
        assertThat(post(job + "/columns", "column-0", "partner")).hasRedirectedUrl(job);
        assertThat(once(job + "/columns")).bodyText().contains("The file has headings but no rows.");

        assertThat(post(job + "/columns", "sheet", "77", "headings", "9")).hasRedirectedUrl(job + "/columns");
        assertThat(post(job + "/columns")).hasRedirectedUrl(job);
        var shown = get(job);
        assertThat(shown).bodyText().contains("new partner, Tier 2, Active");
        post(
                job + "/application",
                "shown",
                SHOWN.matcher(body(shown)).results().findFirst().orElseThrow().group(1));
        assertThat(get(job)).bodyText().contains("Imported", "2 new partners");
        assertThat(count(acme)).isEqualTo(1);
    }

    @Test
    void whatASpreadsheetWouldTakeForAFormulaIsTextInEveryFileThatComesOut() {
        var evil = name("=HYPERLINK(1)");
        var job = brought("Company,Tier,=cmd()\n%s,Tier 1,+1\n%s x,Gold,@sum\n".formatted(evil, evil));
        post(job + "/columns");
        post(job + "/values", "tier-0", "?");
        var shown = SHOWN.matcher(body(get(job)))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        assertThat(once(job + "/errors.csv"))
                .bodyText()
                .contains("Company,Tier,'=cmd(),Line,Reason", "'%s x,Gold,'@sum,3,".formatted(evil));
        post(job + "/application", "shown", shown);
        get(job);

        assertThat(once("/views.csv?f=partner:is:%s&c=partner&c=notes".formatted(evil)))
                .hasStatusOk()
                .bodyText()
                .contains("'%s,=cmd(): +1".formatted(evil).replace(",=cmd", ",'=cmd"));
    }

    @Test
    void aFileThatIsNoneIsRefusedOnTheForm() {
        assertThat(bring("%PDF-1.4")).hasStatus(422).bodyText().contains("The file is a PDF");
        assertThat(bring("partner,tier\n")).hasStatus(422).bodyText().contains("no rows");
    }

    private String brought(String file) {
        return brought(file.getBytes(StandardCharsets.UTF_8));
    }

    private String brought(byte[] file) {
        var answer = bring(file);
        assertThat(answer).hasStatus3xxRedirection();
        var url = String.valueOf(answer.getResponse().getRedirectedUrl());
        return url.substring(0, url.lastIndexOf('/'));
    }

    private MvcTestResult bring(String file) {
        return bring(file.getBytes(StandardCharsets.UTF_8));
    }

    private MvcTestResult bring(byte[] file) {
        return mvc.post()
                .uri("/admin/import")
                .multipart()
                .file("file", file)
                .with(As.a(Role.ADMIN))
                .with(csrf())
                .exchange();
    }

    /** Once what is under way has ended: a busy machine takes longer than a request waits. */
    private MvcTestResult get(String path) {
        var answer = new AtomicReference<MvcTestResult>();
        Patience.until("what is under way has ended", () -> {
            answer.set(mvc.get().uri(path).with(As.a(Role.ADMIN)).exchange());
            return !body(answer.get()).contains("import-working");
        });
        return answer.get();
    }

    private MvcTestResult post(String path, String... parameters) {
        var request = mvc.post().uri(path).with(As.a(Role.ADMIN)).with(csrf());
        for (var i = 0; i < parameters.length; i += 2) request = request.param(parameters[i], parameters[i + 1]);
        return request.exchange();
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private long count(String partner) {
        return jdbc.sql("select count(*) from partner where name = :name")
                .param("name", partner)
                .query(Long.class)
                .single();
    }
}
