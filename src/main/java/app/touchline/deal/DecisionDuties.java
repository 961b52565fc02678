package app.touchline.deal;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

import org.springframework.stereotype.Component;

import app.touchline.deal.DealReader.Line;
import app.touchline.settings.SettingsReader;

/** Registrations that are to be decided until the end of the programme's day, or were, the longest overdue first. */
@Component
class DecisionDuties implements DealDuties {

    private final DealReader reader;
    private final Delegates delegates;
    private final SettingsReader settings;

    DecisionDuties(DealReader reader, Delegates delegates, SettingsReader settings) {
        this.reader = reader;
        this.delegates = delegates;
        this.settings = settings;
    }

    /** Everybody's who decides; nobody else's own. */
    @Override
    public Some of(Scope scope) {
        if (scope.mine() && !delegates.mayDecide(scope.me())) return new Some(DealDuty.Kind.DECISION, 0, List.of());
        var endOfDay = scope.today().plusDays(1).atStartOfDay(settings.zone()).toInstant();
        var params = scope.params();
        params.put("end", endOfDay.atOffset(ZoneOffset.UTC));
        var found = reader.find(
                "d.standing = 'WAITING' and d.decision_due_at < :end" + scope.narrowed(),
                params,
                "d.decision_due_at, d.id",
                scope.most());
        return new Some(
                DealDuty.Kind.DECISION,
                found.count(),
                found.first().stream().map(line -> duty(line, scope)).toList());
    }

    private DealDuty duty(Line line, Scope scope) {
        var due = Objects.requireNonNull(line.decisionDueAt());
        var late = line.overdueAt(scope.now());
        return new DealDuty(
                DealDuty.Kind.DECISION,
                line.href(),
                "Decide " + line.customer(),
                "%s · %s · %s"
                        .formatted(
                                line.code().words(), line.whose(), line.value().words()),
                line.whose(),
                line.tierWords(),
                line.owner(),
                LocalDate.ofInstant(due, settings.zone()),
                (late ? "was due " : "due ") + scope.words(due),
                late);
    }
}
