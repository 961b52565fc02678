package app.touchline.deal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

import org.springframework.stereotype.Component;

import app.touchline.deal.DealReader.Line;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/** Registrations that are to be decided, or were, until the end of a day of the programme, the longest overdue first. */
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
        var params = scope.params();
        params.put("end", endOf(scope.until()).atOffset(ZoneOffset.UTC));
        var found = reader.find(
                "d.standing = 'WAITING' and d.decision_due_at < :end" + scope.narrowed(),
                params,
                "d.decision_due_at, d.id",
                scope.most());
        return new Some(
                DealDuty.Kind.DECISION,
                found.count(),
                found.lines().stream().map(line -> duty(line, scope)).toList());
    }

    private Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(settings.zone()).toInstant();
    }

    @Override
    public Pressing pressing(SignedIn me, Instant now, LocalDate today) {
        if (!delegates.mayDecide(me)) return Pressing.NOTHING;
        var late = reader.toDecideBefore(now);
        return new Pressing(late, reader.toDecideBefore(endOf(today)) - late);
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
