package app.touchline.touch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.settings.SettingsReader;
import app.touchline.settings.TouchCounts;

/** Reads the touches with a partner, newest first. */
@Component
public class TouchReader {

    public static final int PAGE = 50;

    private static final String TOUCHES = """
                select t.id, tp.partner_id, partner.name as partner_name, t.kind, t.direction, t.occurred_at, t.rule, t.subject, t.overruled, t.discarded_at,
                       case when t.from_address like '%@erased.invalid' then 'an erased person' else t.from_address end as from_address,
                       tp.counts, t.note, t.noted_by,
                       (select count(distinct s.mailbox_id) from touch_sighting s where s.touch_id = t.id) as mailboxes,
                       party.matched, party.roles, party.who, party.open,
                       (select string_agg(m.name, ', ' order by m.name) from touch_credit c join member m on m.id = c.member_id
                        where c.touch_id = t.id) as credited,
                       (select m.name from touch_credit c join member m on m.id = c.member_id
                        where c.touch_id = t.id and c.why in ('FROM', 'SENDER') limit 1) as author
                from touch_partner tp
                join touch t on t.id = tp.touch_id
                join partner on partner.id = tp.partner_id
                left join lateral (
                    select array_agg(distinct y.matched_by) as matched, array_agg(distinct y.role) as roles,
                           string_agg(distinct coalesce(c.name, case when y.address like '%@erased.invalid' then 'an erased person' else y.address end), ', ') as who, bool_and(y.candidate) as open
                    from touch_party y left join contact c on c.id = y.contact_id
                    where y.touch_id = t.id and y.partner_id = tp.partner_id) party on true
                where ${which}
                order by tp.occurred_at desc, tp.touch_id desc
                limit :limit offset :offset
                            """;

    private final JdbcClient jdbc;
    private final SettingsReader settings;

    TouchReader(JdbcClient jdbc, SettingsReader settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** @param page from 0, of {@link #PAGE} touches each */
    public List<TimelineTouch> timeline(long partnerId, int page) {
        return touches("tp.partner_id = :of", partnerId, page);
    }

    /** Those of which a mailbox has a copy, once per partner on them. */
    public List<TimelineTouch> ofMailbox(long mailboxId, int page) {
        return touches("t.id in (select touch_id from touch_sighting where mailbox_id = :of)", mailboxId, page);
    }

    private List<TimelineTouch> touches(String which, long of, int page) {
        var current = settings.current();
        return jdbc.sql(TOUCHES.replace("${which}", which))
                .param("of", of)
                .param("limit", PAGE)
                .param("offset", (long) page * PAGE)
                .query((row, index) -> touch(row, current.zone(), current.touchCounts()))
                .list();
    }

    /** How many touches a mailbox has a copy of, and of how many of them no other has one. */
    public OfMailbox countOf(long mailboxId) {
        return jdbc.sql("""
                select count(*) as touches, count(*) filter (where mailboxes = 1) as alone
                from (select touch_id, count(distinct mailbox_id) as mailboxes
                      from touch_sighting
                      where touch_id in (select touch_id from touch_sighting where mailbox_id = :mailbox)
                      group by touch_id) of
                """).param("mailbox", mailboxId).query(OfMailbox.class).single();
    }

    public record OfMailbox(long touches, long alone) {}

    public long count(long partnerId) {
        return jdbc.sql("select count(*) from touch_partner where partner_id = :partner")
                .param("partner", partnerId)
                .query(Long.class)
                .single();
    }

    private static TimelineTouch touch(ResultSet row, ZoneId zone, TouchCounts setting) throws SQLException {
        var kind = row.getString("kind");
        var rule = Rule.of(row.getString("rule"));
        var counts = Counts.valueOf(row.getString("counts"));
        var overruled = row.getString("overruled") == null ? null : Overruled.valueOf(row.getString("overruled"));
        var discarded = row.getTimestamp("discarded_at") != null;
        var direction = Direction.valueOf(row.getString("direction"));
        var counted = counts == Counts.ALWAYS || (counts == Counts.IF_EITHER && setting == TouchCounts.EITHER);
        var undecided = row.getBoolean("open");
        var why = new ArrayList<String>();
        if (counted) why.add(overruled == Overruled.COUNT ? "Counted: a person says so" : "Counted");
        else if (discarded) why.add("Not counted: discarded");
        else if (undecided) why.add("Not counted: several partners share this domain, a person decides");
        else if (overruled == Overruled.DO_NOT_COUNT) why.add("Not counted: a person says so");
        else if (rule.nature() instanceof Nature.Automatic(var reason, var which) && overruled == null)
            why.add("Not counted: " + reason.words() + " (" + which.words() + ")");
        else if (counts == Counts.IF_EITHER) why.add("Not counted: only what we send counts in this programme");
        else if (direction == Direction.RECEIVED) why.add("Not counted: they were only copied on somebody else's mail");
        else why.add("Not counted");
        if (row.getObject("noted_by") != null) why.add("noted by hand");
        else for (var by : MatchedBy.values()) if (strings(row, "matched").contains(by.name())) why.add(by.words());
        var mailboxes = row.getInt("mailboxes");
        if (mailboxes > 0)
            why.add((rule.isMeeting() ? "in the calendar of " : "seen in ")
                    + (mailboxes == 1 ? "1 mailbox" : mailboxes + " mailboxes"));
        return new TimelineTouch(
                row.getLong("id"),
                row.getLong("partner_id"),
                row.getString("partner_name"),
                kind.charAt(0) + kind.substring(1).toLowerCase(Locale.ROOT),
                direction,
                row.getTimestamp("occurred_at").toInstant(),
                zone,
                rule.nature() instanceof Nature.Automatic,
                rule.nature() instanceof Nature.Automatic(var reason, var _)
                        ? reason.words()
                        : rule.isMeeting() ? rule.words() : "written by a person",
                counted,
                String.join(" · ", why),
                who(row, direction),
                row.getString("subject"),
                row.getString("note"),
                discarded,
                overruled,
                undecided);
    }

    /** "Dana → Anna Bell", "Anna Bell → Dana", "Dana with Anna Bell", "x@law.test, Anna Bell copied". */
    private static String who(ResultSet row, Direction direction) throws SQLException {
        var theirs = orEmpty(row.getString("who"));
        var author = row.getString("author");
        var credited = orEmpty(row.getString("credited"));
        return switch (direction) {
            case SENT -> (author == null ? row.getString("from_address") : author) + " → " + theirs;
            case RECEIVED ->
                strings(row, "roles").contains("FROM")
                        ? theirs + (credited.isEmpty() ? "" : " → " + credited)
                        : row.getString("from_address") + ", " + theirs + " copied";
            case BOTH -> credited.isEmpty() || theirs.isEmpty() ? credited + theirs : credited + " with " + theirs;
        };
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
