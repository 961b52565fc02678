package app.touchline.partner;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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
import app.touchline.web.EditForm;

import static app.touchline.testing.PartnerSamples.ADMIN;
import static app.touchline.testing.PartnerSamples.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Two people with the same form open; forms sent twice; forms that say what no list offers. Nobody loses anything. */
@TouchlineTest
class EditingTogetherTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    PartnerSamples samples;

    @Autowired
    TeamSamples team;

    @Autowired
    PartnerEdit partnerEdit;

    @Autowired
    ContactEdit contactEdit;

    @Autowired
    PartnerRecords partnerRecords;

    @Autowired
    ContactRecords contactRecords;

    @Autowired
    Partners partners;

    @Autowired
    JdbcClient jdbc;

    @Test
    void anEditOfAPartnerChangesOnlyWhatWasTouched() {
        var partner = samples.tierOne(name("Form Acme"));
        var form = fields(partnerEdit.open(partner));
        partnerRecords.setStatus(partner.id(), ProgrammeStatus.PAUSED, LocalDate.of(2026, 11, 18), ADMIN);

        form.put("notes", "my notes");
        var sent = post("/partners/" + partner.id() + "/edit", form);

        assertThat(sent).hasStatus3xxRedirection();
        assertThat(toast(sent)).contains("The status changed meanwhile to “Paused”");
        var now = partners.findById(partner.id()).orElseThrow();
        assertThat(now.notes()).isEqualTo("my notes");
        assertThat(now.status()).isEqualTo(ProgrammeStatus.PAUSED);
    }

    @Test
    void theSecondEditorOfAPartnerIsToldWhatChangedAndLosesNothingTyped() {
        var partner = samples.tierOne(name("Form Acme"));
        var form = fields(partnerEdit.open(partner));
        partnerRecords.note(partner.id(), "their notes", ADMIN);
        partnerRecords.moveTo(partner.id(), samples.tier(2).id(), LocalDate.of(2026, 11, 18), ADMIN);

        form.put("notes", "my notes");
        form.put("tierId", "" + samples.tier(3).id());
        var sent = post("/partners/" + partner.id() + "/edit", form);

        assertThat(sent)
                .hasStatus(422)
                .bodyText()
                .contains("The notes changed meanwhile", "their notes", "my notes")
                .contains("The tier changed meanwhile", "<blockquote>Tier 2</blockquote>");
        assertThat(partners.findById(partner.id()).orElseThrow().notes()).isEqualTo("their notes");

        var again = fields(partnerEdit.open(partner));
        again.put("notes", "my notes");
        again.put("tierId", "" + samples.tier(3).id());
        assertThat(post("/partners/" + partner.id() + "/edit", again)).hasStatus3xxRedirection();
        assertThat(partners.findById(partner.id()).orElseThrow().notes()).isEqualTo("my notes");
    }

    @Test
    void domainsThatBothChangedAreNotLostEither() {
        var partner = samples.tierOne(name("Form Acme"));
        var form = fields(partnerEdit.open(partner));
        var theirs = "theirs-%d.test".formatted(partner.id());
        samples.domain(partner, theirs);

        form.put("domains", "mine-%d.test".formatted(partner.id()));

        assertThat(post("/partners/" + partner.id() + "/edit", form))
                .hasStatus(422)
                .bodyText()
                .contains("The domains changed meanwhile", theirs);
    }

    @Test
    void anEditOfAContactChangesOnlyWhatWasTouched() {
        var partner = samples.tierOne(name("Form Acme"));
        var contact = samples.contact(partner, "Ada Form", "ada@edit-%d.test".formatted(partner.id()));
        var form = fields(contactEdit.open(contact.id()).orElseThrow().form());
        var theirs = "ada.form@edit-%d.test".formatted(partner.id());
        contactRecords.change(contact.id(), "Ada Form", ContactRole.OTHER, "", List.of(theirs), ADMIN);

        form.put("role", "EXECUTIVE");
        var sent = post("/contacts/%d/edit".formatted(contact.id()), form);

        assertThat(sent).hasStatus3xxRedirection();
        assertThat(toast(sent)).contains("The addresses changed meanwhile to “" + theirs + "”");
        var now = contactEdit.open(contact.id()).orElseThrow().form();
        assertThat(now.get("addresses")).isEqualTo(theirs);
        assertThat(now.get("role")).isEqualTo("EXECUTIVE");
    }

    @Test
    void theSecondEditorOfAContactIsToldWhatChangedAndLosesNothingTyped() {
        var partner = samples.tierOne(name("Form Acme"));
        var contact = samples.contact(partner, "Ada Form", "ada@edit-%d.test".formatted(partner.id()));
        var form = fields(contactEdit.open(contact.id()).orElseThrow().form());
        contactRecords.change(contact.id(), "Ada Theirs", ContactRole.AE, "", List.copyOf(contact.addresses()), ADMIN);

        form.put("name", "Ada Mine");
        var sent = post("/contacts/%d/edit".formatted(contact.id()), form);

        assertThat(sent)
                .hasStatus(422)
                .bodyText()
                .contains("The name changed meanwhile", "Ada Theirs", "value=\"Ada Mine\"")
                .contains("name=\"was.role\" value=\"AE\"");
        form.put(EditForm.WAS + "name", "Ada Theirs");
        assertThat(post("/contacts/%d/edit".formatted(contact.id()), form)).hasStatus3xxRedirection();
        var now = contactEdit.open(contact.id()).orElseThrow().form();
        assertThat(now.get("name")).isEqualTo("Ada Mine");
        assertThat(now.get("role")).isEqualTo("AE");
    }

    @Test
    void theSecondEditorOfAnIntroIsToldWhatChangedAndAFormSentTwiceNotesOne() {
        var partner = samples.tierOne(name("Form Acme"));
        var note = Map.of(
                "account",
                "Globex",
                "madeOn",
                "2026-11-10",
                "formKey",
                UUID.randomUUID().toString());
        for (var twice = 0; twice < 2; twice++)
            assertThat(post("/partners/%d/intros".formatted(partner.id()), note))
                    .hasStatus3xxRedirection();
        var id = only("select id from intro where partner_id = :id", partner.id());
        var before = Map.of("was.account", "Globex", "was.madeOn", "2026-11-10");
        var theirs = with(before, "account", "Globex Inc", "note", "by mail");
        assertThat(post("/intros/%d/edit".formatted(id), theirs)).hasStatus3xxRedirection();

        assertThat(post(
                        "/intros/%d/edit".formatted(id),
                        with(before, "account", "Globex Ltd", "qualifiedOn", "2026-11-12")))
                .hasStatus(422)
                .bodyText()
                .contains("The account changed meanwhile", "Globex Inc", "value=\"Globex Ltd\"", "2026-11-12");
        var sent = post("/intros/%d/edit".formatted(id), with(before, "qualifiedOn", "2026-11-12"));
        assertThat(toast(sent)).contains("The account changed meanwhile to “Globex Inc”");
        assertThat(jdbc.sql("select account || ' ' || note || ' ' || qualified_on from intro where id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .isEqualTo("Globex Inc by mail 2026-11-12");
    }

    @Test
    void theSecondEditorOfANinetyDayTestIsToldWhatChangedAndAFormSentTwiceBeginsOne() {
        var partner = samples.tierOne(name("Form Acme"));
        var begin = Map.of(
                "goal",
                "Three intros",
                "startsOn",
                "2026-11-10",
                "formKey",
                UUID.randomUUID().toString());
        for (var twice = 0; twice < 2; twice++)
            assertThat(post("/partners/%d/tests".formatted(partner.id()), begin))
                    .hasStatus3xxRedirection();
        var id = only("select id from ninety_day_test where partner_id = :id", partner.id());
        var before = Map.of("was.goal", "Three intros", "was.startsOn", "2026-11-10");
        assertThat(post("/tests/%d/edit".formatted(id), with(before, "goal", "Four intros")))
                .hasStatus3xxRedirection();

        assertThat(post("/tests/%d/edit".formatted(id), with(before, "goal", "Five intros", "startsOn", "2026-11-11")))
                .hasStatus(422)
                .bodyText()
                .contains("The goal changed meanwhile", "Four intros", "Five intros", "2026-11-11");
        assertThat(post("/tests/%d/edit".formatted(id), with(before, "startsOn", "2026-11-11")))
                .hasStatus3xxRedirection();
        assertThat(jdbc.sql("select goal || ' ' || starts_on from ninety_day_test where id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .isEqualTo("Four intros 2026-11-11");
    }

    @Test
    void whoMovesAPartnerThatSomebodyElseMovedMeanwhileIsTold() {
        var partner = samples.tierOne(name("Form Acme"));
        var path = "/partners/%d/tier".formatted(partner.id());
        var first = "" + samples.tier(1).id();
        var second = Map.of("was.to", first, "to", "" + samples.tier(2).id(), "on", "2026-11-10");
        for (var twice = 0; twice < 2; twice++) assertThat(post(path, second)).hasStatus3xxRedirection();
        assertThat(only("select count(*) from partner_tier where partner_id = :id", partner.id()))
                .isEqualTo(2);

        var third = "" + samples.tier(3).id();
        assertThat(post(path, Map.of("was.to", first, "to", third, "on", "2026-11-12")))
                .hasStatus(422)
                .bodyText()
                .contains("Meanwhile somebody changed it to “Tier 2”", "2026-11-12")
                .containsPattern("value=\"%s\"[^>]*selected".formatted(third))
                .contains(
                        "name=\"was.to\" value=\"%d\"".formatted(samples.tier(2).id()));
        assertThat(post(
                        "/partners/%d/owner".formatted(partner.id()),
                        Map.of("was.to", "", "to", "", "on", "2026-11-12")))
                .hasStatus3xxRedirection();
        assertThat(only("select count(*) from partner_tier where partner_id = :id", partner.id()))
                .isEqualTo(2);
    }

    @Test
    void whoMovesAContactThatSomebodyElseMovedMeanwhileIsTold() {
        var from = samples.tierOne(name("Form From"));
        var there = samples.tierOne(name("Form There"));
        var elsewhere = samples.tierOne(name("Form Elsewhere"));
        var contact = samples.contact(from, "Ada Form", "ada@move-%d.test".formatted(from.id()));
        var path = "/contacts/%d/move".formatted(contact.id());
        var move = Map.of("at", "" + from.id(), "partner", there.name(), "from", "2026-11-10");
        for (var twice = 0; twice < 2; twice++)
            assertThat(post(path, move)).hasRedirectedUrl("/partners/" + there.id());
        assertThat(only("select count(*) from contact_place where contact_id = :id", contact.id()))
                .isEqualTo(2);

        assertThat(post(path, Map.of("at", "" + from.id(), "partner", elsewhere.name(), "from", "2026-11-12")))
                .hasStatus(422)
                .bodyText()
                .contains("Meanwhile somebody moved this contact to " + there.name(), elsewhere.name(), "2026-11-12");
        assertThat(only("select count(*) from contact_place where contact_id = :id", contact.id()))
                .isEqualTo(2);
    }

    private long only(String sql, long id) {
        return jdbc.sql(sql).param("id", id).query(Long.class).single();
    }

    private static Map<String, String> with(Map<String, String> before, String... fields) {
        var form = new HashMap<>(before);
        for (var i = 0; i < fields.length; i += 2) form.put(fields[i], fields[i + 1]);
        return form;
    }

    @Test
    void theSecondEditorOfATierIsToldWhatChanged() {
        var gold = name("Gold");
        post("/admin/tiers", Map.of("name", gold, "rank", "9", "days", "20", "lead", "3"));
        var id = jdbc.sql("select id from tier where name = :n")
                .param("n", gold)
                .query(Long.class)
                .single();
        var before = Map.of("was.name", gold, "was.rank", "9", "was.days", "20", "was.lead", "3");
        var theirs = new HashMap<>(before);
        theirs.put("days", "10");
        assertThat(post("/admin/tiers/" + id, theirs)).hasStatus3xxRedirection();

        var mine = new HashMap<>(before);
        mine.put("days", "12");
        assertThat(post("/admin/tiers/" + id, mine))
                .hasStatus(422)
                .bodyText()
                .contains("The window changed meanwhile", "Theirs: 10.", "value=\"12\"");
        mine.remove("days");
        mine.put("lead", "2");
        assertThat(post("/admin/tiers/" + id, mine)).hasStatus3xxRedirection();
        assertThat(jdbc.sql(
                                "select window_days || ' ' || lead_days from tier_window where tier_id = :id and since is not null")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .isEqualTo("10 2");
        assertThat(post("/admin/tiers/%d/archiving".formatted(id), Map.of())).hasStatus3xxRedirection();
    }

    @Test
    void aContactsFormSentTwiceEntersOne() {
        var partner = samples.tierOne(name("Form Acme"));
        var form = Map.of(
                "name",
                "Nora Nomail",
                "role",
                "SE",
                "formKey",
                UUID.randomUUID().toString());
        var path = "/partners/%d/contacts/new".formatted(partner.id());

        assertThat(post(path, form)).hasStatus3xxRedirection();
        assertThat(post(path, form)).hasStatus3xxRedirection();

        assertThat(jdbc.sql("select count(*) from contact_place where partner_id = :id")
                        .param("id", partner.id())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void whatNoListOffersIsSaidBesideTheField() {
        var partner = samples.tierOne(name("Form Acme"));
        var viewer = team.viewer();
        var tampered = Map.of(
                "status", List.of("GONE", "Choose a status from the list"),
                "tierId", List.of("999999", "Choose a tier from the list"),
                "ownerId", List.of("" + viewer.id(), "Choose an owner from the list"));

        tampered.forEach((field, said) -> {
            var edited = fields(partnerEdit.open(partner));
            edited.put(field, said.getFirst());
            assertThat(post("/partners/%d/edit".formatted(partner.id()), edited))
                    .as(field)
                    .hasStatus(422)
                    .bodyText()
                    .contains("id=\"%s-problem\"".formatted(field), said.getLast());
            var entered = new HashMap<>(Map.of(
                    "name", name("Tampered"), "tierId", "" + samples.tier(1).id(), "status", "ACTIVE"));
            entered.put(field, said.getFirst());
            assertThat(post("/partners/new", entered))
                    .as("new " + field)
                    .hasStatus(422)
                    .bodyText()
                    .contains("id=\"%s-problem\"".formatted(field), said.getLast());
        });
        assertThat(post("/partners/%d/contacts/new".formatted(partner.id()), Map.of("name", "Ada", "role", "EMPRESS")))
                .hasStatus(422)
                .bodyText()
                .contains("id=\"role-problem\"", "Choose a role from the list");
    }

    @Test
    void aManagerWhoEntersAPartnerForSomebodyElseIsToldSoBesideTheField() {
        var me = team.manager("Mona Manager");
        var other = team.manager("Otto Other");

        assertThat(mvc.post()
                        .uri("/partners/new")
                        .with(As.signedIn(me.signedIn()))
                        .with(csrf())
                        .param("name", name("Not Mine"))
                        .param("tierId", "" + samples.tier(1).id())
                        .param("status", "ACTIVE")
                        .param("ownerId", "" + other.id())
                        .param("notes", "typed with care"))
                .hasStatus(422)
                .bodyText()
                .contains("id=\"ownerId-problem\"", "Choose yourself", "typed with care");
    }

    private static Map<String, String> fields(EditForm form) {
        var fields = new HashMap<String, String>();
        form.typed().forEach((field, value) -> {
            fields.put(field, value);
            fields.put(EditForm.WAS + field, value);
        });
        return fields;
    }

    private static String toast(MvcTestResult sent) {
        return String.valueOf(sent.getMvcResult().getFlashMap().get("toast"));
    }

    private MvcTestResult post(String path, Map<String, String> form) {
        var request = mvc.post().uri(path).with(As.a(Role.ADMIN)).with(csrf());
        for (var field : form.entrySet()) request = request.param(field.getKey(), field.getValue());
        return request.exchange();
    }
}
