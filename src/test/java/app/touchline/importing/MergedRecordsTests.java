package app.touchline.importing;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import app.touchline.importing.ImportUndoing.Left;
import app.touchline.partner.Partner;
import app.touchline.partner.PartnerMerging;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TouchlineTest;

import static app.touchline.testing.PartnerSamples.ADMIN;
import static app.touchline.testing.PartnerSamples.name;
import static org.assertj.core.api.Assertions.assertThat;

/** What two partners brought along and what came of it, when they turn out to be one; and what an import can undo then. */
@TouchlineTest
class MergedRecordsTests {

    @Autowired
    PartnerMerging merging;

    @Autowired
    PartnerSamples samples;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    private Bringing bringing;

    @Autowired
    void bringing(ApplicationContext context) {
        bringing = new Bringing(context);
    }

    @Test
    void answersTestsIntrosLeadsOpeningValuesAndPhasesAreTheOnesThatStays() {
        var away = samples.tierOne(name("Away"));
        var into = samples.tierOne(name("Into"));
        bringing.bring("""
                partner,icp_match,accounts_named,intro_mechanism,economics,test_goal,test_start,test_verdict,intros_made,first_touch,phase,phase_1
                %s,yes,A; B; C,mapping,yes,Three intros,2026-10-01,On track,3,2024-02-03,2,2025-01-02
                %s,,,,,Two deals,2026-10-05,At risk,4,2025-02-03,,
                """.formatted(away.name(), into.name()));
        intro(away, "Globex", "2026-10-10");
        intro(into, "Initech", "2026-10-11");
        leads(away, 2, "2026-10-10");
        leads(into, 3, "2026-10-10");
        leads(away, 5, "2026-10-17");

        merging.merge(away.id(), into.id(), ADMIN);

        assertThat(of(into, "select passed || ' ' || accounts_named from qualification where partner_id = :id"))
                .containsExactly("true 3");
        assertThat(
                        of(
                                into,
                                "select goal || ' ' || verdict || ' ' || (called_off_on is null) from ninety_day_test where partner_id = :id order by goal"))
                .containsExactly("Three intros ON_TRACK false", "Two deals AT_RISK true");
        assertThat(of(into, "select account from intro where partner_id = :id order by account"))
                .containsExactly("Globex", "Initech");
        assertThat(of(into, "select told_on || ' ' || leads from lead_count where partner_id = :id order by told_on"))
                .containsExactly("2026-10-10 5", "2026-10-17 5");
        assertThat(
                        of(
                                into,
                                "select measure || ' ' || coalesce(amount::text, day::text) from opening_value where partner_id = :id order by measure"))
                .containsExactly("FIRST_TOUCH 2024-02-03", "INTROS_MADE 7.00");
        assertThat(of(into, "select phase::text from partner where id = :id")).containsExactly("2");
        assertThat(of(into, "select phase || ' ' || since from partner_phase where partner_id = :id"))
                .containsExactly("1 2025-01-02");
        for (var table : List.of("qualification", "ninety_day_test", "intro", "lead_count", "opening_value"))
            assertThat(of(away, "select 'left' from %s where partner_id = :id".formatted(table)))
                    .as(table)
                    .isEmpty();
        assertThat(mvc.get().uri("/partners/" + into.id()).with(As.a(Role.ADMIN)))
                .hasStatusOk()
                .bodyText()
                .contains("Globex", "Three intros", "Two partners became one");
    }

    @Test
    void anImportIsUndoneButForPartnersThatWereMergedSince() {
        var away = samples.tierOne(name("Away"));
        var into = samples.tierOne(name("Into"));
        var other = samples.tierOne(name("Other"));
        var fresh = name("Fresh away");
        var job = bringing.bring("""
                partner,tier,intros_made,notes
                %s,,3,
                %s,,,from the table
                %s,,5,
                %s,Tier 2,6,
                """.formatted(away.name(), into.name(), other.name(), fresh))
                .job();
        merging.merge(away.id(), into.id(), ADMIN);
        var freshId = jdbc.sql("select id from partner where name = :name")
                .param("name", fresh)
                .query(Long.class)
                .single();
        merging.merge(freshId, other.id(), ADMIN);

        assertThat(bringing.undo(job).left())
                .extracting(Left::name)
                .containsExactlyInAnyOrder(away.name(), other.name(), fresh);
        assertThat(of(into, "select notes from partner where id = :id"))
                .as("what the merging left alone is put back")
                .containsExactly("");
        assertThat(of(into, "select measure || ' ' || amount from opening_value where partner_id = :id"))
                .containsExactly("INTROS_MADE 3.00");
        assertThat(of(other, "select measure || ' ' || amount from opening_value where partner_id = :id"))
                .containsExactly("INTROS_MADE 11.00");
    }

    private void intro(Partner partner, String account, String on) {
        jdbc.sql(
                        "insert into intro (partner_id, account, made_on, created_at) values (:id, :account, cast(:on as date), now())")
                .param("id", partner.id())
                .param("account", account)
                .param("on", on)
                .update();
    }

    private void leads(Partner partner, int leads, String on) {
        jdbc.sql(
                        "insert into lead_count (partner_id, told_on, leads, created_at) values (:id, cast(:on as date), :leads, now())")
                .param("id", partner.id())
                .param("leads", leads)
                .param("on", on)
                .update();
    }

    private List<String> of(Partner partner, String sql) {
        return jdbc.sql(sql)
                .param("id", partner.id())
                .query((row, index) -> row.getString(1))
                .list();
    }
}
