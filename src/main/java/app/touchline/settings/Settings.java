package app.touchline.settings;

import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;
import app.touchline.settings.ProgrammeSettings.OwnAddress;
import app.touchline.web.Formats;

/** Everything that changes the programme's settings. */
@Service
public class Settings {

    private final JdbcClient jdbc;
    private final SettingsReader reader;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Settings(JdbcClient jdbc, SettingsReader reader, AuditLog audit, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Says from which day on the mailboxes were read; it holds until an admin sets a day.
     *
     * @param day in the programme's zone; null when nothing can be proposed any more
     */
    @Transactional
    public void proposeKnownSince(@Nullable LocalDate day) {
        jdbc.sql("""
                update programme set known_since_proposed = cast(:day as date)
                where known_since_proposed is distinct from cast(:day as date)
                """).param("day", day).update();
    }

    /** @param months after which touches are forgotten; null keeps them for good */
    @Transactional
    public void keepTouchesFor(@Nullable Integer months, Who by) {
        jdbc.sql("update programme set retention_months = cast(:months as integer), version = version + 1")
                .param("months", months, Types.INTEGER)
                .update();
        audit.note(
                by,
                months == null ? "touches are kept for good" : "touches are kept for %d months".formatted(months),
                new About("settings", null, "retention"),
                Map.of());
    }

    /** The programme's first own words, at set-up. */
    @Transactional
    public void setUp(String name, ZoneId zone, String ownDomain, Who by) {
        jdbc.sql("update programme set name = :name, zone = :zone, created_on = :today, version = version + 1")
                .param("name", name)
                .param("zone", zone.getId())
                .param("today", LocalDate.ofInstant(clock.instant(), zone))
                .update();
        jdbc.sql("insert into own_domain (domain) values (:domain) on conflict do nothing")
                .param("domain", ownDomain)
                .update();
        audit.note(
                by, "set up", about(name), Map.of("name", name, "zone", Formats.words(zone), "own domain", ownDomain));
    }

    /**
     * Saves what differs; only that is written, since another own domain, address or free-mail domain makes every
     * mailbox be read again.
     *
     * @param version of the settings that the admin saw
     * @return false if somebody else saved in between; then nothing is changed
     */
    @Transactional
    boolean save(SettingsChange wanted, int version, Who by) {
        if (jdbc.sql("update programme set version = version + 1 where version = :version")
                        .param("version", version)
                        .update()
                == 0) return false;
        var now = reader.asSet();
        var changes = new LinkedHashMap<String, String>();
        saveProgramme(now, wanted, changes);
        if (!now.ownDomains().equals(wanted.ownDomains())) {
            jdbc.sql("delete from own_domain").update();
            wanted.ownDomains().forEach(this::addOwnDomain);
            changes.put("own domains", String.join(", ", new TreeSet<>(wanted.ownDomains())));
        }
        if (!now.ownAddresses().equals(wanted.ownAddresses())) {
            jdbc.sql("delete from own_address").update();
            wanted.ownAddresses().values().forEach(this::addOwnAddress);
            changes.put(
                    "own addresses",
                    String.join(", ", new TreeSet<>(wanted.ownAddresses().keySet())));
        }
        if (!now.freeMail().equals(wanted.freeMail())) {
            jdbc.sql("delete from free_mail_change").update();
            wanted.freeMail().forEach(this::addFreeMailChange);
            changes.put("free mail", wanted.freeMail().toString());
        }
        if (now.touchCounts() != wanted.touchCounts()) {
            countFromToday(wanted.touchCounts(), LocalDate.ofInstant(clock.instant(), wanted.zone()));
            events.publishEvent(new TouchCountsChanged());
            changes.put("touch counts", now.touchCounts() + " → " + wanted.touchCounts());
        }
        if (!changes.isEmpty()) audit.note(by, "changed", about(wanted.name()), changes);
        return true;
    }

    private void saveProgramme(SettingsChange now, SettingsChange wanted, Map<String, String> changes) {
        jdbc.sql("""
                update programme set name = :name, zone = :zone, known_since = :knownSince, base_url = :baseUrl,
                    store_subjects = :storeSubjects
                """)
                .param("name", wanted.name())
                .param("zone", wanted.zone().getId())
                .param("knownSince", wanted.knownSince())
                .param("baseUrl", wanted.baseUrl())
                .param("storeSubjects", wanted.storeSubjects())
                .update();
        note(changes, "name", now.name(), wanted.name());
        note(changes, "zone", Formats.words(now.zone()), Formats.words(wanted.zone()));
        note(changes, "known since", now.knownSince(), wanted.knownSince());
        note(changes, "address", now.baseUrl(), wanted.baseUrl());
        note(changes, "store subjects", now.storeSubjects(), wanted.storeSubjects());
    }

    private static void note(Map<String, String> changes, String what, @Nullable Object from, @Nullable Object to) {
        if (!Objects.equals(from, to)) changes.put(what, orNone(from) + " → " + orNone(to));
    }

    private static String orNone(@Nullable Object value) {
        return value == null ? "none" : value.toString();
    }

    private void addOwnDomain(String domain) {
        jdbc.sql("insert into own_domain (domain) values (:domain)")
                .param("domain", domain)
                .update();
    }

    private void addOwnAddress(OwnAddress own) {
        jdbc.sql("insert into own_address (address, member_id) values (:address, :member)")
                .param("address", own.address())
                .param("member", own.memberId())
                .update();
    }

    private void addFreeMailChange(String domain, boolean isFreeMail) {
        jdbc.sql("insert into free_mail_change (domain, is_free_mail) values (:domain, :isFreeMail)")
                .param("domain", domain)
                .param("isFreeMail", isFreeMail)
                .update();
    }

    private void countFromToday(TouchCounts touchCounts, LocalDate today) {
        jdbc.sql("""
                insert into touch_counts_history (since, touch_counts) values (:today, :touchCounts)
                on conflict on constraint one_touch_counts_per_day do update set touch_counts = excluded.touch_counts
                """)
                .param("today", today)
                .param("touchCounts", touchCounts.name())
                .update();
    }

    private static About about(String programme) {
        return new About("settings", null, programme);
    }
}
