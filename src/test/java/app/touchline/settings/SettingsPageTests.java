package app.touchline.settings;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Each test is rolled back: the programme is one, and other tests live in it. */
@TouchlineTest
@TestPropertySource(
        properties =
                "spring.application.name=SettingsPageTests") // a database of its own: it looks at everything there is
@Transactional
class SettingsPageTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    Settings settings;

    @Autowired
    SettingsReader reader;

    @Autowired
    TeamSamples team;

    @Autowired
    JdbcClient jdbc;

    @Test
    void everythingTypedIsSavedAndShownAgain() {
        var dana = team.manager("Dana");
        assertThat(save(Map.of(
                        "name", "Acme Allies",
                        "zone", "America/New_York",
                        "baseUrl", "https://touchline.example.com/",
                        "ownDomains", "Ours.Example\n @bücher.example ",
                        "aliasAddress", "Dana@Freelance.example",
                        "aliasMember", "" + dana.id(),
                        "knownSince", "2026-05-25",
                        "freeMailAdded", "mail.example",
                        "freeMailRemoved", "gmx.de",
                        "storeSubjects", "yes")))
                .hasRedirectedUrl("/admin/settings");
        var now = reader.current();
        assertThat(now.name()).isEqualTo("Acme Allies");
        assertThat(now.zone().getId()).isEqualTo("America/New_York");
        assertThat(now.baseUrl()).isEqualTo("https://touchline.example.com");
        assertThat(now.ownDomains()).containsExactlyInAnyOrder("ours.example", "xn--bcher-kva.example");
        assertThat(now.ownAddresses().get("dana@freelance.example"))
                .isEqualTo(new ProgrammeSettings.OwnAddress("dana@freelance.example", dana.id()));
        assertThat(now.knownSince()).isEqualTo(LocalDate.of(2026, 5, 25));
        assertThat(now.knownSinceConfirmed()).isTrue();
        assertThat(now.storeSubjects()).isTrue();
        assertThat(reader.asSet().freeMail()).isEqualTo(Map.of("mail.example", true, "gmx.de", false));
        assertThat(mvc.get().uri("/admin/settings").with(As.a(Role.ADMIN)))
                .hasStatusOk()
                .bodyText()
                .contains("Acme Allies", "xn--bcher-kva.example", "dana@freelance.example", "2026-05-25", "gmx.de");
    }

    @Test
    void eachBadValueHasASentenceAndNothingTypedIsLost() {
        assertThat(save(Map.of(
                        "name", " ",
                        "zone", "Mars/Olympus",
                        "baseUrl", "touchline dot example",
                        "ownDomains", "broken_domain..example",
                        "aliasAddress", "not an address",
                        "knownSince", "25.5.2026",
                        "freeMailAdded", "mail.example",
                        "freeMailRemoved", "mail.example",
                        "touchCounts", "SOMETIMES")))
                .hasStatus(422)
                .bodyText()
                .contains("Give the programme a name.", "“Mars/Olympus” is not a time zone.")
                .contains("“touchline dot example” is not a web address")
                .contains("“broken_domain..example” is not a domain; write it like example.com.")
                .contains("“not an address” is not an email address", "“25.5.2026” is not a day")
                .contains("“mail.example” is on both lists.", "Choose what counts.")
                .contains("value=\"Mars/Olympus\"", "value=\"touchline dot example\"", "value=\"not an address\"");
        assertThat(reader.current().name()).isNotBlank();
    }

    @Test
    void aDomainThatOthersShareIsNeverOurs() {
        assertThat(save(Map.of("ownDomains", "co.uk")))
                .hasStatus(422)
                .bodyText()
                .contains("“co.uk” cannot be ours alone");
        assertThat(save(Map.of("ownDomains", "gmail.com")))
                .hasStatus(422)
                .bodyText()
                .contains("Anybody can have an address at “gmail.com”.");
        assertThat(save(Map.of("ownDomains", ""))).hasStatus(422).bodyText().contains("Name at least one domain");
    }

    @Test
    void knownSinceIsProposedUntilAnAdminConfirms() {
        settings.proposeKnownSince(LocalDate.of(2026, 4, 2));
        assertThat(reader.current().knownSince()).isEqualTo(LocalDate.of(2026, 4, 2));
        assertThat(reader.current().knownSinceConfirmed()).isFalse();
        assertThat(mvc.get().uri("/admin/settings").with(As.a(Role.ADMIN)))
                .bodyText()
                .contains("Save with 2 Apr, as proposed");
        assertThat(save(Map.of("confirmKnownSince", "yes"))).hasRedirectedUrl("/admin/settings");
        settings.proposeKnownSince(LocalDate.of(2026, 1, 1));
        assertThat(reader.current().knownSince()).isEqualTo(LocalDate.of(2026, 4, 2));
        assertThat(reader.current().knownSinceConfirmed()).isTrue();
    }

    @Test
    void whatCountsChangesFromTodayAndThePastKeepsWhatHeldThen() {
        assertThat(save(Map.of("touchCounts", "EITHER"))).hasRedirectedUrl("/admin/settings");
        var today = LocalDate.of(2026, 11, 18);
        assertThat(reader.touchCountsOn(today)).isEqualTo(TouchCounts.EITHER);
        assertThat(reader.touchCountsOn(today.minusDays(1))).isEqualTo(TouchCounts.SENT);
        assertThat(save(Map.of("touchCounts", "SENT"))).hasRedirectedUrl("/admin/settings");
        assertThat(reader.touchCountsOn(today)).isEqualTo(TouchCounts.SENT);
    }

    @Test
    void mailIsReadAgainOnlyIfWhoWeAreChanged() {
        save(Map.of());
        var before = directoryVersion();
        save(Map.of("name", "Another name"));
        assertThat(directoryVersion()).isEqualTo(before);
        save(Map.of("ownDomains", "ours.test another.example"));
        assertThat(directoryVersion()).isGreaterThan(before);
    }

    @Test
    void whatSomebodyElseSavedMeanwhileIsNotOverwrittenUnseen() {
        assertThat(save(Map.of("version", "0", "name", "Mine"))).satisfies(first -> {});
        assertThat(save(Map.of("version", "0", "name", "Mine again")))
                .hasStatus(422)
                .bodyText()
                .contains("Somebody else saved the settings meanwhile.", "value=\"Mine again\"");
    }

    /** It rises once per transaction, and this whole test is one: what follows is as if in the next. */
    private int directoryVersion() {
        jdbc.sql("select set_config('touchline.directory_raised', '', true)")
                .query(String.class)
                .single();
        return jdbc.sql("select version from directory_version")
                .query(Integer.class)
                .single();
    }

    /** The form as it would be sent, with these fields typed over. */
    private MvcTestResult save(Map<String, String> typed) {
        var fields = new LinkedHashMap<>(Map.of(
                "version", "" + reader.version(),
                "name", "Partner programme",
                "zone", "UTC",
                "ownDomains", "ours.test",
                "touchCounts", reader.current().touchCounts().name()));
        fields.putAll(typed);
        var request = mvc.post().uri("/admin/settings").with(As.a(Role.ADMIN)).with(csrf());
        for (var field : fields.entrySet()) request = request.param(field.getKey(), field.getValue());
        return request.exchange();
    }
}
