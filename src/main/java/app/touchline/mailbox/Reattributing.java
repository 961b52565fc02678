package app.touchline.mailbox;

import java.time.Clock;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import app.touchline.touch.TouchLog;

/**
 * Matches the touches on record anew after partners, contacts or domains have changed, some at a time, each time in one
 * transaction with how far it has come: it can be killed at any moment, and another node goes on.
 */
@Service
class Reattributing {

    private static final Logger log = LoggerFactory.getLogger(Reattributing.class);

    private static final int AT_ONCE = 200;
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final Reattributions reattributions;
    private final Directories directories;
    private final TouchLog touches;
    private final IntakeBooks books;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Reattributing(
            Reattributions reattributions,
            Directories directories,
            TouchLog touches,
            IntakeBooks books,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.reattributions = reattributions;
        this.directories = directories;
        this.touches = touches;
        this.books = books;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Until nothing is left to be matched, or so many steps are done. */
    void run(int mostSteps) {
        transaction.executeWithoutResult(status -> reattributions.gather(clock.instant()));
        for (int step = 0; step < mostSteps && step(); step++) continue;
        transaction.executeWithoutResult(
                status -> reattributions.finish(clock.instant(), clock.instant().minus(REMEMBERED)));
    }

    /** False when there is nothing more to do. */
    boolean step() {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var open = reattributions.next().orElse(null);
            if (open == null) return false;
            // before the lock of those who write touches, as reading does
            var directory = directories.held();
            var next = reattributions.touches(open, AT_ONCE);
            if (!next.isEmpty()) {
                var outcome = touches.matchAnew(next, directory);
                books.takenOff(outcome.gone());
                reattributions.matched(open, next, outcome);
            }
            if (next.size() < AT_ONCE) {
                reattributions.allMatched(open, clock.instant());
                log.info("Reattribution {}: all touches are matched anew", open);
            }
            return true;
        }));
    }
}
