package app.touchline.conflict;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.deal.DealDecisions;
import app.touchline.deal.DealDuties;
import app.touchline.deal.DealDuty;
import app.touchline.deal.DealRecords;
import app.touchline.deal.Deals;
import app.touchline.deal.Deed;
import app.touchline.deal.RegistrationId;
import app.touchline.partner.Refused;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Member;
import app.touchline.team.Members;
import app.touchline.team.SignedIn;

/**
 * Appeals against decisions of conflicts: once each, by who looks after the deal that lost, to a named person who leads and did
 * not decide. It waits on that person's daily list until they decide.
 */
@Service
public class Appeals implements DealDuties {

    /** The condition under which {@code l}, an appeal, waits to be decided. */
    static final String WAITS =
            " not exists (select from conflict_decision x where x.conflict_id = l.conflict_id and x.round = 2) ";

    private static final String WAITING = """
            from conflict_appeal l
            join deal_conflict c on c.id = l.conflict_id
            join conflict_decision d on d.conflict_id = c.id and d.round = 1
            join deal lost on lost.id = case when d.winner_id = c.deal_id then c.other_id else c.deal_id end
            join deal won on won.id = d.winner_id
            join member m on m.id = lost.owner_id
            left join partner p on p.id = lost.partner_id
            left join tier t on t.id = p.tier_id
            where""" + WAITS;

    private final ConflictReader reader;
    private final DealDecisions deals;
    private final DealRecords records;
    private final Deals all;
    private final Members members;
    private final AppealLetter letter;
    private final SettingsReader settings;
    private final JdbcClient jdbc;
    private final AuditLog audit;

    Appeals(
            ConflictReader reader,
            DealDecisions deals,
            DealRecords records,
            Deals all,
            Members members,
            AppealLetter letter,
            SettingsReader settings,
            JdbcClient jdbc,
            AuditLog audit) {
        this.reader = reader;
        this.deals = deals;
        this.records = records;
        this.all = all;
        this.members = members;
        this.letter = letter;
        this.settings = settings;
        this.jdbc = jdbc;
        this.audit = audit;
    }

    @Transactional
    public void raise(long conflictId, String why, long toId, SignedIn me, Deed deed) {
        var line = reader.toChange(conflictId);
        if (line.appealTo() != null) throw new Refused("appeal", "This was appealed once, and that is all.");
        var first = reader.decisions(conflictId).stream()
                .findFirst()
                .orElseThrow(() -> new Refused("appeal", "This is not decided yet."));
        var winner = first.winner();
        if (winner == null) throw new Refused("appeal", "Both deals go on; there is nothing to appeal.");
        var loser = line.rival(winner);
        if (!records.mayWork(all.findById(loser.dealId()).orElseThrow(), me))
            throw new AccessDeniedException("Only who looks after the deal that lost appeals");
        Refused.when(why.isBlank(), "appealWhy", "Say what was overlooked.");
        var to = judge(toId, first.byId(), "to");
        jdbc.sql("""
                insert into conflict_appeal (conflict_id, why, to_id, raised_by, raised_at) values (:id, :why, :to, :by, :at)
                """)
                .param("id", conflictId)
                .param("why", why.strip())
                .param("to", toId)
                .param("by", me.id())
                .param("at", deed.at().atOffset(ZoneOffset.UTC))
                .update();
        deals.tell(loser.dealId(), "Appealed to %s: %s".formatted(to.name(), why.strip()), deed);
        letter.send(to, line, why.strip(), me);
        audit.note(deed.by(), "appealed the conflict of", line.about(), Map.of("to", to.name(), "why", why.strip()));
    }

    private Member judge(long id, long decidedBy, String field) {
        return judges(decidedBy).stream()
                .filter(member -> member.id() == id)
                .findFirst()
                .orElseThrow(() -> new Refused(field, "Choose somebody who leads and did not decide it."));
    }

    /** Who may decide an appeal of what that person decided. */
    List<Member> judges(long decidedBy) {
        return members.findByActiveTrueOrderByName().stream()
                .filter(member -> member.id() != decidedBy && member.signedIn().leads())
                .toList();
    }

    /** Somebody else decides it: who it went to leaves. */
    @Transactional
    public void handTo(long conflictId, long toId, SignedIn me, Deed deed) {
        if (!me.leads()) throw new AccessDeniedException("Only those who lead name who decides an appeal");
        var line = reader.toChange(conflictId);
        if (!line.appealed()) throw new Refused("appeals", "The appeal is decided already.");
        var first = reader.decisions(conflictId).getFirst();
        var to = judge(toId, first.byId(), "appeals");
        jdbc.sql("update conflict_appeal set to_id = :to where conflict_id = :id")
                .param("id", conflictId)
                .param("to", toId)
                .update();
        var loser = line.rival(Objects.requireNonNull(first.winner()));
        deals.tell(loser.dealId(), "The appeal is %s's to decide".formatted(to.name()), deed);
        letter.send(to, line, reader.appeal(conflictId).orElseThrow(), me);
        audit.note(
                deed.by(),
                "handed on the appeal of",
                line.about(),
                Map.of("from", String.valueOf(line.appealToName()), "to", to.name()));
    }

    /**
     * An appeal that waits for a person.
     *
     * @param words the two deals, "4K7-M9Q and D3F-7QP"
     */
    public record Waiting(long conflictId, String words) {}

    public List<Waiting> waitingFor(long memberId) {
        return jdbc.sql("select l.conflict_id, lost.code as lost, won.code as won " + WAITING
                        + " and l.to_id = :member order by l.raised_at, l.conflict_id")
                .param("member", memberId)
                .query((row, index) -> new Waiting(row.getLong("conflict_id"), both(row)))
                .list();
    }

    private static String both(ResultSet row) throws SQLException {
        return "%s and %s"
                .formatted(
                        new RegistrationId(row.getString("lost")).words(),
                        new RegistrationId(row.getString("won")).words());
    }

    /** The one that waits longest first; for the partner whose deal lost. */
    @Override
    public Some of(Scope scope) {
        var condition = (scope.mine() ? " and l.to_id = :me" : "") + scope.narrowed();
        var params = scope.params();
        if (scope.mine()) params.put("me", scope.me().id());
        var first = jdbc.sql("""
                select l.conflict_id, l.raised_at, lost.code as lost, won.code as won, lost.customer, m.name as owner,
                       coalesce(p.name, 'Our own sales') as partner, coalesce(t.name, '') as tier
                """ + WAITING + condition + " order by l.raised_at, l.conflict_id limit " + scope.most())
                .params(params)
                .query((row, index) -> duty(row, scope))
                .list();
        var count = first.size() < scope.most()
                ? first.size()
                : jdbc.sql("select count(*) " + WAITING + condition)
                        .params(params)
                        .query(Integer.class)
                        .single();
        return new Some(DealDuty.Kind.APPEAL, count, first);
    }

    @Override
    public Pressing pressing(SignedIn me, Instant now, LocalDate today) {
        return new Pressing(0, waitingFor(me.id()).size());
    }

    private DealDuty duty(ResultSet row, Scope scope) throws SQLException {
        var raised = row.getObject("raised_at", OffsetDateTime.class).toInstant();
        return new DealDuty(
                DealDuty.Kind.APPEAL,
                "/deals/conflicts/" + row.getLong("conflict_id"),
                "Decide the appeal about " + row.getString("customer"),
                "%s · %s lost".formatted(both(row), row.getString("partner")),
                row.getString("partner"),
                row.getString("tier"),
                row.getString("owner"),
                day(raised),
                "since " + scope.words(raised),
                false);
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, settings.zone());
    }
}
