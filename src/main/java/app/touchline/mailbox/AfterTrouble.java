package app.touchline.mailbox;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import io.micrometer.core.instrument.Metrics;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is done about trouble with a mailbox or its tenant: what its page says, and when it is tried again. */
@Component
class AfterTrouble {

    /** More wrong passwords than this may lock the account. */
    private static final int SIGN_IN_TRIES = 3;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    /** A changed consent takes up to two hours to be true everywhere. */
    private static final int HOURS_FOR_CONSENT = 24;

    private static final int GONE_FOR_SURE = 3;
    private static final Duration GONE_FOR_LONG = Duration.ofHours(24);

    private final Turns turns;
    private final TenantGate gate;
    private final MailboxSettings limits;
    private final Clock clock;

    AfterTrouble(Turns turns, TenantGate gate, MailboxSettings limits, Clock clock) {
        this.turns = turns;
        this.gate = gate;
        this.limits = limits;
        this.clock = clock;
    }

    Slice of(Turn turn, Trouble trouble) {
        return switch (trouble) {
            case Trouble.Throttled throttled -> throttled(turn, throttled);
            case Trouble.TenantThrottled throttled -> tenantThrottled(turn, throttled);
            case Trouble.Reauth reauth -> reauth(turn, reauth);
            case Trouble.TenantReauth reauth -> tenantReauth(turn, reauth);
            case Trouble.Unconsented closed -> unconsented(turn, closed);
            case Trouble.MailboxGone gone -> mailboxGone(turn, gone);
            case Trouble.AccessDenied denied -> tryAgain(turn, denied.words());
            case Trouble.Gone gone -> tryAgain(turn, gone.words());
            case Trouble.CursorInvalid renumbered -> tryAgain(turn, renumbered.words());
            case Trouble.TooMuchAtOnce tooMuch -> tryAgain(turn, tooMuch.words());
            case Trouble.Transient passing -> tryAgain(turn, passing.words());
        };
    }

    private Slice throttled(Turn turn, Trouble.Throttled throttled) {
        Metrics.counter("touchline.throttled", "whom", "mailbox").increment();
        var wait = pause(throttled.retryAfter(), turn.failCount());
        var connection = turn.door().connection();
        if (connection != null) {
            gate.slowDown(connection);
            turns.throttled(turn, clock.instant().plus(wait));
        }
        return later(turn, Mailbox.State.BACKOFF, throttled.words(), wait, false);
    }

    private Slice tenantThrottled(Turn turn, Trouble.TenantThrottled throttled) {
        Metrics.counter("touchline.throttled", "whom", "tenant").increment();
        var connection = turn.door().connection();
        if (connection == null)
            return later(
                    turn,
                    Mailbox.State.BACKOFF,
                    throttled.words(),
                    pause(throttled.retryAfter(), turn.failCount()),
                    false);
        gate.slowDown(connection);
        var wait = gate.closedFor(connection, throttled.retryAfter());
        return later(turn, Mailbox.State.BACKOFF, throttled.words(), wait, false);
    }

    private Slice reauth(Turn turn, Trouble.Reauth reauth) {
        if (turn.authFailures() + 1 < SIGN_IN_TRIES)
            return later(turn, Mailbox.State.BACKOFF, reauth.words(), limits.interval(), true);
        var words = reauth.words() + " Tried " + SIGN_IN_TRIES
                + (turn.door().connection() == null
                        ? " times; to keep the account from being locked, reading waits for a new password."
                        : " times; reading waits until an admin looks for new mail here once more.");
        turns.failed(turn, Mailbox.State.REAUTH_REQUIRED, words, null, true);
        return new Slice.Resting();
    }

    private Slice tenantReauth(Turn turn, Trouble.TenantReauth reauth) {
        var connection = turn.door().connection();
        if (connection != null) gate.closed(connection, reauth.words());
        return new Slice.Resting();
    }

    private Slice unconsented(Turn turn, Trouble.Unconsented closed) {
        var wait = turn.authFailures() < HOURS_FOR_CONSENT ? Duration.ofHours(1) : Duration.ofDays(1);
        return later(turn, Mailbox.State.REAUTH_REQUIRED, closed.words(), wait, true);
    }

    private Slice mailboxGone(Turn turn, Trouble.MailboxGone gone) {
        var state = turns.notThere(turn, GONE_FOR_SURE, GONE_FOR_LONG);
        var words = state == Mailbox.State.GONE
                ? gone.words() + " It has been so for over a day: its touches stay, and it is looked for once a day."
                : gone.words() + " This may pass: it is looked for again.";
        var wait = state == Mailbox.State.GONE ? Duration.ofDays(1) : Duration.ofHours(1);
        return later(turn, state, words, wait, false);
    }

    private Slice tryAgain(Turn turn, String words) {
        return later(turn, Mailbox.State.BACKOFF, words, wait(turn.failCount()), false);
    }

    private Slice later(Turn turn, Mailbox.State state, String words, Duration wait, boolean signIn) {
        turns.failed(turn, state, words, clock.instant().plus(wait), signIn);
        return new Slice.Later(wait);
    }

    /**
     * Where the server says how long, ours is the longer one only after several failures.
     *
     * @param times how often in a row it asked before
     */
    static Duration pause(@Nullable Duration asked, int times) {
        if (asked == null) return wait(times);
        var ours = spread(Math.min(LONGEST_WAIT.toSeconds(), 5L << Math.min(times, 10)));
        return asked.compareTo(ours) < 0 ? ours : asked;
    }

    /** Doubles with each failure in a row; never the same for two mailboxes, so that they do not come back together. */
    private static Duration wait(int times) {
        return spread(Math.min(LONGEST_WAIT.toSeconds(), 30L << Math.min(times, 10)));
    }

    private static Duration spread(long seconds) {
        return Duration.ofMillis((long)
                (seconds * 1000 * (0.8 + 0.4 * ThreadLocalRandom.current().nextDouble())));
    }
}
