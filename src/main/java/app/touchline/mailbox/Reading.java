package app.touchline.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import app.touchline.mailbox.MailSource.Batch;
import app.touchline.mailbox.MailSource.Lane;
import app.touchline.mailbox.MailSource.SeenFolder;
import app.touchline.mailbox.MailSource.Visit;

/** One turn at one mailbox, page by page, for as long as its time lasts. */
final class Reading {

    private static final Logger log = LoggerFactory.getLogger(Reading.class);

    /** From so many new numberings a day on, a folder is only read for the days since it was last read to the end. */
    private static final int RESTLESS = 3;

    private static final Duration RESTLESS_DAYS = Duration.ofDays(3);

    /** A page of so few messages is not too much for anybody. */
    private static final int SMALL_PAGE = 50;

    /** Which part of a turn's time goes to older mail while other mailboxes are due. */
    private static final int WHILE_OTHERS_WAIT = 12;

    /** Fewer messages say nothing about the rate. */
    private static final int ENOUGH_FOR_A_RATE = 200;

    private final Turn turn;
    private final Instant floor;
    private final Visit visit;
    private final Turns turns;
    private final ReadingProgress progress;
    private final MailIntake intake;
    private final MailboxSettings limits;

    private final long begunAt = System.nanoTime();
    private final Map<Long, FolderProgress> folders = new HashMap<>();

    /** What changed since a version of the directory, looked up once in a turn. */
    private final Map<Long, Optional<Names>> names = new HashMap<>();

    private int pages;
    private int older;
    private boolean fenced;

    Reading(
            Turn turn,
            Instant floor,
            Visit visit,
            Turns turns,
            ReadingProgress progress,
            MailIntake intake,
            MailboxSettings limits) {
        this.turn = turn;
        this.floor = floor;
        this.visit = visit;
        this.turns = turns;
        this.progress = progress;
        this.intake = intake;
        this.limits = limits;
    }

    /** Which part of a folder is read. */
    private enum Part {
        NEW,
        OLDER,
        AGAIN,
        /** Again, but only the mail of the names that changed. */
        BY_NAME
    }

    Slice toItsEnd() throws MailTrouble {
        var seen = visit.folders();
        turns.signedIn(turn);
        var all = progress.folders(turn, seen);
        all.forEach(folder -> folders.put(folder.id(), folder));

        boolean complete = readNew(all, states(seen));
        if (complete) {
            turns.readToTheEnd(turn);
            complete = readOlder(all) && readAgain(all);
        }
        if (fenced) return new Slice.Later(limits.interval());
        boolean asked = turns.finished(turn, complete, perMinute());
        return complete && !asked ? new Slice.ReadToTheEnd(limits.interval()) : new Slice.MoreToRead();
    }

    private static Map<String, @Nullable String> states(List<SeenFolder> seen) {
        var states = new HashMap<String, @Nullable String>();
        seen.forEach(folder -> states.put(folder.name(), folder.state()));
        return states;
    }

    private boolean readNew(List<FolderProgress> all, Map<String, @Nullable String> states) throws MailTrouble {
        var unchanged = all.stream()
                .filter(folder -> folder.liveCursor() != null && folder.seenState() != null)
                .filter(folder -> Objects.equals(folder.seenState(), states.get(folder.name())))
                .map(FolderProgress::id)
                .toList();
        progress.unchanged(turn, unchanged);
        for (var folder : all) {
            if (folder.checkedRound() >= turn.round() || unchanged.contains(folder.id())) continue;
            if (outOfTime()) return false;
            try {
                if (!newIn(folder.id())) return false;
                progress.looked(turn, folder, states.get(folder.name()), null);
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
                return pages(folderId, Part.NEW);
            } catch (MailTrouble e) {
                if (!(e.trouble() instanceof Trouble.CursorInvalid) || !firstTry) throw e;
                log.info("Mailbox {}: folder {} was numbered anew", turn.mailboxId(), folderId);
                if (!changed(folderId, progress.renumbered(turn, folder(folderId)))) return false;
            }
        }
    }

    private boolean begin(FolderProgress folder, @Nullable Instant readTo) throws MailTrouble {
        long version = progress.directoryVersion();
        return changed(folder.id(), progress.begun(turn, folder, visit.begin(folder.name(), readTo), version));
    }

    private boolean readOlder(List<FolderProgress> all) throws MailTrouble {
        for (var each : all) {
            var folder = folder(each.id());
            if (folder.backfillDone() || folder.backfillCursor() == null) continue;
            if (outOfTime()) return false;
            try {
                if (!pages(folder.id(), Part.OLDER)) return false;
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
                    if (outOfTime() || !againIn(folder(each.id()), version)) return false;
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
        if (underWay && !folder.rereadByName()) return pages(folder.id(), Part.AGAIN);
        boolean byName = names(folder) != null;
        if (!(underWay && byName) && !fromTheTop(folder, version, byName)) return false;
        if (byName && pages(folder.id(), Part.BY_NAME)) return true;
        return !outOfTime() && !fenced && !folder(folder.id()).rereadByName() && pages(folder.id(), Part.AGAIN);
    }

    private boolean fromTheTop(FolderProgress folder, long version, boolean byName) throws MailTrouble {
        log.info(
                "Mailbox {}: folder {} is read again, {}",
                turn.mailboxId(),
                folder.id(),
                byName ? "for " + names(folder) : "as a whole");
        var top = visit.begin(folder.name(), null).backfillCursor();
        return changed(folder.id(), progress.rereadBegun(turn, folder, top, version, byName));
    }

    private @Nullable Names names(FolderProgress folder) {
        return names.computeIfAbsent(
                        folder.rereadVersion(), version -> Optional.ofNullable(progress.namesSince(version)))
                .orElse(null);
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
    private boolean pages(long folderId, Part part) throws MailTrouble {
        while (!outOfTime() && !(part != Part.NEW && othersComeFirst())) {
            var folder = folder(folderId);
            var batch = batch(folder, part);
            if (batch == null) {
                fromTheTop(folder, progress.directoryVersion(), false);
                return false;
            }
            boolean nothingNew = part == Part.NEW
                    && batch.done()
                    && batch.isEmpty()
                    && batch.next().equals(folder.liveCursor());
            if (!nothingNew) take(folder, part, batch);
            if (fenced) return false;
            if (batch.done()) return true;
        }
        return false;
    }

    /** Null where the server does not look for names. */
    private @Nullable Batch batch(FolderProgress folder, Part part) throws MailTrouble {
        var cursor = Objects.requireNonNull(
                switch (part) {
                    case NEW -> folder.liveCursor();
                    case OLDER -> folder.backfillCursor();
                    case AGAIN, BY_NAME -> folder.rereadCursor();
                });
        for (int size = folder.pageSize(); ; size /= 2) {
            try {
                if (part == Part.BY_NAME) return found(folder, cursor, size);
                return visit.next(
                        folder.name(), part == Part.NEW ? Lane.LIVE : Lane.DOWN, cursor, since(folder, part), size);
            } catch (MailTrouble e) {
                boolean tooMuch = e.trouble() instanceof Trouble.TooMuchAtOnce;
                if (tooMuch) progress.pageLimit(turn, folder, Math.max(1, size / 2));
                if (tooMuch && size > SMALL_PAGE) continue;
                if (e.trouble() instanceof Trouble.Transient) progress.pageWasTooLarge(turn, folder);
                throw e;
            }
        }
    }

    private @Nullable Batch found(FolderProgress folder, String cursor, int size) throws MailTrouble {
        var wanted = names(folder);
        if (wanted == null) return null;
        if (wanted.isEmpty()) return new Batch(List.of(), List.of(), cursor, true, 0);
        return visit.found(folder.name(), wanted, cursor, floor, size);
    }

    private void take(FolderProgress folder, Part part, Batch batch) throws MailTrouble {
        var looked = SecondLook.at(batch.messages(), turn.mailboxId(), visit, intake);
        var advance = switch (part) {
            case NEW -> progress.liveTo(turn, folder, batch);
            case OLDER -> progress.backfillTo(turn, folder, batch);
            case AGAIN, BY_NAME -> progress.rereadTo(turn, folder, batch);
        };
        var page = new MailPage(
                turn.mailboxId(),
                looked.messages(),
                batch.unreadable(),
                looked.gone(),
                advance,
                part == Part.AGAIN || part == Part.BY_NAME,
                kind(folder, batch));
        changed(folder.id(), intake.take(page) instanceof Intake.Taken);
        pages++;
        if (part == Part.OLDER || part == Part.AGAIN) older += looked.messages().size();
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

    /** What has to be matched again lies as far back as the floor, also where the folder was read down to it before. */
    private Instant since(FolderProgress folder, Part part) {
        if (part == Part.AGAIN || !isRestless(folder) || turn.lastOkAt() == null) return floor;
        var recent = turn.lastOkAt().minus(RESTLESS_DAYS);
        return recent.isAfter(floor) ? recent : floor;
    }

    private static boolean isRestless(FolderProgress folder) {
        return folder.resyncsToday() >= RESTLESS && folder.readToFloor();
    }

    /** Never before the first page, so that every turn brings the mailbox on. */
    private boolean outOfTime() {
        return pages > 0
                && (pages >= limits.pagesPerSlice()
                        || System.nanoTime() - begunAt > limits.slice().toNanos());
    }

    /** New mail elsewhere comes before older mail here: while others wait, this takes but a part of its time. */
    private boolean othersComeFirst() {
        return pages > 0
                && System.nanoTime() - begunAt > limits.slice().toNanos() / WHILE_OTHERS_WAIT
                && turns.keepsOthersWaiting(turn);
    }

    private @Nullable Integer perMinute() {
        if (older < ENOUGH_FOR_A_RATE) return null;
        var millis = Math.max(1, (System.nanoTime() - begunAt) / 1_000_000);
        return (int) Math.clamp(older * 60_000L / millis, 1, Integer.MAX_VALUE);
    }
}
