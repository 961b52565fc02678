package app.touchline.weekly;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

import app.touchline.action.NextStepReader;
import app.touchline.cadence.CadenceReader;
import app.touchline.cadence.CadenceStatus;
import app.touchline.cadence.PartnerCadence;
import app.touchline.cadence.SilenceReader;
import app.touchline.ninetyday.TestReader;
import app.touchline.pipeline.PartnerDealsReader;
import app.touchline.reading.DecisionReader;

/** Reads the partners a weekly read decides about: those past their window and not snoozed, and those decided already. */
@Component
class SlippedReader {

    private static final String LISTED = """
            , listed as (
                select c.*, p.blockers, d.id as decision_id, coalesce(${slips}, false) as slips,
                       c.rank = (select min(rank) from tier_on where archived_at is null) as first_tier
                from (select * from cadence offset 0) c
                join partner p on p.id = c.partner_id
                left join weekly_decision d on d.read_id = :read and d.partner_id = c.partner_id and d.taken_back_at is null
                where ${slips} or d.id is not null
            )
            """.replace(
                    "${slips}",
                    "(" + CadenceStatus.SLIPPED.condition()
                            + " and cast(:knownSince as date) + window_days <= :day and snoozed_until is null)");

    private static final int NAMED = 50;

    private static final String COUNTS = """
            count(*) %1$s as total, count(decision_id) %1$s as decided,
            count(*) filter (where first_tier and decision_id is null) %1$s as first_tier_open
            """;

    private final CadenceReader cadence;
    private final NextStepReader nextSteps;
    private final TestReader tests;
    private final SilenceReader silences;
    private final PartnerDealsReader deals;
    private final DecisionReader decisions;

    SlippedReader(
            CadenceReader cadence,
            NextStepReader nextSteps,
            TestReader tests,
            SilenceReader silences,
            PartnerDealsReader deals,
            DecisionReader decisions) {
        this.cadence = cadence;
        this.nextSteps = nextSteps;
        this.tests = tests;
        this.silences = silences;
        this.deals = deals;
        this.decisions = decisions;
    }

    private record Found(PartnerCadence cadence, boolean slips, String blockers) {}

    /** @param page from 0 */
    SlippedRows page(long readId, LocalDate day, int page, int size) {
        return rows(
                readId,
                day,
                ask(
                                readId,
                                day,
                                "select listed.*, " + COUNTS.formatted("over ()")
                                        + " from listed order by rank, anchor, lower(name), partner_id limit :rows offset :from")
                        .param("rows", size)
                        .param("from", (long) page * size),
                page,
                size);
    }

    /** These partners, as far as they are listed; the counts are of all. */
    SlippedRows some(long readId, LocalDate day, List<Long> partnerIds) {
        return rows(
                readId,
                day,
                ask(
                                readId,
                                day,
                                "select * from (select listed.*, " + COUNTS.formatted("over ()")
                                        + " from listed) counted where partner_id = any(:partners)")
                        .param("partners", partnerIds.toArray(Long[]::new)),
                0,
                Math.max(1, partnerIds.size()));
    }

    /** Counts without rows. */
    SlippedRows counts(long readId, LocalDate day) {
        return ask(readId, day, "select " + COUNTS.formatted("") + " from listed")
                .query((row, index) -> new SlippedRows(
                        List.of(), row.getInt("total"), row.getInt("decided"), row.getInt("first_tier_open"), 0, 1))
                .single();
    }

    /**
     * What closing the read goes by, first tier first, longest silence first.
     *
     * @param decided by the partner's name, what was decided
     * @param firstTierOpen the names of the first tier's partners without a decision: the first {@value #NAMED}
     */
    record Outcome(List<String> decided, List<String> firstTierOpen) {}

    Outcome outcome(long readId, LocalDate day) {
        var made = decisions.of(readId);
        var decided = new ArrayList<String>();
        var open = new ArrayList<String>();
        ask(
                        readId,
                        day,
                        "select partner_id, name, decision_id is not null as decided from listed"
                                + " where decision_id is not null or first_tier order by rank, anchor, lower(name), partner_id")
                .query(row -> {
                    var name = row.getString("name");
                    var decision = made.get(row.getLong("partner_id"));
                    if (row.getBoolean("decided") && decision != null) decided.add(name + " · " + decision.sentence());
                    else if (open.size() < NAMED) open.add(name);
                });
        return new Outcome(decided, open);
    }

    private StatementSpec ask(long readId, LocalDate day, String rest) {
        return cadence.ask(day, LISTED + rest).param("read", readId);
    }

    private SlippedRows rows(long readId, LocalDate day, StatementSpec statement, int page, int size) {
        var counts = new int[3];
        var found = statement
                .query((row, index) -> {
                    counts[0] = row.getInt("total");
                    counts[1] = row.getInt("decided");
                    counts[2] = row.getInt("first_tier_open");
                    return found(row, day);
                })
                .list();
        var ids = found.stream().map(each -> each.cadence().partnerId()).toList();
        var next = nextSteps.of(ids);
        var running = tests.running(ids, day);
        var silence = silences.of(ids, day);
        var open = deals.open(ids, day);
        var decided = decisions.of(readId);
        var rows = new ArrayList<SlippedRow>();
        for (var each : found) {
            var id = each.cadence().partnerId();
            rows.add(new SlippedRow(
                    each.cadence(),
                    each.slips(),
                    each.blockers(),
                    next.get(id),
                    running.get(id),
                    silence.get(id),
                    open.get(id),
                    decided.get(id)));
        }
        return new SlippedRows(rows, counts[0], counts[1], counts[2], page, size);
    }

    private static Found found(ResultSet row, LocalDate day) throws SQLException {
        return new Found(CadenceReader.row(row, day), row.getBoolean("slips"), row.getString("blockers"));
    }
}
