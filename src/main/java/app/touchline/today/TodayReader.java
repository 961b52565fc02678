package app.touchline.today;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.action.ActionType;
import app.touchline.action.NextStep;
import app.touchline.cadence.CadenceReader;
import app.touchline.cadence.PartnerCadence;
import app.touchline.ninetyday.TestReader;
import app.touchline.response.ReplyRule;
import app.touchline.today.Today.Choice;
import app.touchline.today.TodayRow.KeyContact;
import app.touchline.today.TodayRow.Reply;
import app.touchline.today.TodayRow.Step;

/** Reads the rows of the daily list. */
@Component
@Transactional(readOnly = true)
class TodayReader {

    private final CadenceReader cadence;
    private final ReplyRule replies;
    private final TestReader tests;
    private final JdbcClient jdbc;

    TodayReader(CadenceReader cadence, ReplyRule replies, TestReader tests, JdbcClient jdbc) {
        this.cadence = cadence;
        this.replies = replies;
        this.tests = tests;
        this.jdbc = jdbc;
    }

    /** @param counts all of each section, of which {@code rows} are the first */
    record Found(List<TodayRow> rows, Map<Section, Integer> counts) {}

    /**
     * @param day today in the programme's zone, by which partners slip
     * @param memberId whose, where the filter says mine
     * @param only only rows of this section; null for all
     * @param most how many rows of each section
     */
    Found find(Instant now, LocalDate day, long memberId, TodayFilter filter, @Nullable Section only, int most) {
        var counts = new EnumMap<Section, Integer>(Section.class);
        var rows = ask(TodayText.rows(filter), now, day, memberId, filter)
                .param("only", only == null ? null : only.name(), Types.VARCHAR)
                .param("most", most)
                .query((row, index) -> {
                    var read = row(row, day);
                    counts.put(read.section(), row.getInt("in_section"));
                    return read;
                })
                .list();
        return new Found(withTests(rows, day), only == null ? counts : counts(now, day, memberId, filter));
    }

    private List<TodayRow> withTests(List<TodayRow> rows, LocalDate day) {
        var partners = rows.stream()
                .filter(row -> row.section() == Section.TEST_ENDING)
                .map(row -> row.cadence().partnerId())
                .toList();
        if (partners.isEmpty()) return rows;
        var running = tests.running(partners, day);
        return rows.stream()
                .map(row -> row.section() == Section.TEST_ENDING
                        ? row.of(running.get(row.cadence().partnerId()))
                        : row)
                .toList();
    }

    Map<Section, Integer> counts(Instant now, LocalDate day, long memberId, TodayFilter filter) {
        var counts = new EnumMap<Section, Integer>(Section.class);
        ask(TodayText.counts(filter), now, day, memberId, filter).query(row -> {
            counts.put(Section.valueOf(row.getString("section")), row.getInt("in_section"));
        });
        return counts;
    }

    private StatementSpec ask(String sql, Instant now, LocalDate day, long memberId, TodayFilter filter) {
        var question = replies.bounds(now).of(cadence.ask(day, sql)).param("now", now.atOffset(ZoneOffset.UTC));
        if (filter.mine()) question = question.param("member", memberId);
        if (filter.tierId() != null) question = question.param("tier", filter.tierId());
        if (filter.typeId() != null) question = question.param("type", filter.typeId());
        return question;
    }

    /** A partner with which mail came in while its row stood on somebody's page. */
    record Captured(PartnerCadence cadence, LastTouch lastTouch) {}

    /** Those of these partners whose newest contact came to be known since then. */
    List<Captured> captured(Collection<Long> partnerIds, Instant since, LocalDate day) {
        if (partnerIds.isEmpty()) return List.of();
        var news = jdbc.sql("""
                        select distinct tp.partner_id
                        from touch_partner tp join touch t on t.id = tp.touch_id
                        where tp.partner_id = any(:partners) and tp.counts in ('ALWAYS', 'IF_EITHER')
                          and tp.occurred_at >= cast(:since as timestamptz) - interval '1 day' and t.created_at >= :since
                        """)
                .param("partners", partnerIds.toArray(Long[]::new))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list();
        if (news.isEmpty()) return List.of();
        return cadence.ask(day, """
                select n.*, l.* from cadence n %s where n.partner_id = any(:partners) and l.kind is not null
                """.formatted(TodayText.LAST_TOUCH))
                .param("partners", news.toArray(Long[]::new))
                .query((row, index) -> new Captured(CadenceReader.row(row, day), lastTouch(row)))
                .list();
    }

    boolean anyPartners() {
        return jdbc.sql("select exists (select from partner where archived_at is null)")
                .query(Boolean.class)
                .single();
    }

    List<Choice> tiers() {
        return jdbc.sql("select id, name from tier where archived_at is null order by rank, name")
                .query((row, index) -> new Choice(row.getLong("id"), row.getString("name")))
                .list();
    }

    List<Choice> types() {
        return jdbc.sql("select id, name from partner_type where archived_at is null order by lower(name)")
                .query((row, index) -> new Choice(row.getLong("id"), row.getString("name")))
                .list();
    }

    private static TodayRow row(ResultSet row, LocalDate day) throws SQLException {
        var section = Section.valueOf(row.getString("section"));
        return new TodayRow(
                section,
                CadenceReader.row(row, day),
                row.getString("type") == null ? null : step(row),
                row.getObject("touch_id") == null ? null : reply(row, section),
                null,
                row.getString("blockers"),
                row.getString("key_name") == null
                        ? null
                        : new KeyContact(row.getString("key_name"), row.getString("key_address")),
                row.getString("kind") == null ? null : lastTouch(row),
                row.getInt("open_actions"));
    }

    private static Step step(ResultSet row) throws SQLException {
        return new Step(
                row.getLong("action_id"),
                NextStep.words(ActionType.valueOf(row.getString("type")), row.getString("note")),
                row.getObject("step_due", LocalDate.class),
                row.getLong("days_late"),
                row.getLong("assignee_id"),
                row.getString("assignee"),
                row.getInt("postponed"),
                row.getObject("first_due", LocalDate.class));
    }

    private static Reply reply(ResultSet row, Section section) throws SQLException {
        return new Reply(
                row.getLong("touch_id"),
                section == Section.REPLY_OWED,
                row.getString("writer"),
                row.getString("subject"),
                instant(row, "last_at"),
                instant(row, "asked_at"),
                row.getInt("threads"));
    }

    private static LastTouch lastTouch(ResultSet row) throws SQLException {
        return new LastTouch(
                row.getString("kind"),
                row.getString("direction").equals("RECEIVED"),
                row.getString("who"),
                instant(row, "occurred_at"),
                instant(row, "created_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
