package app.touchline.partner;

import java.util.HashMap;
import java.util.Map;

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

import static app.touchline.testing.PartnerSamples.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@TouchlineTest
class PartnerPagesTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    PartnerSamples samples;

    @Autowired
    TeamSamples team;

    @Autowired
    PartnerEdit edit;

    @Autowired
    PartnerRecords records;

    @Autowired
    Partners partners;

    @Autowired
    JdbcClient jdbc;

    @Test
    void theFormOfANewPartnerStandsAndEntersOne() {
        assertThat(get("/partners/new")).hasStatusOk().bodyText().contains("Partner since", "2026-11-18");
        var acme = name("Form Acme");

        var sent = post(
                "/partners/new",
                Map.of(
                        "name",
                        acme,
                        "tierId",
                        "" + samples.tier(1).id(),
                        "status",
                        "TESTING",
                        "partnerSince",
                        "2026-01-15",
                        "domains",
                        "form-%d.test".formatted(acme.hashCode() & 0xffffff)));

        assertThat(sent).hasStatus3xxRedirection();
        assertThat(jdbc.sql("""
                select status || ' ' || h.since from partner p join partner_status h on h.partner_id = p.id where p.name = :name
                """.replace("status ||", "p.status ||"))
                        .param("name", acme)
                        .query(String.class)
                        .single())
                .isEqualTo("TESTING 2026-01-15");
    }

    @Test
    void aNameThatIsTakenIsSaidWithALinkAndNothingTypedIsLost() {
        var taken = samples.tierOne(name("Form Acme"));

        var sent = post(
                "/partners/new",
                Map.of(
                        "name",
                        taken.name(),
                        "tierId",
                        "" + samples.tier(2).id(),
                        "status",
                        "ACTIVE",
                        "notes",
                        "typed with care"));

        assertThat(sent)
                .hasStatus(422)
                .bodyText()
                .contains("There is already a partner named", "/partners/" + taken.id(), "typed with care");
    }

    @Test
    void aPartnerManagerMayWriteNotesOfAnothersPartnerButNotMoveIt() {
        var owner = team.manager("Olga Owner");
        var other = team.manager("Otto Other");
        var partner = samples.partner(name("Form Acme"), 1, owner.id(), null);
        var form = fields(partner);
        form.put("notes", "seen at the fair");
        form.put("tierId", "" + samples.tier(3).id());

        assertThat(mvc.post()
                        .uri("/partners/{id}/edit", partner.id())
                        .with(As.signedIn(other.signedIn()))
                        .with(csrf())
                        .params(values(form)))
                .hasStatus3xxRedirection();

        var now = jdbc.sql("select notes || ' ' || tier_id from partner where id = :id")
                .param("id", partner.id())
                .query(String.class)
                .single();
        assertThat(now).isEqualTo("seen at the fair " + samples.tier(1).id());
        assertThat(mvc.post()
                        .uri("/partners/{id}/tier", partner.id())
                        .with(As.signedIn(other.signedIn()))
                        .with(csrf())
                        .param("to", "1")
                        .param("on", "2026-11-18"))
                .hasStatus(403);
    }

    @Test
    void theOtherFormsStand() {
        var partner = samples.tierOne(name("Form Acme"));
        var contact = samples.contact(partner, "Ada Form", "ada@form-%d.test".formatted(partner.id()));

        for (var what : new String[] {"edit", "tier", "owner", "status", "domains", "contacts/new"})
            assertThat(get("/partners/%d/%s".formatted(partner.id(), what)))
                    .as(what)
                    .hasStatusOk();
        assertThat(get("/contacts/%d/edit".formatted(contact.id())))
                .hasStatusOk()
                .bodyText()
                .contains("Ada Form");
        assertThat(get("/admin/tiers")).hasStatusOk().bodyText().contains("Tier 1", "since the beginning");
        assertThat(get("/admin/import")).hasStatusOk().bodyText().contains("tier_since");
    }

    @Test
    void aMoveIsDatedAndOneAheadIsRefused() {
        var partner = samples.tierOne(name("Form Acme"));
        var tier = "" + samples.tier(2).id();

        assertThat(post("/partners/%d/tier".formatted(partner.id()), Map.of("to", tier, "on", "2026-11-19")))
                .hasStatus(422)
                .bodyText()
                .contains("still to come");
        assertThat(post("/partners/%d/tier".formatted(partner.id()), Map.of("to", tier, "on", "2026-11-02")))
                .hasStatus3xxRedirection();
    }

    @Test
    void aFreeMailDomainIsRefusedAndTheAdminMayInsist() {
        var partner = samples.tierOne(name("Form Acme"));

        assertThat(post("/partners/%d/domains".formatted(partner.id()), Map.of("domain", "web.de")))
                .hasStatus(422)
                .bodyText()
                .contains("free-mail domain", "all the same");
    }

    @Test
    void aContactIsEnteredMovedArchivedAndBroughtBack() {
        var partner = samples.tierOne(name("Form Acme"));
        var other = samples.tierOne(name("Form Beta"));
        var address = "cleo@form-%d.test".formatted(partner.id());

        assertThat(post(
                        "/partners/%d/contacts/new".formatted(partner.id()),
                        Map.of("name", "Cleo", "role", "AE", "addresses", address)))
                .hasStatus3xxRedirection();
        assertThat(post(
                        "/partners/%d/contacts/new".formatted(partner.id()),
                        Map.of("name", "Cleo 2", "role", "AE", "addresses", address)))
                .hasStatus(422)
                .bodyText()
                .contains("already belongs to Cleo");
        var id = jdbc.sql("select contact_id from contact_address where address = :a")
                .param("a", address)
                .query(Long.class)
                .single();
        assertThat(post("/contacts/%d/move".formatted(id), Map.of("partner", other.name(), "from", "2026-11-01")))
                .hasStatus3xxRedirection();
        assertThat(post("/contacts/%d/key".formatted(id), Map.of())).hasStatus3xxRedirection();
        assertThat(post("/contacts/%d/archiving".formatted(id), Map.of())).hasStatus3xxRedirection();
        assertThat(post("/contacts/%d/restoration".formatted(id), Map.of())).hasStatus3xxRedirection();
        assertThat(post("/partners/%d/archiving".formatted(partner.id()), Map.of()))
                .hasStatus3xxRedirection();
        assertThat(post("/partners/%d/restoration".formatted(partner.id()), Map.of()))
                .hasStatus3xxRedirection();
    }

    @Test
    void aTierIsAddedAndItsWindowChangedFromToday() {
        var gold = name("Gold");
        assertThat(post("/admin/tiers", Map.of("name", gold, "rank", "9", "days", "5", "lead", "5")))
                .hasStatus(422)
                .bodyText()
                .contains("“Due soon” begins between 0 and 4 days");
        assertThat(post("/admin/tiers", Map.of("name", gold, "rank", "9", "days", "5", "lead", "1")))
                .hasStatus3xxRedirection();
        var id = jdbc.sql("select id from tier where name = :n")
                .param("n", gold)
                .query(Long.class)
                .single();
        var opened = Map.of("was.name", gold, "was.rank", "9", "was.days", "5", "was.lead", "1");
        var form = new HashMap<>(opened);
        form.putAll(Map.of("name", gold, "rank", "9", "days", "10", "lead", "3"));
        assertThat(post("/admin/tiers/" + id, form)).hasStatus3xxRedirection();
        assertThat(jdbc.sql(
                                "select coalesce(since::text, '-') || ' ' || window_days from tier_window where tier_id = :id order by since nulls first")
                        .param("id", id)
                        .query((row, index) -> row.getString(1))
                        .list())
                .containsExactly("- 5", "2026-11-18 10");
        assertThat(post("/admin/tiers/%d/archiving".formatted(id), Map.of())).hasStatus3xxRedirection();
    }

    private Map<String, String> fields(Partner partner) {
        var fields = new HashMap<String, String>();
        edit.open(partner).typed().forEach((field, value) -> {
            fields.put(field, value);
            fields.put(app.touchline.web.EditForm.WAS + field, value);
        });
        return fields;
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).with(As.a(Role.ADMIN)).exchange();
    }

    private MvcTestResult post(String path, Map<String, String> form) {
        return mvc.post()
                .uri(path)
                .with(As.a(Role.ADMIN))
                .with(csrf())
                .params(values(form))
                .exchange();
    }

    private static org.springframework.util.MultiValueMap<String, String> values(Map<String, String> form) {
        var values = new org.springframework.util.LinkedMultiValueMap<String, String>();
        form.forEach(values::add);
        return values;
    }
}
