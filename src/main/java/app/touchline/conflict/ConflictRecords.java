package app.touchline.conflict;

import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.conflict.ConflictReader.Line;
import app.touchline.deal.DealDecisions;
import app.touchline.deal.Deed;
import app.touchline.deal.Delegates;
import app.touchline.partner.Refused;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/**
 * Decides conflicts: by those who decide registrations, and once more on appeal by the person it went to. The decision records
 * which rule of which version decided, on what evidence; who decides against the rules says why.
 */
@Service
public class ConflictRecords {

    private final ConflictReader reader;
    private final EngagementRules rules;
    private final DealDecisions deals;
    private final Delegates delegates;
    private final SettingsReader settings;
    private final JdbcClient jdbc;
    private final AuditLog audit;

    ConflictRecords(
            ConflictReader reader,
            EngagementRules rules,
            DealDecisions deals,
            Delegates delegates,
            SettingsReader settings,
            JdbcClient jdbc,
            AuditLog audit) {
        this.reader = reader;
        this.rules = rules;
        this.deals = deals;
        this.delegates = delegates;
        this.settings = settings;
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /**
     * What a person decided.
     *
     * @param winner the deal that goes on; null where both do
     */
    public record Choice(@Nullable Long winner, String why) {}

    Engagement engagement(Line line) {
        var version = rules.version();
        var zone = settings.zone();
        return Engagement.of(
                version,
                rules.of(version),
                reader.claim(line.one().dealId(), line.other().dealId(), zone),
                reader.claim(line.other().dealId(), line.one().dealId(), zone));
    }

    /** Whether this person may decide it now. */
    boolean mayDecide(Line line, SignedIn me) {
        if (line.open()) return delegates.mayDecide(me);
        var to = line.appealTo();
        return line.appealed() && to != null && to == me.id();
    }

    @Transactional
    public void decide(long id, Choice choice, SignedIn me, Deed deed) {
        var line = reader.toChange(id);
        if (!line.open() && !line.appealed())
            throw new Refused("winner", "This is decided already, and was not appealed.");
        if (!mayDecide(line, me))
            throw new AccessDeniedException("Only who decides registrations, or whom it was appealed to");
        var winner = choice.winner();
        if (winner != null
                && winner != line.one().dealId()
                && winner != line.other().dealId())
            throw new Refused("winner", "Choose one of the two deals, or both.");
        var engagement = engagement(line);
        var deciding = engagement
                .deciding()
                .filter(finding -> winner != null && winner.equals(finding.winner()))
                .orElse(null);
        if (deciding == null && choice.why().isBlank())
            throw new Refused("why", "The rules say otherwise, or nothing: say why you decide so.");
        var round = line.open() ? 1 : 2;
        insert(id, round, choice, engagement, deciding, me, deed);
        jdbc.sql("update deal_conflict set state = 'DECIDED', version = version + 1 where id = :id")
                .param("id", id)
                .update();
        follow(line, winner, deciding, choice.why(), deed);
        audit.note(
                deed.by(),
                round == 1 ? "decided the conflict of" : "decided on appeal the conflict of",
                line.about(),
                Map.of(
                        "for",
                                winner == null
                                        ? "both"
                                        : line.side(winner).code().words(),
                        "by", deciding == null ? "none of the rules" : rule(engagement, deciding),
                        "why",
                                choice.why().isBlank()
                                        ? "as the rules say"
                                        : choice.why().strip()));
    }

    private void insert(
            long id,
            int round,
            Choice choice,
            Engagement engagement,
            @Nullable Finding deciding,
            SignedIn me,
            Deed deed) {
        jdbc.sql("""
                insert into conflict_decision (conflict_id, round, winner_id, version, position, evidence, why, by_id, by_name, at)
                values (:id, :round, :winner, :version, :position, :evidence, :why, :by, :name, :at)
                """)
                .param("id", id)
                .param("round", round)
                .param("winner", choice.winner(), Types.BIGINT)
                .param("version", engagement.version())
                .param("position", deciding == null ? null : deciding.rule().position(), Types.INTEGER)
                .param(
                        "evidence",
                        engagement.findings().stream().map(Finding::words).collect(Collectors.joining("\n")))
                .param("why", choice.why().strip())
                .param("by", me.id())
                .param("name", me.name())
                .param("at", deed.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void follow(Line line, @Nullable Long winner, @Nullable Finding deciding, String why, Deed deed) {
        var because = deciding == null ? why.strip() : deciding.rule().sentence() + " " + deciding.evidence();
        for (var side : List.of(line.one(), line.other())) {
            var rival = line.rival(side.dealId()).code().words();
            if (winner == null || winner == side.dealId()) {
                var went = winner == null ? "Goes on beside %s: %s" : "Decided before %s: %s";
                deals.tell(side.dealId(), went.formatted(rival, because), deed);
                if (lostOnlyThis(line, side.dealId())) deals.stepForward(side.dealId(), because, deed);
            } else {
                var went = "%s comes before: %s".formatted(rival, because);
                deals.tell(side.dealId(), went, deed);
                deals.standBack(side.dealId(), went, deed);
            }
        }
    }

    /** Whether it had lost the first round of this conflict, and no other conflict is decided against it. */
    private boolean lostOnlyThis(Line line, long dealId) {
        return line.appealed()
                && jdbc.sql("""
                        select coalesce(bool_and(d.conflict_id = :conflict), false)
                        from conflict_decision d join deal_conflict c on c.id = d.conflict_id
                        where :deal in (c.deal_id, c.other_id) and d.winner_id <> :deal
                          and (case when d.conflict_id = :conflict then d.round = 1
                                    else d.round = (select max(x.round) from conflict_decision x where x.conflict_id = c.id) end)
                        """)
                        .param("conflict", line.id())
                        .param("deal", dealId)
                        .query(Boolean.class)
                        .single();
    }

    private static String rule(Engagement engagement, Finding deciding) {
        return "rule %d of version %d: %s"
                .formatted(
                        deciding.rule().position(),
                        engagement.version(),
                        deciding.rule().sentence());
    }
}
