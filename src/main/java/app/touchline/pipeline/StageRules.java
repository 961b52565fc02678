package app.touchline.pipeline;

import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;
import app.touchline.deal.Stage;
import app.touchline.partner.Refused;
import app.touchline.pipeline.Forecast.Likely;

/** What admins say about stages, and about deals that stall; each change is audited. */
@Service
@Transactional
class StageRules {

    private static final About PIPELINE = new About("pipeline", null, "The pipeline");

    private final JdbcClient jdbc;
    private final AuditLog audit;

    StageRules(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /**
     * @param byItself whether a stalled deal becomes an action without anybody's click
     * @param days in how many days such an action is due
     */
    record WhenStalled(boolean byItself, int days) {

        WhenStalled {
            if (days < 0 || days > 31) throw new Refused("actionDays", "The action is due within 31 days.");
        }
    }

    @Transactional(readOnly = true)
    public List<StageRule> all() {
        return jdbc
                .sql("select stage, probability, stale_days from pipeline_stage")
                .query((row, index) -> new StageRule(
                        Stage.valueOf(row.getString("stage")), row.getInt("probability"), row.getInt("stale_days")))
                .list()
                .stream()
                .sorted(java.util.Comparator.comparing(StageRule::stage))
                .toList();
    }

    List<Likely> likely() {
        return all().stream()
                .map(rule -> new Likely(rule.stage(), rule.probability()))
                .toList();
    }

    @Transactional(readOnly = true)
    public WhenStalled whenStalled() {
        return jdbc.sql("select acts_by_itself, action_days from pipeline_rule")
                .query((row, index) -> new WhenStalled(row.getBoolean("acts_by_itself"), row.getInt("action_days")))
                .single();
    }

    public void change(List<StageRule> rules, WhenStalled whenStalled, Who by) {
        var before = all();
        for (var rule : rules) {
            var was = before.stream()
                    .filter(each -> each.stage() == rule.stage())
                    .findFirst()
                    .orElseThrow();
            if (was.equals(rule)) continue;
            jdbc.sql("""
                    update pipeline_stage set probability = :probability, stale_days = :days, version = version + 1
                    where stage = :stage
                    """)
                    .param("probability", rule.probability())
                    .param("days", rule.staleDays())
                    .param("stage", rule.stage().name())
                    .update();
            audit.note(
                    by,
                    "changed the stage “%s” of".formatted(rule.stage().words()),
                    PIPELINE,
                    Map.of("from", words(was), "to", words(rule)));
        }
        var was = whenStalled();
        if (was.equals(whenStalled)) return;
        jdbc.sql("update pipeline_rule set acts_by_itself = :byItself, action_days = :days, version = version + 1")
                .param("byItself", whenStalled.byItself())
                .param("days", whenStalled.days())
                .update();
        audit.note(
                by,
                "changed what becomes of stalled deals of",
                PIPELINE,
                Map.of("from", words(was), "to", words(whenStalled)));
    }

    private static String words(StageRule rule) {
        return "%d percent, stalled after %d days".formatted(rule.probability(), rule.staleDays());
    }

    private static String words(WhenStalled rule) {
        return "%s, due in %d days"
                .formatted(rule.byItself() ? "an action by itself" : "an action by a click", rule.days());
    }
}
