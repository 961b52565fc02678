package app.touchline.settings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.answers.Answers;
import app.touchline.settings.ProgrammeSettings.OwnAddress;

/** Reads the programme's settings; there is always exactly one row, made at the first start. */
@Component
public class SettingsReader {

    private final JdbcClient jdbc;
    private final Answers answers;
    private final Clock clock;

    SettingsReader(JdbcClient jdbc, Answers answers, Clock clock) {
        this.jdbc = jdbc;
        this.answers = answers;
        this.clock = clock;
    }

    public ProgrammeSettings current() {
        var minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        return answers.to("settings of the programme", minute, () -> at(minute));
    }

    private ProgrammeSettings at(Instant minute) {
        return jdbc.sql("""
                select p.*, today.day as today,
                       (select h.touch_counts from touch_counts_history h
                        where h.since is null or h.since <= today.day order by h.since desc nulls last limit 1) as counting,
                       array(select domain from own_domain) as own_domains,
                       array(select address from own_address order by address) as own_addresses,
                       array(select member_id from own_address order by address) as own_members
                from programme p
                cross join lateral (select cast(cast(:now as timestamptz) at time zone p.zone as date) as day) today
                """)
                .param("now", Timestamp.from(minute))
                .query((row, index) -> settings(row))
                .single();
    }

    public ZoneId zone() {
        return answers.to(
                "zone of the programme",
                () -> ZoneId.of(jdbc.sql("select zone from programme")
                        .query(String.class)
                        .single()));
    }

    /** As an admin set them, for the settings page: a "known since" that is only proposed is left out. */
    SettingsChange asSet() {
        var now = current();
        return new SettingsChange(
                now.name(),
                now.zone(),
                now.ownDomains(),
                now.ownAddresses(),
                now.touchCounts(),
                now.knownSinceConfirmed() ? now.knownSince() : null,
                freeMailChanges(),
                now.baseUrl(),
                now.storeSubjects());
    }

    int version() {
        return jdbc.sql("select version from programme").query(Integer.class).single();
    }

    /** From how far back the mailboxes were read, if they propose a day. */
    Optional<LocalDate> knownSinceProposed() {
        return jdbc.sql("select known_since_proposed from programme where known_since_proposed is not null")
                .query(LocalDate.class)
                .optional();
    }

    private Map<String, Boolean> freeMailChanges() {
        var changes = new TreeMap<String, Boolean>();
        jdbc.sql("select domain, is_free_mail from free_mail_change").query(row -> {
            changes.put(row.getString("domain"), row.getBoolean("is_free_mail"));
        });
        return changes;
    }

    private ProgrammeSettings settings(ResultSet row) throws SQLException {
        var zone = ZoneId.of(row.getString("zone"));
        var set = date(row, "known_since");
        var proposed = date(row, "known_since_proposed");
        var knownSince = set != null ? set : proposed != null ? proposed : row.getObject("created_on", LocalDate.class);
        var today = row.getObject("today", LocalDate.class);
        var months = row.getObject("retention_months", Integer.class);
        var kept = months == null ? knownSince : today.minusMonths(months);
        return new ProgrammeSettings(
                row.getString("name"),
                zone,
                kept.isAfter(knownSince) ? kept : knownSince,
                set != null,
                TouchCounts.valueOf(row.getString("counting")),
                Set.of((String[]) row.getArray("own_domains").getArray()),
                ownAddresses(row),
                row.getString("base_url"),
                row.getBoolean("store_subjects"),
                months);
    }

    private static Map<String, OwnAddress> ownAddresses(ResultSet row) throws SQLException {
        var addresses = (String[]) row.getArray("own_addresses").getArray();
        var members = (@Nullable Long[]) row.getArray("own_members").getArray();
        return IntStream.range(0, addresses.length)
                .mapToObj(i -> new OwnAddress(addresses[i], members[i]))
                .collect(Collectors.toUnmodifiableMap(OwnAddress::address, Function.identity()));
    }

    /** What counts as a touch at the end of the given day, in the programme's zone. */
    public TouchCounts touchCountsOn(LocalDate day) {
        return jdbc.sql("""
                select touch_counts from touch_counts_history
                where since is null or since <= :day order by since desc nulls last limit 1
                """).param("day", day).query(TouchCounts.class).single();
    }

    /** Whether what counts as a touch changed on one of these days. */
    public boolean touchCountsChangedIn(LocalDate first, LocalDate last) {
        return jdbc.sql("select exists (select from touch_counts_history where since between :first and :last)")
                .param("first", first)
                .param("last", last)
                .query(Boolean.class)
                .single();
    }

    private static @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }
}
