package app.touchline.mailbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

import app.touchline.mailbox.MailSource.Account;
import app.touchline.settings.SettingsReader;

/**
 * Reads a mailbox, a turn at a time: in every folder first what is new, then what is older down to the floor, then all of
 * it again if partners, contacts or domains have changed since. Whatever ends a turn, the next one goes on from the last
 * committed page.
 */
@Service
public class MailSync {

    private static final Logger log = LoggerFactory.getLogger(MailSync.class);

    /** More wrong passwords than this may lock the account. */
    private static final int SIGN_IN_TRIES = 3;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final Turns turns;
    private final ReadingProgress progress;
    private final MailSource source;
    private final MailIntake intake;
    private final Secrets secrets;
    private final SettingsReader settings;
    private final MailboxSettings limits;
    private final Clock clock;

    MailSync(
            Turns turns,
            ReadingProgress progress,
            MailSource source,
            MailIntake intake,
            Secrets secrets,
            SettingsReader settings,
            MailboxSettings limits,
            Clock clock) {
        this.turns = turns;
        this.progress = progress;
        this.source = source;
        this.intake = intake;
        this.secrets = secrets;
        this.settings = settings;
        this.limits = limits;
        this.clock = clock;
    }

    /** One turn. Never throws for what a mail server does; the trouble then stands on the mailbox. */
    public Slice runSlice(long mailboxId) {
        var turn = turns.begin(mailboxId).orElse(null);
        if (turn == null) return turns.removed(mailboxId) ? new Slice.Over() : new Slice.Resting();
        var password =
                secrets.open(turn.secret(), Mailbox.boundTo(turn.host(), turn.port(), turn.tls(), turn.username()));
        if (password.isEmpty()) return keyDoesNotFit(turn);
        try (var visit =
                source.visit(new Account(turn.host(), turn.port(), turn.tls(), turn.username(), password.get()))) {
            turns.signedIn(turn);
            return new Reading(turn, floor(turn), visit, turns, progress, intake, limits).toItsEnd();
        } catch (MailTrouble e) {
            log.info("Mailbox {}: {}", mailboxId, e.trouble().getClass().getSimpleName());
            return after(turn, e.trouble());
        } catch (RuntimeException e) {
            // not the message: a database error may quote what was to be stored
            log.error("Mailbox {}: a page could not be taken in ({})", mailboxId, classes(e));
            return waitAndTryAgain(
                    turn,
                    "Touchline could not take mail in (" + e.getClass().getSimpleName()
                            + "). Nothing is lost; it tries again from where it was.");
        }
    }

    private Instant floor(Turn turn) {
        return turn.floor().atStartOfDay(settings.zone()).toInstant();
    }

    private static String classes(Throwable e) {
        var names = new ArrayList<String>();
        for (Throwable at = e; at != null && names.size() < 6; at = at.getCause()) {
            var where = at.getStackTrace().length == 0 ? "" : " at " + at.getStackTrace()[0];
            names.add(at.getClass().getName() + where);
        }
        return String.join(" from ", names);
    }

    private Slice keyDoesNotFit(Turn turn) {
        return waitAndTryAgain(
                turn,
                secrets.fits(turn.secret())
                        ? "The stored password does not belong to this server and user any more: type it again under"
                                + " Change."
                        : "The stored password was encrypted with another key: start Touchline with the former"
                                + " TOUCHLINE_SECRET_KEY, or type the password again under Change.");
    }

    private Slice after(Turn turn, Trouble trouble) {
        return switch (trouble) {
            case Trouble.Throttled throttled -> {
                var wait = throttled.retryAfter() != null ? throttled.retryAfter() : wait(turn);
                turns.failed(
                        turn,
                        Mailbox.State.BACKOFF,
                        throttled.words(),
                        clock.instant().plus(wait),
                        false);
                yield new Slice.Later(wait);
            }
            case Trouble.Reauth reauth
            when turn.authFailures() + 1 >= SIGN_IN_TRIES -> {
                turns.failed(
                        turn,
                        Mailbox.State.REAUTH_REQUIRED,
                        reauth.words() + " Tried " + SIGN_IN_TRIES
                                + " times; to keep the account from being locked, reading waits for a new password.",
                        null,
                        true);
                yield new Slice.Resting();
            }
            case Trouble.Reauth reauth -> {
                var wait = limits.interval();
                turns.failed(
                        turn,
                        Mailbox.State.BACKOFF,
                        reauth.words(),
                        clock.instant().plus(wait),
                        true);
                yield new Slice.Later(wait);
            }
            case Trouble.AccessDenied denied -> waitAndTryAgain(turn, denied.words());
            case Trouble.Gone gone -> waitAndTryAgain(turn, gone.words());
            case Trouble.CursorInvalid renumbered -> waitAndTryAgain(turn, renumbered.words());
            case Trouble.Transient passing -> waitAndTryAgain(turn, passing.words());
        };
    }

    private Slice waitAndTryAgain(Turn turn, String words) {
        var wait = wait(turn);
        turns.failed(turn, Mailbox.State.BACKOFF, words, clock.instant().plus(wait), false);
        return new Slice.Later(wait);
    }

    /** Doubles with each failure in a row; never the same for two mailboxes, so that they do not come back together. */
    private static Duration wait(Turn turn) {
        var seconds = Math.min(LONGEST_WAIT.toSeconds(), 30L << Math.min(turn.failCount(), 10));
        return Duration.ofMillis((long)
                (seconds * 1000 * (0.8 + 0.4 * ThreadLocalRandom.current().nextDouble())));
    }

    /** Tries a message again that was put aside. True when it is in now. */
    boolean retry(long mailboxId, String providerId) throws MailTrouble {
        var turn = turns.begin(mailboxId).orElse(null);
        if (turn == null) return false;
        var password =
                secrets.open(turn.secret(), Mailbox.boundTo(turn.host(), turn.port(), turn.tls(), turn.username()));
        if (password.isEmpty()) return false;
        try (var visit =
                source.visit(new Account(turn.host(), turn.port(), turn.tls(), turn.username(), password.get()))) {
            var message = visit.refetch(providerId);
            if (message.isEmpty()) return false;
            var looked = SecondLook.at(List.of(message.get()), mailboxId, visit, intake);
            var page =
                    new MailPage(mailboxId, looked.messages(), List.of(), looked.gone(), () -> turns.held(turn), false);
            return intake.take(page) instanceof Intake.Taken taken && taken.quarantined() == 0;
        }
    }
}
