package app.touchline.views;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

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
        dana = team.manager(PartnerSamples.name("Dana Weiss"));
    }

    private String get(Member member, String path) throws Exception {
        var result = mvc.get().uri(path).with(As.signedIn(member.signedIn())).exchange();
        var elsewhere = result.getResponse().getRedirectedUrl();
        if (elsewhere != null)
            result = mvc.get()
                    .uri(URI.create(elsewhere))
                    .with(As.signedIn(member.signedIn()))
                    .exchange();
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
        assertThat(get(dana, "/partners?q=reid&" + owner)).contains(two.name()).doesNotContain(one.name());
        assertThat(get(dana, "/partners?q=tom&" + owner)).contains(two.name()).doesNotContain(one.name());
        partners.domain(one, "needle-%d.test".formatted(one.id()));
        assertThat(get(dana, "/partners?q=NEEDLE-%d&".formatted(one.id()) + owner))
                .contains(one.name())
                .doesNotContain(two.name());
        assertThat(get(dana, "/partners?q=nobodylikethis&" + owner)).contains("No partner is like that");
        assertThat(get(dana, "/partners?q=%&" + owner)).contains("No partner is like that");
    }

    @Test
    void anAddressThatMakesNoSenseShowsAllTheSame() throws Exception {
        assertThat(get(dana, "/partners?tier=x&page=-3&sort=;drop&cadence=often&status=!"))
                .contains("Partners");
        for (var nonsense : List.of(
                "f=last_touch:is:%2B999999999-01-01",
                "sort=tier&after=3:1e999999999", "sort=last_touch&before=3:2026-13-45", "after=x&before=-1:&c=tier"))
            assertThat(mvc.get().uri(URI.create("/partners?" + nonsense)).with(As.signedIn(dana.signedIn())))
                    .as(nonsense)
                    .hasStatusOk();
    }

    @Test
    void anAddressOfTheFormerListLeadsToTheViewThatShowsTheSame() {
        var leads = Map.of(
                "/partners?q=a%20%26%20b&tier=" + partners.tier(2).id()
                        + "&status=active&cadence=slipped&sort=-days&page=2",
                "/partners?q=a%20%26%20b&f=tier%3Ais%3ATier%202&f=status%3Ais%3AActive&f=cadence%3Ais%3ASlipped"
                        + "&c=partner&c=tier&c=owner&c=status&c=cadence&c=last_touch&c=next_action_date"
                        + "&sort=-days_since_touch&group=cadence",
                "/partners?sort=-silence&status=",
                "/partners?c=partner&c=tier&c=owner&c=status&c=cadence&c=last_touch&c=next_action_date&sort=cadence&group=cadence",
                "/partners?cadence=due_soon",
                "/partners?f=cadence%3Ais%3ADue%20soon",
                "/partners?page=2",
                "/partners",
                "/views?f=tier:is:Tier%201&c=partner&sort=partner",
                "/partners?f=tier%3Ais%3ATier%201&c=partner&sort=partner",
                "/partners?q=&f=&f=tier:is:Tier%201&f=",
                "/partners?f=tier%3Ais%3ATier%201");
        leads.forEach(
                (former, now) -> assertThat(mvc.get().uri(URI.create(former)).with(As.signedIn(dana.signedIn())))
                        .as(former)
                        .hasRedirectedUrl(now));
    }

    @Test
    void aQuickChoiceIsTheViewsOwnConditionAndLeavesTheOthers() throws Exception {
        assertThat(get(dana, "/partners?f=tier:is:Tier 1&f=region:is:EMEA"))
                .contains("<option value=\"tier:is:Tier 1\" selected=\"selected\">")
                .contains("<input type=\"hidden\" name=\"f\" value=\"region:is:EMEA\">")
                .doesNotContain("<input type=\"hidden\" name=\"f\" value=\"tier:is:Tier 1\">")
                .contains("Where Tier is Tier 1, Region is EMEA");
    }

    @Test
    void aNumberIsMoreAndADayIsLater() throws Exception {
        assertThat(get(dana, "/partners?f=days_since_touch:more:30&f=last_touch:less:today-30&f=region:more:E"))
                .contains("Where Days since last touch is more than 30, Last touch is earlier than today-30, "
                        + "Region is more or later than E");
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
                .contains(partner.name(), "Owner " + dana.name(), "12 d", "5 days past the 7-day window")
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
