package app.touchline.response;

import java.time.Instant;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.answers.Answers;
import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;
import app.touchline.hours.WorkingTimeReader;

/** After how many working days of the programme a reply is owed, and awaited. */
@Service
public class ReplyRule {

    static final int MOST_DAYS = 20;

    private final JdbcClient jdbc;
    private final WorkingTimeReader hours;
    private final Answers answers;
    private final AuditLog audit;

    ReplyRule(JdbcClient jdbc, WorkingTimeReader hours, Answers answers, AuditLog audit) {
        this.jdbc = jdbc;
        this.hours = hours;
        this.answers = answers;
        this.audit = audit;
    }

    public ReplyBounds bounds(Instant now) {
        return ReplyBounds.at(now, workingDays(), hours.current());
    }

    int workingDays() {
        return answers.to(
                "working days before a reply is owed",
                () -> jdbc.sql("select working_days from reply_rule")
                        .query(Integer.class)
                        .single());
    }

    /** @param days 1 to {@value #MOST_DAYS}; holds for everything that waits now */
    @Transactional
    public void change(int days, Who by) {
        var before = jdbc.sql("select working_days from reply_rule for update")
                .query(Integer.class)
                .single();
        if (before == days) return;
        jdbc.sql("update reply_rule set working_days = :days")
                .param("days", days)
                .update();
        audit.note(
                by,
                "changed after how many working days a reply is owed",
                new About("settings", null, "replies"),
                Map.of("from", before, "to", days));
    }
}
