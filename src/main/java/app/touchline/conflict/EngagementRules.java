package app.touchline.conflict;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.partner.Refused;
import app.touchline.team.SignedIn;

/** The rules of engagement: an ordered list; each change makes a new version, the older ones stay as they were. */
@Service
class EngagementRules {

    private static final int LONGEST = 500;

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    EngagementRules(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    int version() {
        return jdbc.sql("select max(version) from engagement_version")
                .query((row, index) -> row.getInt(1))
                .single();
    }

    List<Rule> of(int version) {
        return jdbc.sql(
                        "select position, kind, sentence from engagement_rule where version = :version order by position")
                .param("version", version)
                .query((row, index) -> new Rule(
                        row.getInt("position"), RuleKind.valueOf(row.getString("kind")), row.getString("sentence")))
                .list();
    }

    /** Who made a version, when. */
    record Version(int version, Instant madeAt, String by, long decisions) {}

    /** All of them, the newest first. */
    List<Version> versions() {
        return jdbc.sql("""
                select v.version, v.made_at, v.by_name,
                       (select count(*) from conflict_decision d where d.version = v.version) as decisions
                from engagement_version v order by v.version desc
                """)
                .query((row, index) -> new Version(
                        row.getInt("version"),
                        row.getObject("made_at", OffsetDateTime.class).toInstant(),
                        row.getString("by_name"),
                        row.getLong("decisions")))
                .list();
    }

    /**
     * Makes a new version, for decisions from now on; nothing where these are the rules already.
     *
     * @param seen the version that this person changed
     * @param rules in their order; positions are given anew
     */
    @Transactional
    public void change(int seen, List<Rule> rules, SignedIn me) {
        jdbc.sql("lock table engagement_version in share row exclusive mode").update();
        var current = version();
        if (seen != current)
            throw new Refused(
                    "rules", "Somebody else changed the rules meanwhile; look again at version %d.".formatted(current));
        if (rules.isEmpty()) throw new Refused("rules", "Keep at least one rule.");
        for (var rule : rules) {
            if (rule.sentence().isBlank())
                throw new Refused(
                        "rules", "“%s” needs a sentence.".formatted(rule.kind().words()));
            if (rule.sentence().length() > LONGEST)
                throw new Refused("rules", "A sentence has at most %d characters.".formatted(LONGEST));
        }
        var before = of(current);
        var after = new java.util.ArrayList<Rule>();
        for (var rule : rules)
            after.add(new Rule(after.size() + 1, rule.kind(), rule.sentence().strip()));
        if (before.equals(after)) return;
        jdbc.sql("""
                insert into engagement_version (version, made_at, made_by, by_name) values (:version, :at, :by, :name)
                """)
                .param("version", current + 1)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", me.id())
                .param("name", me.name())
                .update();
        for (var rule : after)
            jdbc.sql("""
                    insert into engagement_rule (version, position, kind, sentence)
                    values (:version, :position, :kind, :sentence)
                    """)
                    .param("version", current + 1)
                    .param("position", rule.position())
                    .param("kind", rule.kind().name())
                    .param("sentence", rule.sentence())
                    .update();
        audit.note(
                me.who(),
                "changed the rules of engagement",
                new About("deals", null, "version " + (current + 1)),
                Map.of("from", words(before), "to", words(after)));
    }

    private static List<String> words(List<Rule> rules) {
        return rules.stream()
                .map(rule -> rule.position() + ". " + rule.sentence())
                .toList();
    }
}
