package app.touchline.partner;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.team.Member;
import app.touchline.testing.As;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** The partner's record: its sections, its intros and tests, who changed what, and the lists that admins edit. */
@TouchlineTest
class RecordPagesTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    TeamSamples team;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TouchSamples touches;

    @Autowired
    PartnerTypes types;

    @Autowired
    JdbcClient jdbc;

    private Member dana;
    private Partner acme;

    @BeforeEach
    void danaOwnsAPartner() {
        dana = team.manager("Dana Weber");
        acme = partners.partner(PartnerSamples.name("Acme"), 1, dana.id(), null);
    }

    @Test
    void everyFieldOfASectionIsSavedShownAndAuditedWithWhatItWas() {
        var agency = types.named("Agency").orElseThrow();
        save(
                "identification",
                Map.of(
                        "typeId", "" + agency.id(),
                        "archetype", "DEMAND_CREATOR",
                        "region", "Nordics",
                        "vertical", "Logistics",
                        "hyperscaler", "AWS",
                        "slackChannel", "#acme",
                        "crmLink", "https://crm.example/acme"));
        save(
                "relationship",
                Map.of(
                        "partnerSince", "2024-03-01",
                        "originStory", "Met at a fair",
                        "agreementTerms", "15% of the first year",
                        "proposalsSent", "4"));
        save("phases", Map.of("phase", "2", "phase1", "2025-01-01", "phase2", "2026-02-03"));
        save("notes", Map.of("notes", "Likes short mails", "blockers", "Waits for legal"));
        save("identification", Map.of("was.region", "Nordics", "region", "DACH"));
        assertThat(get("/partners/" + acme.id(), dana))
                .hasStatusOk()
                .bodyText()
                .contains("Agency", "Demand creator", "DACH", "Logistics", "AWS", "#acme", "https://crm.example/acme")
                .contains("1 Mar 2024", "Met at a fair", "15% of the first year", "Phase 2", "3 Feb")
                .contains("Likes short mails", "Blocked: Waits for legal");
        assertThat(get("/partners/%d/changes".formatted(acme.id()), dana))
                .bodyText()
                .contains(
                        "Dana Weber",
                        "changed: Region",
                        "from: Nordics",
                        "to: DACH",
                        "to: Agency",
                        "given other notes");
    }

    @Test
    void theSecondOfTwoIsToldWhatChangedAndLosesNothingTyped() {
        save("identification", Map.of("region", "Nordics", "vertical", "Retail"));
        var mine = Map.of("was.region", "", "region", "DACH", "was.vertical", "", "vertical", "");
        assertThat(post("/partners/%d/sections/identification".formatted(acme.id()), mine, dana))
                .hasStatus(422)
                .bodyText()
                .contains("“Region” changed meanwhile", "Nordics", "value=\"DACH\"");
        assertThat(profile("region")).isEqualTo("Nordics");
        var again = Map.of("was.region", "Nordics", "region", "DACH", "was.vertical", "Retail", "vertical", "Retail");
        save("identification", again);
        assertThat(profile("region")).isEqualTo("DACH");
        assertThat(profile("vertical")).isEqualTo("Retail");
    }

    @Test
    void aSectionIsAFormInPlaceForHtmxAndAWholePageWithout() {
        var path = "/partners/%d/sections/phases".formatted(acme.id());
        assertThat(get(path, dana)).hasStatusOk().bodyText().contains("<title>", "edit-form");
        assertThat(mvc.get().uri(path).header("HX-Request", "true").with(As.signedIn(dana.signedIn())))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("<title>")
                .contains("hx-post=\"" + path);
        assertThat(mvc.post()
                        .uri(path)
                        .header("HX-Request", "true")
                        .param("phase1", "2030-01-01")
                        .with(As.signedIn(dana.signedIn()))
                        .with(csrf()))
                .hasStatus(422)
                .hasHeader("HX-Retarget", "#edit-form")
                .bodyText()
                .contains("still to come");
    }

    @Test
    void whatIsNoWebAddressNumberOrOfferedTypeIsRefused() {
        refuses("identification", Map.of("crmLink", "javascript:alert(1)"), "beginning with https://");
        refuses("relationship", Map.of("proposalsSent", "many"), "not a whole number");
        refuses("identification", Map.of("typeId", "999999"), "Choose a type from the list");
        refuses("phases", Map.of("phase", "5"), "1, 2, 3 or 4");
    }

    @Test
    void othersMayNoteButNotDescribeAndAViewerNeither() {
        var jonas = team.manager("Jonas");
        var section = "/partners/%d/sections/".formatted(acme.id());
        assertThat(post(section + "identification", Map.of("region", "DACH"), jonas))
                .hasStatus(403);
        assertThat(post(section + "notes", Map.of("notes", "Spoke with them"), jonas))
                .hasStatus3xxRedirection();
        assertThat(post(section + "notes", Map.of("notes", "x"), team.viewer())).hasStatus(403);
        assertThat(post("/partners/%d/tests".formatted(acme.id()), goal(), jonas))
                .hasStatus(403);
        assertThat(post("/partners/%d/intros".formatted(acme.id()), intro("Globex"), jonas))
                .hasStatus3xxRedirection();
        assertThat(post("/partners/%d/intros".formatted(acme.id()), intro("Hooli"), team.viewer()))
                .hasStatus(403);
    }

    @Test
    void anIntroIsNotedOnceCorrectedRemovedAndBroughtBack() {
        var priya = partners.contact(acme, "Priya Nair", "priya@%d.example".formatted(acme.id()));
        var form = new HashMap<>(intro("Globex"));
        form.put("contactId", "" + priya.id());
        form.put("formKey", UUID.randomUUID().toString());
        var intros = "/partners/%d/intros".formatted(acme.id());
        assertThat(post(intros, form, dana)).hasStatus3xxRedirection();
        assertThat(post(intros, form, dana)).hasStatus3xxRedirection();
        var id = one("select id from intro where partner_id = ?");
        assertThat(post(intros, Map.of("account", "", "madeOn", "2026-11-02"), dana))
                .hasStatus(422);
        assertThat(post(intros, Map.of("account", "Hooli", "madeOn", "2026-12-02"), dana))
                .hasStatus(422)
                .bodyText()
                .contains("still to come", "Hooli");

        assertThat(post(
                        "/intros/%d/edit".formatted(id),
                        Map.of(
                                "was.account", "Globex",
                                "account", "Globex",
                                "was.qualifiedOn", "",
                                "qualifiedOn", "2026-11-09"),
                        dana))
                .hasStatus3xxRedirection();
        assertThat(get("/partners/" + acme.id(), dana))
                .bodyText()
                .contains("Globex", "Qualified conversation 9 Nov", "by Priya Nair");
        assertThat(post("/intros/%d/removal".formatted(id), Map.of(), dana)).hasStatus3xxRedirection();
        assertThat(get("/partners/%d/figures/intros-made".formatted(acme.id()), dana))
                .bodyText()
                .contains("No rows");
        assertThat(post("/intros/%d/restoration".formatted(id), Map.of(), dana)).hasStatus3xxRedirection();
        assertThat(get("/partners/%d/figures/intros-made".formatted(acme.id()), dana))
                .bodyText()
                .contains("Globex, by Priya Nair", "Intros noted of the partner");
        assertThat(get("/partners/%d/changes".formatted(acme.id()), dana))
                .bodyText()
                .contains("noted an intro", "nothing → 2026-11-09", "removed an intro", "contact: Priya Nair");
        jdbc.sql("update contact set name = 'An erased person' where id = ?")
                .param(priya.id())
                .update();
        assertThat(get("/partners/%d/changes".formatted(acme.id()), dana))
                .bodyText()
                .doesNotContain("contact: Priya");
    }

    @Test
    void aPartnerHasOneRunningTestAndTheDatabaseSaysSo() {
        assertThat(post("/partners/%d/tests".formatted(acme.id()), goal(), dana))
                .hasStatus3xxRedirection();
        assertThat(post("/partners/%d/tests".formatted(acme.id()), goal(), dana))
                .hasStatus(422)
                .bodyText()
                .contains("A test is running");
        assertThat(catchThrowable(() -> jdbc.sql("""
                        insert into ninety_day_test (partner_id, goal, starts_on, ends_on, verdict, created_at)
                        values (?, 'Another', date '2026-11-01', date '2027-01-30', 'AT_RISK', now())
                        """).param(acme.id()).update()))
                .hasMessageContaining("one_running_test_per_partner");
    }

    @Test
    void aTestCountsIntrosProposesAtRiskAndIsFollowedByWhatItsVerdictAsksFor() {
        var form = new HashMap<>(goal());
        form.put("startsOn", "2026-10-01");
        assertThat(post("/partners/%d/tests".formatted(acme.id()), form, dana)).hasStatus3xxRedirection();
        assertThat(get("/partners/" + acme.id(), dana))
                .bodyText()
                .contains("0 of 3 intros", "the calendar asks for 1 by today", "At risk?");
        assertThat(post("/partners/%d/intros".formatted(acme.id()), intro("Globex"), dana))
                .hasStatus3xxRedirection();
        assertThat(get("/partners/" + acme.id(), dana))
                .bodyText()
                .contains("1 of 3 intros")
                .doesNotContain("At risk?");
        var id = one("select id from ninety_day_test where partner_id = ?");
        var verdict = "/tests/%d/verdict".formatted(id);
        assertThat(location(post(verdict, Map.of("verdict", "FAILED"), dana)))
                .isEqualTo("/tests/%d/next".formatted(id));
        assertThat(get("/tests/%d/next".formatted(id), dana))
                .hasStatusOk()
                .bodyText()
                .contains("Pause it", "Remove it");
        assertThat(post(verdict, Map.of("verdict", "ON_TRACK"), dana)).hasStatus3xxRedirection();
        assertThat(post(verdict, Map.of("verdict", "DELIVERED"), dana)).hasStatus3xxRedirection();
        assertThat(get("/tests/%d/next".formatted(id), dana))
                .hasStatusOk()
                .bodyText()
                .contains("The next ninety days", "Three intros", "2026-11-18")
                .doesNotContain("Pause it");
        assertThat(post("/partners/%d/tests".formatted(acme.id()), goal(), dana))
                .hasStatus3xxRedirection();
        assertThat(get("/partners/" + acme.id(), dana))
                .bodyText()
                .contains("Delivered", "1 of 3 intros", "0 of 3 intros");
        assertThat(post(
                        "/tests/%d/calling-off"
                                .formatted(one("select max(id) from ninety_day_test where partner_id = ?")),
                        Map.of("why", "Wrong company"),
                        dana))
                .hasStatus3xxRedirection();
        assertThat(get("/partners/" + acme.id(), dana)).bodyText().contains("Called off", "Wrong company");
    }

    @Test
    void ofTwoMergedPartnersThatBothRunATestTheOthersGoesOnAndWhatIsKnownComesAlong() {
        var other = partners.partner(PartnerSamples.name("Other"), 1, dana.id(), null);
        save("identification", Map.of("region", "Nordics", "vertical", "Retail"));
        save("phases", Map.of("phase", "2", "phase2", "2026-02-03"));
        assertThat(post("/partners/%d/sections/identification".formatted(other.id()), Map.of("region", "DACH"), dana))
                .hasStatus3xxRedirection();
        for (var partner : List.of(acme, other))
            assertThat(post("/partners/%d/tests".formatted(partner.id()), goal(), dana))
                    .hasStatus3xxRedirection();
        assertThat(post("/partners/%d/merger".formatted(acme.id()), Map.of("into", "" + other.id()), team.opsLead()))
                .hasStatus3xxRedirection();
        assertThat(get("/partners/" + other.id(), dana))
                .bodyText()
                .contains("DACH", "Retail", "Phase 2", "Called off", "90 days left")
                .doesNotContain("Nordics");
        assertThat(get("/partners/%d/changes".formatted(other.id()), dana))
                .bodyText()
                .contains("Nordics");
    }

    @Test
    void anotherWindowShowsByNameWhoWouldSlipBeforeItIsSaved() {
        var admin = team.admin();
        var name = PartnerSamples.name("Window");
        jdbc.sql("update programme set known_since = '2026-01-01'").update();
        post("/admin/tiers", Map.of("name", name, "rank", "9", "days", "20", "lead", "3"), admin);
        var tier = jdbc.sql("select id from tier where name = ?")
                .param(name)
                .query(Long.class)
                .single();
        var silent = tiered(name + " silent", tier, "2026-11-03T09:00:00Z");
        tiered(name + " lively", tier, "2026-11-15T09:00:00Z");
        var form = new HashMap<>(Map.of(
                "was.name",
                name,
                "name",
                name,
                "was.rank",
                "9",
                "rank",
                "9",
                "was.days",
                "20",
                "days",
                "10",
                "was.lead",
                "3",
                "lead",
                "3"));
        assertThat(post("/admin/tiers/" + tier, form, admin))
                .hasStatusOk()
                .bodyText()
                .contains(silent.name(), "1 partner would become slipped", "2 of 2 = 100%", "1 of 2 = 50%")
                .doesNotContain(name + " lively");
        assertThat(windows(tier)).containsExactly(20);
        form.put("seen", "10/3");
        assertThat(post("/admin/tiers/" + tier, form, admin)).hasStatus3xxRedirection();
        assertThat(get("/partners/" + silent.id(), admin)).bodyText().contains("5 days past the 10-day window");
    }

    @Test
    void adminsEditTheListOfTypesAndATypeThatIsNotOfferedStaysWithItsPartners() {
        var admin = team.admin();
        var name = PartnerSamples.name("Type");
        assertThat(post("/admin/types", Map.of("name", name), admin)).hasStatus3xxRedirection();
        assertThat(post("/admin/types", Map.of("name", name), admin))
                .hasStatus(422)
                .bodyText()
                .contains("already a type");
        var type = types.named(name).orElseThrow();
        save("identification", Map.of("typeId", "" + type.id()));
        assertThat(post("/admin/types/%d/archiving".formatted(type.id()), Map.of(), admin))
                .hasStatus3xxRedirection();
        assertThat(get("/partners/" + acme.id(), dana)).bodyText().contains(name);
        assertThat(get("/partners/%d/sections/identification".formatted(acme.id()), dana))
                .bodyText()
                .contains(name + " (no longer offered)");
        assertThat(get("/admin/audit?about=partner type&id=" + type.id(), admin))
                .hasStatusOk()
                .bodyText()
                .contains("archived", name)
                .doesNotContain(acme.name());
    }

    private Partner tiered(String name, long tier, String touched) {
        var partner = partners.create(
                PartnerDraft.of(name, tier, null, ProgrammeStatus.ACTIVE).since(LocalDate.of(2026, 1, 1)));
        touches.sent(partner, Instant.parse(touched));
        return partner;
    }

    private List<Integer> windows(long tier) {
        return jdbc.sql("select window_days from tier_window where tier_id = ? order by since nulls first")
                .param(tier)
                .query((row, index) -> row.getInt(1))
                .list();
    }

    private static Map<String, String> goal() {
        return Map.of("goal", "Three intros", "target", "3", "unit", "INTROS", "startsOn", "2026-11-18");
    }

    private static Map<String, String> intro(String account) {
        return Map.of("account", account, "madeOn", "2026-11-02");
    }

    private void save(String section, Map<String, String> form) {
        assertThat(post("/partners/%d/sections/%s".formatted(acme.id(), section), form, dana))
                .hasStatus3xxRedirection();
    }

    private void refuses(String section, Map<String, String> form, String why) {
        assertThat(post("/partners/%d/sections/%s".formatted(acme.id(), section), form, dana))
                .hasStatus(422)
                .bodyText()
                .contains(why);
    }

    private String profile(String column) {
        return jdbc.sql("select " + column + " from partner where id = ?")
                .param(acme.id())
                .query(String.class)
                .single();
    }

    private long one(String sql) {
        return jdbc.sql(sql).param(acme.id()).query(Long.class).single();
    }

    private MvcTestResult get(String path, Member by) {
        return mvc.get().uri(path).with(As.signedIn(by.signedIn())).exchange();
    }

    private MvcTestResult post(String path, Map<String, String> form, Member by) {
        var request = mvc.post().uri(path).with(As.signedIn(by.signedIn())).with(csrf());
        for (var field : form.entrySet()) request = request.param(field.getKey(), field.getValue());
        return request.exchange();
    }

    private static String location(MvcTestResult result) {
        assertThat(result).hasStatus3xxRedirection();
        return String.valueOf(result.getResponse().getHeader("Location"));
    }
}
