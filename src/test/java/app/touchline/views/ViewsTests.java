package app.touchline.views;

import java.net.URI;
import java.time.LocalDate;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.util.HtmlUtils;

import app.touchline.action.Action.Plan;
import app.touchline.action.ActionType;
import app.touchline.action.NextSteps;
import app.touchline.team.Member;
import app.touchline.testing.As;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchRows;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

@TouchlineTest
class ViewsTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    NextSteps steps;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TeamSamples team;

    @Autowired
    TouchRows touches;

    @Autowired
    JdbcClient jdbc;

    private Member dana;

    @BeforeEach
    void dana() {
        jdbc.sql("update programme set zone = 'Europe/Berlin', known_since = '2026-01-01'")
                .update();
        dana = team.manager("Dana Weiss");
    }

    private String get(Member member, String path) throws Exception {
        var result = mvc.get().uri(path).with(As.signedIn(member.signedIn())).exchange();
        assertThat(result).hasStatusOk();
        return result.getResponse().getContentAsString();
    }

    @Test
    void thePartnersOfAnOwnerStandWithCadenceAndNextStep() throws Exception {
        var slipped = partners.partner(PartnerSamples.name("Slipped"), 1, dana.id(), null);
        touches.sent(slipped.id(), TestClock.START.minusSeconds(86_400 * 12));
        var never = partners.partner(PartnerSamples.name("Never"), 2, dana.id(), null);
        steps.set(
                dana.signedIn(),
                slipped.id(),
                new Plan(ActionType.RE_ENGAGE, "", LocalDate.of(2026, 11, 16), dana.id()));
        assertThat(get(dana, "/partners?owner=" + dana.id()))
                .containsSubsequence(
                        never.name(), "never", "No next step", slipped.name(), "12 d", "Re-engage", "2 d late");
    }

    @Test
    void isSortedFilteredAndSearchedInTheDatabase() throws Exception {
        var one = partners.partner(PartnerSamples.name("Sorted A"), 1, dana.id(), null);
        var two = partners.partner(PartnerSamples.name("Sorted B"), 2, dana.id(), null);
        partners.contact(two, "Tom Reid", PartnerSamples.name("tom").replace(' ', '.') + "@reid.test");
        var owner = "owner=" + dana.id();
        assertThat(get(dana, "/partners?sort=-name&" + owner)).containsSubsequence(two.name(), one.name());
        assertThat(get(dana, "/partners?tier=" + partners.tier(2).id() + "&" + owner))
                .contains(two.name())
                .doesNotContain(one.name());
        var asView = Pattern.compile("/views\\?f=[^\"]+")
                .matcher(get(dana, "/partners?tier=" + partners.tier(2).id() + "&" + owner));
        assertThat(asView.find()).isTrue();
        assertThat(mvc.get()
                        .uri(URI.create(HtmlUtils.htmlUnescape(asView.group())))
                        .with(As.signedIn(dana.signedIn())))
                .hasStatusOk()
                .bodyText()
                .contains(two.name())
                .doesNotContain(one.name());
        assertThat(get(dana, "/partners?q=reid&" + owner)).contains(two.name()).doesNotContain(one.name());
        assertThat(get(dana, "/partners?q=nobodylikethis&" + owner)).contains("No partner is like that");
    }

    @Test
    void anAddressThatMakesNoSenseShowsAllTheSame() throws Exception {
        assertThat(get(dana, "/partners?tier=x&page=-3&sort=;drop&cadence=often&status=!"))
                .contains("Partners");
    }

    @Test
    void anAddressSaysTheQuestionAgain() {
        var question = PartnersQuestion.of("a & b", "3", null, "active", "slipped", "-days", "2");
        assertThat(question.path())
                .isEqualTo("/partners?q=a%20%26%20b&tier=3&status=ACTIVE&cadence=slipped&sort=-days&page=2");
    }

    @Test
    void aPartnersPageShowsItAgainstItsWindow() throws Exception {
        var partner = partners.partner(PartnerSamples.name("Northwind"), 1, dana.id(), null);
        partners.contact(partner, "Priya Nair", PartnerSamples.name("priya").replace(' ', '.') + "@northwind.test");
        touches.sent(partner.id(), TestClock.START.minusSeconds(86_400 * 12));
        steps.set(
                dana.signedIn(),
                partner.id(),
                new Plan(ActionType.FOLLOW_UP, "renewal scope", LocalDate.of(2026, 11, 15), dana.id()));
        assertThat(get(dana, "/partners/" + partner.id()))
                .contains(partner.name(), "Owner Dana Weiss", "12 d", "5 days past the 7-day window")
                .contains("Follow-up · renewal scope", "3 d late", "Write to Priya Nair", "mailto:priya")
                .contains("1 touches of ours, 0 of theirs");
    }

    @Test
    void aViewerIsOfferedNoChange() throws Exception {
        var partner = partners.partner(PartnerSamples.name("Seen"), 1, dana.id(), null);
        assertThat(get(team.viewer(), "/partners/" + partner.id()))
                .contains("None is set")
                .doesNotContain("Set the next step");
        assertThat(get(team.viewer(), "/partners")).doesNotContain("New partner");
    }

    @Test
    void anArchivedPartnerSaysSoAndIsInNoList() throws Exception {
        var partner = partners.partner(PartnerSamples.name("Archived"), 1, dana.id(), null);
        jdbc.sql("update partner set archived_at = created_at where id = :id")
                .param("id", partner.id())
                .update();
        assertThat(get(dana, "/partners/" + partner.id())).contains("This partner is archived");
        assertThat(get(dana, "/partners?owner=" + dana.id())).doesNotContain(partner.name());
        assertThat(get(dana, "/search?q=Archived")).doesNotContain("/partners/" + partner.id() + "\"");
    }

    @Test
    void aPartnerThatIsNotThereIsNotFound() {
        assertThat(mvc.get().uri("/partners/999999999").with(As.signedIn(dana.signedIn())))
                .hasStatus(404);
    }

    @Test
    void searchFindsPartnersAndContactsByPartOfAName() throws Exception {
        var partner = partners.partner(PartnerSamples.name("Kestrel Cloud"), 1, dana.id(), null);
        var address = PartnerSamples.name("quentin").replace(' ', '.') + "@kestrel.test";
        partners.contact(partner, "Quentin Ash", address);
        assertThat(get(dana, "/search?q=KESTREL")).contains(partner.name());
        assertThat(get(dana, "/search?q=" + address)).contains("Quentin Ash");
        assertThat(get(dana, "/search?q=zzzzzz%25")).contains("Nothing found");
    }
}
