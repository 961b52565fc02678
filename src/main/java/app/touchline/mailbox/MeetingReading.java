package app.touchline.mailbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import app.touchline.mailbox.CalendarProgress.At;
import app.touchline.settings.SettingsReader;
import app.touchline.touch.Copy;
import app.touchline.touch.TouchLog;

/**
 * Reads meetings that took place out of a mailbox's calendar, once its mail is read: every hour those of the last two
 * weeks, which may have been moved or cancelled since; and those before, down to the floor, once a day and when partners,
 * contacts or domains have changed.
 *
 * <p>Who came is told to the organiser alone; a guest's calendar shows of the others only that they were invited. So where
 * the organiser's copy is on record, it alone says who was there, in whatever order calendars are read. Else everybody who
 * was invited counts as there.
 */
@Component
class MeetingReading {

    private static final Logger log = LoggerFactory.getLogger(MeetingReading.class);

    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration DOWN_EVERY = Duration.ofDays(1);
    private static final Duration RECENT = Duration.ofDays(14);
    private static final Duration AT_ONCE = Duration.ofDays(60);

    /** Then the other mailboxes have their turn. */
    private static final int SPANS = 8;

    private final Calendars calendars;
    private final ConnectionRecords connections;
    private final CalendarProgress progress;
    private final ReadingProgress reading;
    private final Directories directories;
    private final LeftOutReader leftOut;
    private final TouchLog touches;
    private final Turns turns;
    private final SettingsReader settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MeetingReading(
            Calendars calendars,
            ConnectionRecords connections,
            CalendarProgress progress,
            ReadingProgress reading,
            Directories directories,
            LeftOutReader leftOut,
            TouchLog touches,
            Turns turns,
            SettingsReader settings,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.calendars = calendars;
        this.connections = connections;
        this.progress = progress;
        this.reading = reading;
        this.directories = directories;
        this.leftOut = leftOut;
        this.touches = touches;
        this.turns = turns;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** False where there is more to read. What is the matter with a calendar alone keeps no mail waiting. */
    boolean toItsEnd(Turn turn) throws MailTrouble {
        if (!(turn.door() instanceof Door.InTenant(var connection))) return true;
        var at = progress.due(turn.mailboxId()).orElse(null);
        if (at == null) return true;
        try {
            return read(turn, new Tenant.Mailbox(connections.tenant(connection), turn.address()), at);
        } catch (MailTrouble e) {
            if (!isAboutTheCalendar(e.trouble())) throw e;
            log.info("Mailbox {}: its calendar could not be read", turn.mailboxId());
            progress.failed(
                    turn.mailboxId(), e.trouble().words(), clock.instant().plus(EVERY));
            return true;
        }
    }

    private static boolean isAboutTheCalendar(Trouble trouble) {
        return switch (trouble) {
            case Trouble.Unconsented _,
                    Trouble.AccessDenied _,
                    Trouble.MailboxGone _,
                    Trouble.Gone _,
                    Trouble.TooMuchAtOnce _,
                    Trouble.CursorInvalid _,
                    Trouble.Transient _ -> true;
            case Trouble.Throttled _, Trouble.TenantThrottled _, Trouble.TenantReauth _, Trouble.Reauth _ -> false;
        };
    }

    private boolean read(Turn turn, Tenant.Mailbox mailbox, At before) throws MailTrouble {
        var now = clock.instant();
        var recent = now.minus(RECENT);
        var floor = turn.floor().atStartOfDay(settings.zone()).toInstant();
        var at = goesOn(turn, before, recent, now);
        if (!taken(turn, mailbox, recent.isBefore(floor) ? floor : recent, now, true, at, null)) return true;
        for (int spans = 0; at.below() != null; spans++) {
            var below = at.below();
            if (!below.isAfter(floor)) at = new At(null, at.goal(), at.goal(), turn.floor(), now);
            else if (spans == SPANS) return false;
            else {
                var from = below.minus(AT_ONCE).isBefore(floor) ? floor : below.minus(AT_ONCE);
                at = new At(from, at.goal(), at.version(), turn.floor(), at.downAt());
                if (!taken(turn, mailbox, from, below, false, at, null)) return true;
            }
        }
        var done = at;
        transaction.executeWithoutResult(status -> {
            if (turns.held(turn)) progress.set(turn.mailboxId(), done, now.plus(EVERY));
        });
        return true;
    }

    /** A descent that is under way goes on although partners change meanwhile; the next one is for them. */
    private At goesOn(Turn turn, At before, Instant recent, Instant now) {
        if (before.below() != null && turn.floor().equals(before.floor())) return before;
        var version = reading.directoryVersion();
        boolean complete = before.version() == version
                && before.floor() != null
                && !turn.floor().isBefore(before.floor())
                && before.downAt() != null
                && now.isBefore(before.downAt().plus(DOWN_EVERY));
        return complete
                ? new At(null, version, version, turn.floor(), before.downAt())
                : new At(recent, version, before.version(), turn.floor(), before.downAt());
    }

    /**
     * Takes in the meetings that begin within a span of time.
     *
     * @param mayBeMissing whether those that are not there any more were moved or cancelled: people clear old calendars
     * @return false where somebody else has the mailbox now
     */
    private boolean taken(
            Turn turn,
            Tenant.Mailbox mailbox,
            Instant from,
            Instant to,
            boolean mayBeMissing,
            At next,
            @Nullable Instant due)
            throws MailTrouble {
        var there = calendars.between(mailbox, from, to);
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (!turns.held(turn)) return false;
            take(turn.mailboxId(), there, from, to, mayBeMissing);
            progress.set(turn.mailboxId(), next, due);
            return true;
        }));
    }

    private void take(long mailboxId, List<Meeting> there, Instant from, Instant to, boolean mayBeMissing) {
        var sorting = new MeetingSorting(directories.held(), leftOut.of(mailboxId), clock.instant());
        var kept = kept(mailboxId, there, sorting);
        var gone = new HashSet<>(touches.copies(mailboxId, MeetingSorting.PLACE, from, to));
        kept.forEach(copy -> gone.remove(copy.providerId()));
        for (var each : there)
            if (sorting.staysForAnErasedPerson(each)) gone.removeIf(id -> MeetingSorting.names(id, each, each.start()));
        if (!mayBeMissing)
            gone.removeIf(id -> there.stream().noneMatch(each -> MeetingSorting.names(id, each, each.start())));
        gone.addAll(wereAtAnotherTime(mailboxId, there));
        var organised = kept.stream()
                .filter(copy -> copy.providerId().startsWith(MeetingSorting.ORGANISED))
                .toList();
        touches.takeBackWherever(touches.namingOthers(organised), sorting.directory());
        touches.takeBack(mailboxId, gone, sorting.directory());
        touches.note(mailboxId, kept, List.of(), Set.of(), sorting.directory());
    }

    /** What the organiser's calendar tells better is left to it. */
    private List<Copy> kept(long mailboxId, List<Meeting> there, MeetingSorting sorting) {
        var copies = there.stream()
                .flatMap(each -> sorting.copy(each).stream())
                .distinct()
                .toList();
        var organised = touches.inPlaceElsewhere(
                mailboxId,
                MeetingSorting.ORGANISED,
                copies.stream().map(Copy::messageKey).toList());
        return copies.stream()
                .filter(copy -> copy.providerId().startsWith(MeetingSorting.ORGANISED)
                        || !organised.contains(copy.messageKey()))
                .toList();
    }

    /** Copies on record of meetings that are now at a time at which they were not before; of a series this cannot be told. */
    private Set<String> wereAtAnotherTime(long mailboxId, List<Meeting> there) {
        var found = new HashSet<String>();
        var single = there.stream().filter(Meeting::single).toList();
        if (single.isEmpty()) return found;
        var onRecord = touches.dated(mailboxId, MeetingSorting.PLACE);
        for (var meeting : single) {
            if (onRecord.keySet().stream().anyMatch(id -> MeetingSorting.names(id, meeting, meeting.start()))) continue;
            onRecord.forEach((id, start) -> {
                if (MeetingSorting.names(id, meeting, start)) found.add(id);
            });
        }
        return found;
    }
}
