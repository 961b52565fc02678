package app.touchline.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import app.touchline.mailbox.MailSource.Batch;

/** One turn at one mailbox, page by page, for as long as its time lasts. */
final class Reading {

    private static final Logger log = LoggerFactory.getLogger(Reading.class);

    private final Turn turn;
    private final Pages pages;
    private final ReadingAhead server;
    private final Turns turns;
    private final ReadingProgress progress;
    private final MailIntake intake;
    private final MailboxSettings limits;
    private final TurnTime time;
    private final Map<Long, FolderProgress> folders = new HashMap<>();

    /** As they were before their new mail was read. */
    private final Map<Long, @Nullable String> states = new HashMap<>();

    private boolean fenced;

    Reading(
            Turn turn,
            Instant floor,
            ReadingAhead server,
            Turns turns,
            ReadingProgress progress,
            MailIntake intake,
            MailboxSettings limits) {
        this.turn = turn;
        this.pages = new Pages(turn, floor, server, progress);
        this.server = server;
        this.turns = turns;
        this.progress = progress;
        this.intake = intake;
        this.limits = limits;
        this.time = new TurnTime(turn, turns, limits);
    }

    Slice toItsEnd() throws MailTrouble {
        var seen = server.visit().folders();
        turns.signedIn(turn);
        var all = progress.folders(turn, seen, server.visit().largestPage());
        all.forEach(folder -> folders.put(folder.id(), folder));

        boolean complete = readNew(all);
        boolean dueAgain = false;
        if (complete) {
            dueAgain = isDue(turns.readToTheEnd(turn));
            complete = readOlder(all) && readAgain(all);
        }
        if (fenced) return new Slice.Later(limits.interval());
        boolean asked = turns.finished(turn, complete, time.perMinute());
        return complete && !asked && !dueAgain ? new Slice.ReadToTheEnd(limits.interval()) : new Slice.MoreToRead();
    }

    /** The round was cut short long ago and taken up now: in folders looked at before that, mail has had time to come. */
    private boolean isDue(@Nullable Instant roundBegan) {
        return roundBegan != null && !roundBegan.plus(limits.interval()).isAfter(turn.startedAt());
    }

    private boolean readNew(List<FolderProgress> all) throws MailTrouble {
        var unchanged = new ArrayList<Long>();
        for (var folder : all) {
            if (folder.liveCursor() == null || folder.checkedRound() >= turn.round()) continue;
            var state = server.visit().state(folder.name());
            states.put(folder.id(), state);
            if (state != null && state.equals(folder.seenState())) unchanged.add(folder.id());
        }
        progress.unchanged(turn, unchanged);
        for (var folder : all) {
            if (folder.checkedRound() >= turn.round() || unchanged.contains(folder.id())) continue;
            if (time.isUp()) return false;
            try {
                if (!newIn(folder.id())) return false;
                progress.looked(turn, folder, states.get(folder.id()), null);
            } catch (MailTrouble e) {
                problemOf(folder, e);
            }
        }
        return true;
    }

    /** When the server has numbered the folder anew, reading begins anew; touches go by message, so none is doubled. */
    private boolean newIn(long folderId) throws MailTrouble {
        for (boolean firstTry = true; ; firstTry = false) {
            if (folder(folderId).liveCursor() == null && !begin(folder(folderId), firstTry ? null : turn.lastOkAt()))
                return false;
            try {
                return read(folderId, Part.NEW);
            } catch (MailTrouble e) {
                if (!(e.trouble() instanceof Trouble.CursorInvalid) || !firstTry) throw e;
                log.info("Mailbox {}: folder {} was numbered anew", turn.mailboxId(), folderId);
                if (!changed(folderId, progress.renumbered(turn, folder(folderId)))) return false;
            }
        }
    }

    private boolean begin(FolderProgress folder, @Nullable Instant readTo) throws MailTrouble {
        long version = progress.directoryVersion();
        var beginning = server.visit().begin(folder.name(), readTo);
        states.put(folder.id(), beginning.state());
        return changed(folder.id(), progress.begun(turn, folder, beginning, version));
    }

    private boolean readOlder(List<FolderProgress> all) throws MailTrouble {
        for (var each : all) {
            var folder = folder(each.id());
            if (folder.backfillDone() || folder.backfillCursor() == null) continue;
            if (time.isUp()) return false;
            try {
                if (!read(folder.id(), Part.OLDER)) return false;
            } catch (MailTrouble e) {
                problemOf(folder, e);
            }
        }
        return true;
    }

    private boolean readAgain(List<FolderProgress> all) throws MailTrouble {
        long version = progress.directoryVersion();
        for (var each : all) {
            if (folder(each.id()).liveCursor() == null) continue;
            try {
                while (folder(each.id()).rereadVersion() < version) {
                    if (time.isUp() || !againIn(folder(each.id()), version)) return false;
                }
            } catch (MailTrouble e) {
                problemOf(folder(each.id()), e);
            }
        }
        return true;
    }

    /**
     * A descent that is under way goes on to the floor also when partners change meanwhile; else it might never end. Only
     * one by name ends where so many names have changed that all must be read.
     */
    private boolean againIn(FolderProgress folder, long version) throws MailTrouble {
        boolean underWay = folder.rereadCursor() != null && folder.rereadGoal() != null;
        if (underWay && !folder.rereadByName()) return read(folder.id(), Part.AGAIN);
        boolean byName = pages.names(folder) != null;
        if (!(underWay && byName) && !fromTheTop(folder, version, byName)) return false;
        if (byName && read(folder.id(), Part.BY_NAME)) return true;
        return !time.isUp() && !fenced && !folder(folder.id()).rereadByName() && read(folder.id(), Part.AGAIN);
    }

    private boolean fromTheTop(FolderProgress folder, long version, boolean byName) throws MailTrouble {
        log.info(
                "Mailbox {}: folder {} is read again, {}",
                turn.mailboxId(),
                folder.id(),
                byName ? "for " + pages.names(folder) : "as a whole");
        var top = server.visit().begin(folder.name(), null).backfillCursor();
        return changed(folder.id(), progress.rereadBegun(turn, folder, top, version, byName));
    }

    /** Renamed, removed or closed to us in the meantime: said on the mailbox's page, and the other folders go on. */
    private void problemOf(FolderProgress folder, MailTrouble e) throws MailTrouble {
        switch (e.trouble()) {
            case Trouble.Gone gone -> progress.looked(turn, folder, null, gone.words());
            case Trouble.AccessDenied denied -> progress.looked(turn, folder, null, denied.words());
            case Trouble.CursorInvalid renumbered -> {
                if (!changed(folder.id(), progress.renumbered(turn, folder(folder.id())))) fenced = true;
                progress.looked(turn, folder, null, renumbered.words());
            }
            case Trouble.Throttled _,
                    Trouble.Reauth _,
                    Trouble.TooMuchAtOnce _,
                    Trouble.Unconsented _,
                    Trouble.MailboxGone _,
                    Trouble.TenantReauth _,
                    Trouble.TenantThrottled _,
                    Trouble.Transient _ -> throw e;
        }
    }

    /** True when the part is read to its end; false when time is up or the mailbox is in other hands. */
    private boolean read(long folderId, Part part) throws MailTrouble {
        for (boolean goesOn = !isOver(part); goesOn; ) {
            var folder = folder(folderId);
            var batch = pages.next(folder, part);
            if (batch == null) {
                fromTheTop(folder, progress.directoryVersion(), false);
                return false;
            }
            boolean nothingNew = part == Part.NEW
                    && batch.done()
                    && batch.isEmpty()
                    && batch.next().equals(folder.liveCursor());
            if (!nothingNew)
                time.onePage(
                        part == Part.OLDER || part == Part.AGAIN
                                ? batch.messages().size()
                                : 0);
            if (!nothingNew) take(folder, part, batch, batch.done() || isOver(part) ? 0 : time.pagesLeft());
            goesOn = server.hasNext();
            if (fenced) return false;
            if (batch.done()) return true;
        }
        return false;
    }

    /** @param more so many pages may be wanted after it: they are fetched while this one is taken in */
    private void take(FolderProgress folder, Part part, Batch batch, int more) throws MailTrouble {
        var gone = SecondLook.forGone(turn.mailboxId(), batch.messages(), server, intake);
        pages.prepare(folder, part, batch, more);
        var advance = switch (part) {
            case NEW -> progress.liveTo(turn, folder, batch);
            case OLDER -> progress.backfillTo(turn, folder, batch);
            case AGAIN, BY_NAME -> progress.rereadTo(turn, folder, batch);
        };
        var page = new MailPage(
                turn.mailboxId(),
                batch.messages(),
                batch.unreadable(),
                gone,
                advance,
                part == Part.AGAIN || part == Part.BY_NAME,
                kind(folder, batch));
        long before = System.nanoTime();
        changed(folder.id(), intake.take(page) instanceof Intake.Taken);
        pages.took(batch, Duration.ofNanos(System.nanoTime() - before));
    }

    /** While mail is still matched against changed partners, or older mail is still to come, new finds prove nothing. */
    private Batch.Kind kind(FolderProgress folder, Batch batch) {
        return batch.kind() == Batch.Kind.SWEEP
                        && (!folder.backfillDone() || folder.rereadVersion() < progress.directoryVersion())
                ? Batch.Kind.OVERLAP
                : batch.kind();
    }

    /** After a commit the folder is as it stands in the database; without one, the mailbox is in other hands. */
    private boolean changed(long folderId, boolean committed) {
        if (committed) folders.put(folderId, progress.folder(folderId));
        else fenced = true;
        return committed;
    }

    private FolderProgress folder(long id) {
        return Objects.requireNonNull(folders.get(id));
    }

    /** New mail elsewhere comes before older mail here. */
    private boolean isOver(Part part) {
        return time.isUp() || (part != Part.NEW && time.othersComeFirst());
    }
}
