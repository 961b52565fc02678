package app.touchline.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

import app.touchline.settings.SettingsReader;

/**
 * Reads a mailbox, a turn at a time: in every folder first what is new, then what is older down to the floor, then once
 * more what may concern partners, contacts or domains that have changed since. Whatever ends a turn, the next one goes on from the last
 * committed page.
 */
@Service
public class MailSync {

    private static final Logger log = LoggerFactory.getLogger(MailSync.class);

    /** Soon enough for a node that knows the upgraded tables to find the mailbox due. */
    private static final Duration TO_A_NEWER_NODE = Duration.ofSeconds(5);

    private final Turns turns;
    private final ReadingProgress progress;
    private final TenantGate gate;
    private final Doors doors;
    private final MailIntake intake;
    private final MeetingReading meetings;
    private final SettingsReader settings;
    private final MailboxSettings limits;
    private final AfterTrouble afterTrouble;

    MailSync(
            Turns turns,
            ReadingProgress progress,
            TenantGate gate,
            Doors doors,
            MailIntake intake,
            MeetingReading meetings,
            SettingsReader settings,
            MailboxSettings limits,
            AfterTrouble afterTrouble) {
        this.turns = turns;
        this.progress = progress;
        this.gate = gate;
        this.doors = doors;
        this.intake = intake;
        this.meetings = meetings;
        this.settings = settings;
        this.limits = limits;
        this.afterTrouble = afterTrouble;
    }

    /** One turn. Never throws for what a mail server does; the trouble then stands on the mailbox. */
    public Slice runSlice(long mailboxId) {
        if (turns.areOverForThisNode()) return new Slice.Later(TO_A_NEWER_NODE);
        var away = gate.turnedAway(mailboxId);
        if (away != null) return turns.removed(mailboxId) ? new Slice.Over() : away;
        try {
            var turn = turns.begin(mailboxId).orElse(null);
            if (turn == null) return turns.removed(mailboxId) ? new Slice.Over() : new Slice.Resting();
            return read(turn);
        } finally {
            gate.left(mailboxId);
        }
    }

    private Slice read(Turn turn) {
        try (var visit = doors.open(turn);
                var pages = new ReadingAhead(visit, intake)) {
            var connection = turn.door().connection();
            if (connection != null) gate.signedIn(connection);
            var slice = new Reading(turn, floor(turn), pages, turns, progress, intake, limits).toItsEnd();
            return slice instanceof Slice.ReadToTheEnd && !meetings.toItsEnd(turn) ? new Slice.MoreToRead() : slice;
        } catch (MailTrouble e) {
            log.info("Mailbox {}: {}", turn.mailboxId(), e.trouble().getClass().getSimpleName());
            return afterTrouble.of(turn, e.trouble());
        } catch (RuntimeException e) {
            // not the message: a database error may quote what was to be stored
            log.error("Mailbox {}: a page could not be taken in ({})", turn.mailboxId(), classes(e));
            return afterTrouble.of(
                    turn,
                    new Trouble.Transient("Touchline could not take mail in ("
                            + e.getClass().getSimpleName() + "). Nothing is lost; it tries again from where it was."));
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

    /** Tries a message again that was put aside. True when it is in now. */
    boolean retry(long mailboxId, String providerId) throws MailTrouble {
        var turn = turns.begin(mailboxId).orElse(null);
        if (turn == null) return false;
        try (var visit = doors.open(turn);
                var pages = new ReadingAhead(visit, intake)) {
            var message = visit.refetch(providerId);
            if (message.isEmpty()) return false;
            var one = SecondLook.atParts(List.of(message.get()), visit, intake);
            var gone = SecondLook.forGone(mailboxId, one, pages, intake);
            var page = new MailPage(mailboxId, one, List.of(), gone, () -> turns.held(turn), false);
            return intake.take(page) instanceof Intake.Taken taken && taken.quarantined() == 0;
        } catch (MailTrouble e) {
            if (e.trouble() instanceof Trouble.Throttled) afterTrouble.of(turn, e.trouble());
            throw e;
        }
    }
}
