package app.touchline.deal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;

import org.springframework.stereotype.Component;

import app.touchline.deal.DealReader.Line;
import app.touchline.team.SignedIn;

/** Deals whose last protected day comes within two weeks, the earliest first. */
@Component
class ProtectionDuties implements DealDuties {

    private static final int DAYS_BEFORE = 14;

    private static final String MINE = " and (d.owner_id = :me or p.owner_id = :me)";

    private final DealReader reader;

    ProtectionDuties(DealReader reader) {
        this.reader = reader;
    }

    @Override
    public Some of(Scope scope) {
        var params = scope.params();
        params.put("today", scope.today());
        params.put("last", scope.today().plusDays(DAYS_BEFORE));
        if (scope.mine()) params.put("me", scope.me().id());
        var found = reader.find(
                DealReader.PROTECTED + "and protected_until between :today and :last" + (scope.mine() ? MINE : "")
                        + scope.narrowed(),
                params,
                "d.protected_until, d.id",
                scope.most());
        return new Some(
                DealDuty.Kind.PROTECTION,
                found.count(),
                found.lines().stream().map(line -> duty(line, scope.today())).toList());
    }

    /** Late is none: it lapses. */
    @Override
    public Pressing pressing(SignedIn me, Instant now, LocalDate today) {
        var params = Map.of("today", today, "me", me.id());
        return new Pressing(0, reader.count(DealReader.PROTECTED + "and protected_until = :today" + MINE, params));
    }

    private static DealDuty duty(Line line, LocalDate today) {
        var until = Objects.requireNonNull(line.protectedUntil());
        var left = until.toEpochDay() - today.toEpochDay();
        return new DealDuty(
                DealDuty.Kind.PROTECTION,
                line.href(),
                "Protection of %s ends".formatted(line.customer()),
                "%s · %s · %s, extend it or move it on"
                        .formatted(
                                line.code().words(), line.whose(), line.stage().words()),
                line.whose(),
                line.tierWords(),
                line.owner(),
                until,
                left == 0 ? "ends today" : "ends in " + left + " d",
                false);
    }
}
