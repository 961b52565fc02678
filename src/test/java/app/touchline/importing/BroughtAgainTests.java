package app.touchline.importing;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import app.touchline.importing.RowOutcome.Kind;
import app.touchline.partner.PartnerDraft;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static app.touchline.testing.PartnerSamples.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** A table comes again after it changed, or after something was done here: next actions, and companies that were passed on. */
@TouchlineTest
class BroughtAgainTests {

    @Autowired
    PartnerSamples samples;

    @Autowired
    TeamSamples team;

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
    void anotherDayAndTextChangeTheNextActionThatTheTableBrought() {
        var partner = samples.tierOne(name("Again"));
        bringing.bring(next(partner.name(), "Call", "2026-12-01"));

        assertThat(bringing.bring(next(partner.name(), "Call", "2026-11-25"))
                        .result()
                        .rows()
                        .getFirst()
                        .words())
                .containsExactly("next action Follow-up · Call on 2026-12-01 → Follow-up · Call on 2026-11-25");
        var job = bringing.bring(next(partner.name(), "Send the deck", "2026-11-27"))
                .job();

        assertThat(actions(partner.id())).containsExactly("FOLLOW_UP Send the deck 2026-11-27 open");
        bringing.undo(job);
        assertThat(actions(partner.id())).containsExactly("FOLLOW_UP Call 2026-11-25 open");
    }

    @Test
    void whatTheRowDoesNotSayOfTheNextActionStays() {
        var partner = samples.tierOne(name("Again"));
        var who = team.manager("Wim Again");
        bringing.bring(
                "partner,next_action,next_action_date,next_action_type,next_action_who\n%s,Call,2026-12-01,Re-engage,%s\n"
                        .formatted(partner.name(), who.email()));
        bringing.bring("partner,next_action_date\n%s,2026-12-08\n".formatted(partner.name()));

        assertThat(actions(partner.id())).containsExactly("RE_ENGAGE Call 2026-12-08 open");
        assertThat(jdbc.sql("select assignee_id from action where partner_id = :id")
                        .param("id", partner.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(who.id());
    }

    @Test
    void anActionSetHereIsTheTablesWhereItIsCalledTheSameAndAnotherIsNot() {
        var partner = samples.tierOne(name("Again"));
        var other = samples.tierOne(name("Again"));
        for (var each : List.of(partner, other))
            jdbc.sql(
                            "insert into action (partner_id, type, note, due, assignee_id, created_at) values (:id, 'FOLLOW_UP', 'Call', '2026-12-01', :who, now())")
                    .param("id", each.id())
                    .param("who", team.manager("Wim Again").id())
                    .update();

        bringing.bring(next(partner.name(), "Call", "2026-12-03"));
        bringing.bring(next(other.name(), "Send the deck", "2026-12-03"));

        assertThat(actions(partner.id())).containsExactly("FOLLOW_UP Call 2026-12-03 open");
        assertThat(actions(other.id()))
                .containsExactly("FOLLOW_UP Call 2026-12-01 open", "FOLLOW_UP Send the deck 2026-12-03 open");
    }

    @Test
    void whatWasDoneOrPostponedHereTheSameTableDoesNotSetAgain() {
        var done = samples.tierOne(name("Again"));
        var postponed = samples.tierOne(name("Again"));
        var file = next(done.name(), "Call", "2026-12-01") + "%s,Call,2026-12-01\n".formatted(postponed.name());
        bringing.bring(file);
        jdbc.sql("update action set completed_at = now(), completed_by = assignee_id where partner_id = :id")
                .param("id", done.id())
                .update();
        jdbc.sql("""
                with later as (update action set due = '2026-12-09' where partner_id = :id returning id, assignee_id)
                insert into action_postponement (action_id, from_due, to_due, at, by_id)
                select id, '2026-12-01', '2026-12-09', now(), assignee_id from later
                """).param("id", postponed.id()).update();

        assertThat(bringing.dryRun(file).rows()).extracting(RowOutcome::kind).containsOnly(Kind.KNOWN);
        bringing.bring(next(done.name(), "Send the deck", "2026-12-10"));
        assertThat(actions(done.id()))
                .containsExactly("FOLLOW_UP Call 2026-12-01 done", "FOLLOW_UP Send the deck 2026-12-10 open");
    }

    @Test
    void companiesThatWerePassedOnRestInTheArchiveWithTheirDayAndReasonAndComeOnce() {
        var small = name("Small");
        var dated = name("Dated");
        var stated = name("Stated");
        var prospect =
                samples.create(PartnerDraft.of(name("Prospect"), samples.tier(2).id(), null, ProgrammeStatus.PROSPECT));
        var file = """
                Company,Status,ICP Match,Polite pass reason,Date passed,Notes,Next action,Email
                %s,,no,Too small for us,03.04.2026,kept,Ask again in spring,kim@%s.test
                %s,,,,2026-05-06,,,
                %s,Polite pass,no,✅,,,,
                %s,,,No intros,2026-06-07,,,
                """.formatted(small, small.replace(' ', '-').toLowerCase(), dated, stated, prospect.name());

        var brought = bringing.bring(file);

        assertThat(brought.result().rows()).noneMatch(RowOutcome::refused);
        assertThat(pass(small))
                .isEqualTo(
                        "PROSPECT archived Tier 3 | 2026-04-03 Too small for us icp false economics ? | kept\\nNext action: Ask again in spring");
        assertThat(pass(dated))
                .isEqualTo("PROSPECT archived Tier 3 | 2026-05-06 As in the former tracker icp ? economics ? | ");
        assertThat(pass(stated)).startsWith("PROSPECT archived Tier 3 | 2026-11-18 Their customers are not ours");
        assertThat(pass(prospect.name())).startsWith("PROSPECT archived Tier 2 | 2026-06-07 No intros icp ?");
        assertThat(jdbc.sql("select count(*) from action a join partner p on p.id = a.partner_id where p.name = :name")
                        .param("name", small)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(bringing.dryRun(file).rows()).extracting(RowOutcome::kind).containsOnly(Kind.KNOWN);

        assertThat(get("/polite-passes")).contains(small, "Too small for us", "3 Apr");
        assertThat(get("/partners?f=polite_pass:filled&c=partner&c=polite_pass&c=polite_pass_on"))
                .contains(small, "Too small for us");
        assertThat(get("/partners/" + prospect.id())).contains("Not asked", "No intros");
        var letter = get("/qualifications/" + qualification(dated));
        assertThat(letter).contains("decided not to begin one now.").doesNotContain("too different", "enough accounts");

        bringing.undo(brought.job());
        assertThat(jdbc.sql("select count(*) from partner where name in (:names)")
                        .param("names", List.of(small, dated, stated))
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select archived_at is null from partner where id = :id")
                        .param("id", prospect.id())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void aCompanyThatWasPassedOnIsNoNewPartnerUntilItIsReopenedAndStaysReopened() {
        var company = name("Passed");
        var file = "partner,polite_pass,polite_pass_on\n%s,Too small,2026-04-03\n".formatted(company);
        bringing.bring(file);

        assertThat(bringing.dryRun("partner,tier\n%s,Tier 1\n".formatted(company))
                        .rows()
                        .getFirst()
                        .problems())
                .containsExactly("It was a polite pass on 2026-04-03: Too small. Reopen that one first.");
        assertThat(bringing.dryRun("partner,polite_pass\n%s,Too far\n".formatted(company))
                        .rows())
                .containsExactly(new RowOutcome(
                        2, Kind.KNOWN, company, List.of("It was a polite pass on 2026-04-03: Too small. That stays")));

        mvc.post()
                .uri("/qualifications/%s/reopening".formatted(qualification(company)))
                .with(As.a(Role.ADMIN))
                .with(csrf())
                .exchange();
        assertThat(bringing.dryRun(file).rows()).extracting(RowOutcome::kind).containsExactly(Kind.KNOWN);
    }

    @Test
    void onlyAProspectBecomesAPolitePass() {
        var active = samples.tierOne(name("Active"));

        assertThat(bringing.dryRun("partner,status\n%s,Polite pass\n".formatted(active.name()))
                        .rows()
                        .getFirst()
                        .problems())
                .containsExactly(active.name() + " is Active here; only a Prospect becomes a polite pass.");
        assertThat(bringing.dryRun("partner,tier,polite_pass,polite_pass_on\n%s,Tier 1,no,2026-01-02\n"
                                .formatted(name("No")))
                        .rows()
                        .getFirst()
                        .problems())
                .containsExactly("polite_pass says no, and yet polite_pass_on is 2026-01-02.");
        assertThat(bringing.dryRun("partner,tier,polite_pass\n%s,Tier 1,no\n".formatted(name("No")))
                        .rows())
                .extracting(RowOutcome::kind)
                .containsExactly(Kind.CHANGES);
    }

    private static String next(String partner, String what, String due) {
        return "partner,next_action,next_action_date\n%s,%s,%s\n".formatted(partner, what, due);
    }

    private List<String> actions(long partner) {
        return jdbc.sql(
                        "select type || ' ' || note || ' ' || due || case when completed_at is null then ' open' else ' done' end from action where partner_id = :id order by due, id")
                .param("id", partner)
                .query((row, index) -> row.getString(1))
                .list();
    }

    private String pass(String company) {
        return jdbc.sql("""
                select concat_ws(' ', p.status, case when p.archived_at is not null then 'archived' end, t.name, '|', q.decided_on, q.reason,
                    'icp', coalesce(q.icp_match::text, '?'), 'economics', coalesce(q.economics::text, '?'), '| ')
                    || replace(p.notes, E'\\n', '\\n')
                from partner p join tier t on t.id = p.tier_id join qualification q on q.partner_id = p.id where p.name = :name
                """).param("name", company).query(String.class).single();
    }

    private String qualification(String company) {
        return jdbc.sql(
                        "select max(q.id)::text from qualification q join partner p on p.id = q.partner_id where p.name = :name")
                .param("name", company)
                .query(String.class)
                .single();
    }

    private String get(String path) {
        var answer = mvc.get().uri(path).with(As.a(Role.ADMIN)).exchange();
        assertThat(answer).hasStatusOk();
        try {
            return answer.getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
