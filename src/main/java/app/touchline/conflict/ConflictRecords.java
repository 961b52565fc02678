package app.touchline.conflict;

import java.sql.Types;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.conflict.ConflictReader.Line;
import app.touchline.deal.DealDecisions;
import app.touchline.deal.DealRecords;
import app.touchline.deal.Deals;
import app.touchline.deal.Deed;
import app.touchline.deal.Delegates;
import app.touchline.partner.Refused;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Member;
import app.touchline.team.Members;
import app.touchline.team.Role;
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
    private final DealRecords records;
    private final Deals all;
    private final Delegates delegates;
    private final Members members;
    private final AppealLetter letter;
    private final SettingsReader settings;
    private final JdbcClient jdbc;
    private final AuditLog audit;

    ConflictRecords(
            ConflictReader reader,
            EngagementRules rules,
            DealDecisions deals,
            DealRecords records,
            Deals all,
            Delegates delegates,
            Members members,
            AppealLetter letter,
            SettingsReader settings,
            JdbcClient jdbc,
            AuditLog audit) {
        this.reader = reader;
        this.rules = rules;
        this.deals = deals;
        this.records = records;
        this.all = all;
        this.delegates = delegates;
        this.members = members;
        this.letter = letter;
        this.settings = settings;
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /**
     * What a person decided.
     *
     * @param winner the deal that goes on; null where both do
     * @param oneCertified whether the earlier deal's partner is certified for the products; null: not looked into
     */
    public record Choice(
            @Nullable Long winner,
            String why,
            @Nullable Boolean oneCertified,
            @Nullable Boolean otherCertified) {}

    Engagement engagement(Line line, @Nullable Boolean oneCertified, @Nullable Boolean otherCertified) {
        var version = rules.version();
        var zone = settings.zone();
        return Engagement.of(
                version,
                rules.of(version),
                reader.claim(line.one().dealId(), line.other().dealId(), zone, oneCertified),
                reader.claim(line.other().dealId(), line.one().dealId(), zone, otherCertified));
    }

    /** Whether this person may decide it now. */
    boolean mayDecide(Line line, SignedIn me) {
        if (line.open()) return delegates.mayDecide(me);
        var to = line.appealTo();
        return line.appealed() && to != null && to == me.id();
    }

    @Transactional
    public void decide(long id, Choice choice, SignedIn me, Deed deed) {
        var line = toChange(id);
        if (!line.open() && !line.appealed())
            throw new Refused("winner", "This is decided already, and was not appealed.");
        if (!mayDecide(line, me))
            throw new AccessDeniedException("Only who decides registrations, or whom it was appealed to");
        var winner = choice.winner();
        if (winner != null
                && winner != line.one().dealId()
                && winner != line.other().dealId())
            throw new Refused("winner", "Choose one of the two deals, or both.");
        var engagement = engagement(line, choice.oneCertified(), choice.otherCertified());
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
                about(line),
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
        for (var side : java.util.List.of(line.one(), line.other())) {
            var rival = side.dealId() == line.one().dealId() ? line.other() : line.one();
            if (winner == null) {
                deals.tell(
                        side.dealId(),
                        "Goes on beside %s: %s".formatted(rival.code().words(), because),
                        deed);
                deals.stepForward(side.dealId(), because, deed);
            } else if (winner == side.dealId()) {
                deals.tell(
                        side.dealId(),
                        "Decided before %s: %s".formatted(rival.code().words(), because),
                        deed);
                deals.stepForward(side.dealId(), because, deed);
            }
        }
        if (winner == null) return;
        var loser = winner == line.one().dealId() ? line.other() : line.one();
        var went = "%s comes before: %s".formatted(line.side(winner).code().words(), because);
        deals.tell(loser.dealId(), went, deed);
        deals.standBack(loser.dealId(), went, deed);
    }

    private static String rule(Engagement engagement, Finding deciding) {
        return "rule %d of version %d: %s"
                .formatted(
                        deciding.rule().position(),
                        engagement.version(),
                        deciding.rule().sentence());
    }

    /** Once, by who looks after the deal that lost, to somebody who leads and did not decide it. */
    @Transactional
    public void appeal(long id, String why, long toId, SignedIn me, Deed deed) {
        var line = toChange(id);
        var first = reader.decisions(id).stream().findFirst().orElseThrow(() -> notDecided());
        if (line.appealTo() != null) throw new Refused("appeal", "This was appealed once, and that is all.");
        var winner = first.winner();
        if (winner == null) throw new Refused("appeal", "Both deals go on; there is nothing to appeal.");
        var loser = winner == line.one().dealId() ? line.other() : line.one();
        if (!records.mayWork(all.findById(loser.dealId()).orElseThrow(), me))
            throw new AccessDeniedException("Only who looks after the deal that lost appeals");
        if (why.isBlank()) throw new Refused("appealWhy", "Say what was overlooked.");
        var to = judges(first.byId()).stream()
                .filter(member -> member.id() == toId)
                .findFirst()
                .orElseThrow(() -> new Refused("to", "Choose somebody who leads and did not decide it."));
        jdbc.sql("""
                insert into conflict_appeal (conflict_id, why, to_id, raised_by, raised_at) values (:id, :why, :to, :by, :at)
                """)
                .param("id", id)
                .param("why", why.strip())
                .param("to", toId)
                .param("by", me.id())
                .param("at", deed.at().atOffset(ZoneOffset.UTC))
                .update();
        deals.tell(loser.dealId(), "Appealed to %s: %s".formatted(to.name(), why.strip()), deed);
        letter.send(to, line, why.strip(), me);
        audit.note(deed.by(), "appealed the conflict of", about(line), Map.of("to", to.name(), "why", why.strip()));
    }

    private static Refused notDecided() {
        return new Refused("appeal", "This is not decided yet.");
    }

    /** Who may decide an appeal of what that person decided. */
    java.util.List<Member> judges(long decidedBy) {
        return members.findByActiveTrueOrderByName().stream()
                .filter(member -> member.id() != decidedBy)
                .filter(member ->
                        member.roles().contains(Role.OPS_LEAD) || member.roles().contains(Role.ADMIN))
                .toList();
    }

    private Line toChange(long id) {
        jdbc.sql("select id from deal_conflict where id = :id for update")
                .param("id", id)
                .query((row, index) -> row.getLong("id"))
                .single();
        return reader.line(id).orElseThrow();
    }

    private static About about(Line line) {
        return new About(
                "deal conflict",
                line.id(),
                "%s and %s"
                        .formatted(
                                line.one().code().words(), line.other().code().words()));
    }
}
