package app.touchline.action;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.action.Action.Plan;
import app.touchline.team.Member;

/** What the forms on actions propose, for whoever changes many at once. */
@Component
public class StepProposals {

    private final StepPage.Pages pages;
    private final JdbcClient jdbc;

    StepProposals(StepPage.Pages pages, JdbcClient jdbc) {
        this.pages = pages;
        this.jdbc = jdbc;
    }

    /** Those to whom an action may be given, by name. */
    public List<Member> people() {
        return pages.people();
    }

    /**
     * What comes after an action, for the same person.
     *
     * @param due null for the day that the partner's cadence proposes
     */
    public Plan next(long actionId, ActionType type, @Nullable LocalDate due) {
        var step = pages.of(actionId);
        return new Plan(type, "", due == null ? step.nextDate() : due, step.assigneeId());
    }

    /** Whether a recovery touch is among these actions. */
    public boolean anyRecovery(Collection<Long> actionIds) {
        return jdbc.sql("""
                select exists (select from action where type = 'RECOVERY_TOUCH' and id = any(:ids))
                """)
                .param("ids", actionIds.toArray(Long[]::new))
                .query(Boolean.class)
                .single();
    }
}
