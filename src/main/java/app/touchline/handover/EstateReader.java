package app.touchline.handover;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.action.ActionType;
import app.touchline.action.NextStep;
import app.touchline.conflict.Appeals;
import app.touchline.deal.DealReader;
import app.touchline.deal.Delegates;
import app.touchline.deal.RegistrationId;
import app.touchline.handover.Estate.Thing;
import app.touchline.team.LooksAfter;

/** Reads what a person looks after. */
@Component
class EstateReader implements LooksAfter {

    private final Delegates delegates;
    private final Appeals appeals;
    private final JdbcClient jdbc;

    EstateReader(Delegates delegates, Appeals appeals, JdbcClient jdbc) {
        this.delegates = delegates;
        this.appeals = appeals;
        this.jdbc = jdbc;
    }

    Optional<Estate> of(long memberId) {
        return jdbc.sql("select name, active from member where id = :id")
                .param("id", memberId)
                .query((row, index) -> new Person(row.getString("name"), row.getBoolean("active")))
                .optional()
                .map(person -> new Estate(
                        memberId,
                        person.name(),
                        person.active(),
                        partners(memberId),
                        actions(memberId),
                        mailboxes(memberId),
                        deals(memberId),
                        delegations(memberId),
                        appeals(memberId)));
    }

    private record Person(String name, boolean active) {}

    private List<Thing> partners(long memberId) {
        return jdbc.sql("""
                select p.id, p.name, t.name as tier from partner p join tier t on t.id = p.tier_id
                where p.owner_id = :id and p.archived_at is null order by t.rank, lower(p.name)
                """)
                .param("id", memberId)
                .query((row, index) ->
                        new Thing(row.getLong("id"), row.getString("name") + " · " + row.getString("tier")))
                .list();
    }

    private List<Thing> actions(long memberId) {
        return jdbc.sql("""
                select a.id, a.type, a.note, a.due, p.name from action a join partner p on p.id = a.partner_id
                where a.assignee_id = :id and a.completed_at is null order by a.due, a.id
                """)
                .param("id", memberId)
                .query((row, index) -> new Thing(
                        row.getLong("id"),
                        "%s · %s, due %s"
                                .formatted(
                                        row.getString("name"),
                                        NextStep.words(
                                                ActionType.valueOf(row.getString("type")), row.getString("note")),
                                        row.getDate("due").toLocalDate())))
                .list();
    }

    private List<Thing> mailboxes(long memberId) {
        return jdbc.sql("select id, address from mailbox where member_id = :id and removed_at is null order by address")
                .param("id", memberId)
                .query((row, index) -> new Thing(row.getLong("id"), row.getString("address")))
                .list();
    }

    private List<Thing> deals(long memberId) {
        return jdbc.sql("""
                select d.id, d.code, d.customer, coalesce(p.name, 'our own sales') as whose
                from deal d left join partner p on p.id = d.partner_id
                where d.owner_id = :id and %s order by lower(d.customer), d.id
                """.formatted(DealReader.OPEN))
                .param("id", memberId)
                .query((row, index) -> new Thing(
                        row.getLong("id"),
                        "%s · %s · %s"
                                .formatted(
                                        new RegistrationId(row.getString("code")).words(),
                                        row.getString("customer"),
                                        row.getString("whose"))))
                .list();
    }

    private List<Thing> delegations(long memberId) {
        return delegates.all().stream()
                .filter(line -> line.memberId() == memberId)
                .map(line -> new Thing(
                        line.id(),
                        "%s to %s".formatted(line.since(), line.until() == null ? "further notice" : line.until())))
                .toList();
    }

    private List<Thing> appeals(long memberId) {
        return appeals.waitingFor(memberId).stream()
                .map(appeal -> new Thing(appeal.conflictId(), appeal.words()))
                .toList();
    }

    @Override
    public List<String> lookedAfterBy(long memberId) {
        var said = new ArrayList<String>();
        of(memberId).ifPresent(estate -> {
            say(said, estate.partners().size(), "partner", "partners");
            say(said, estate.actions().size(), "open action", "open actions");
            say(said, estate.mailboxes().size(), "mailbox", "mailboxes");
            say(said, estate.deals().size(), "open deal", "open deals");
            say(said, estate.delegations().size(), "delegation", "delegations");
            say(said, estate.appeals().size(), "appeal", "appeals");
        });
        return said;
    }

    private static void say(List<String> said, int n, String one, String many) {
        if (n > 0) said.add("%,d %s".formatted(n, n == 1 ? one : many));
    }
}
