package app.touchline.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.MailSource.Batch;
import app.touchline.mailbox.MailSource.Lane;

/** The pages of a mailbox in one turn, each as large as its server and we can take, the next ones under way. */
final class Pages {

    /** From so many new numberings a day on, a folder is only read for the days since it was last read to the end. */
    private static final int RESTLESS = 3;

    private static final Duration RESTLESS_DAYS = Duration.ofDays(3);

    /** A page of so few messages is not too much for anybody. */
    private static final int SMALL_PAGE = 50;

    private final Turn turn;
    private final Instant floor;
    private final ReadingAhead server;
    private final ReadingProgress progress;
    private final Pace pace = new Pace();

    /** By folder, what its server takes, where that is less than was noted of it when the turn began. */
    private final Map<Long, Integer> largest = new HashMap<>();

    /** What changed since a version of the directory, looked up once in a turn. */
    private final Map<Long, Optional<Names>> names = new HashMap<>();

    Pages(Turn turn, Instant floor, ReadingAhead server, ReadingProgress progress) {
        this.turn = turn;
        this.floor = floor;
        this.server = server;
        this.progress = progress;
    }

    /** Null where the server does not look for names. */
    @Nullable
    Batch next(FolderProgress folder, Part part) throws MailTrouble {
        var cursor = Objects.requireNonNull(
                switch (part) {
                    case NEW -> folder.liveCursor();
                    case OLDER -> folder.backfillCursor();
                    case AGAIN, BY_NAME -> folder.rereadCursor();
                });
        var page = page(folder, part, cursor);
        if (part == Part.BY_NAME && page.names() == null) return null;
        if (page.names() != null && page.names().isEmpty()) return new Batch(List.of(), List.of(), cursor, true, 0);
        for (int size = size(folder); ; size /= 2) {
            try {
                return server.next(page, size);
            } catch (MailTrouble e) {
                boolean tooMuch = e.trouble() instanceof Trouble.TooMuchAtOnce;
                if (tooMuch) {
                    largest.put(folder.id(), Math.max(1, size / 2));
                    progress.pageLimit(turn, folder, Math.max(1, size / 2));
                }
                if (tooMuch && size > SMALL_PAGE) continue;
                if (e.trouble() instanceof Trouble.Transient) progress.pageWasTooLarge(turn, folder);
                throw e;
            }
        }
    }

    /** Begins to fetch the pages after this one, up to that many. */
    void prepare(FolderProgress folder, Part part, Batch last, int most) {
        server.prepare(page(folder, part, last.next()), size(folder), most);
    }

    private ReadingAhead.Wanted page(FolderProgress folder, Part part, String cursor) {
        return new ReadingAhead.Wanted(
                folder.name(),
                part == Part.NEW ? Lane.LIVE : Lane.DOWN,
                cursor,
                since(folder, part),
                part == Part.BY_NAME ? names(folder) : null);
    }

    private int size(FolderProgress folder) {
        return Math.min(Math.min(folder.pageSize(), pace.most()), largest.getOrDefault(folder.id(), Integer.MAX_VALUE));
    }

    /** The last page was taken in in that time. */
    void took(Batch page, Duration time) {
        pace.took(page.messages().size(), time);
    }

    /** Whose mail a folder is to be read again for; null for everybody's. */
    @Nullable
    Names names(FolderProgress folder) {
        return names.computeIfAbsent(
                        folder.rereadVersion(), version -> Optional.ofNullable(progress.namesSince(version)))
                .orElse(null);
    }

    /** What has to be matched again lies as far back as the floor, also where the folder was read down to it before. */
    private Instant since(FolderProgress folder, Part part) {
        boolean again = part == Part.AGAIN || part == Part.BY_NAME;
        if (again || !isRestless(folder) || turn.lastOkAt() == null) return floor;
        var recent = turn.lastOkAt().minus(RESTLESS_DAYS);
        return recent.isAfter(floor) ? recent : floor;
    }

    private static boolean isRestless(FolderProgress folder) {
        return folder.resyncsToday() >= RESTLESS && folder.readToFloor();
    }
}
