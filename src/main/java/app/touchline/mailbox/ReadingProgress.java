package app.touchline.mailbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.mailbox.MailSource.Batch;
import app.touchline.mailbox.MailSource.Beginning;
import app.touchline.mailbox.MailSource.SeenFolder;

/** How far the folders of a mailbox are read. Each change is fenced by the turn's lease and the folder's generation. */
@Component
class ReadingProgress {

    /** After a page that went well; a broken one halves it. */
    private static final String LARGER_PAGES = " page_size = least(page_limit, page_size * 2)";

    private final Turns turns;
    private final MovedMailboxes moved;
    private final ChangedNames names;
    private final JdbcClient jdbc;
    private final Clock clock;

    ReadingProgress(Turns turns, MovedMailboxes moved, ChangedNames names, JdbcClient jdbc, Clock clock) {
        this.turns = turns;
        this.moved = moved;
        this.names = names;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    long directoryVersion() {
        return jdbc.sql("select version from directory_version")
                .query(Long.class)
                .single();
    }

    /** Whose mail must be looked for that was matched against that version; null for everybody's. */
    @Nullable
    Names namesSince(long directoryVersion) {
        return names.since(directoryVersion);
    }

    /**
     * The folders as they are now, those not yet looked at in this round first, the inbox before all.
     *
     * @param largestPage what the server is asked for at most, unless that was too much for it today
     */
    @Transactional
    public List<FolderProgress> folders(Turn turn, List<SeenFolder> seen, int largestPage) {
        if (!turns.held(turn)) return List.of();
        var names = seen.stream().map(SeenFolder::name).toArray(String[]::new);
        var titles = seen.stream().map(SeenFolder::title).toArray(String[]::new);
        jdbc.sql("""
                insert into mailbox_folder (mailbox_id, name, title)
                select :mailbox, f.name, f.title from unnest(:names::text[], :titles::text[]) as f (name, title)
                on conflict (mailbox_id, name) do update set gone = false
                where mailbox_folder.gone
                """)
                .param("mailbox", turn.mailboxId())
                .param("names", names)
                .param("titles", titles)
                .update();
        jdbc.sql("""
                update mailbox_folder set gone = true
                where mailbox_id = :mailbox and not gone and not name = any (:names)
                """).param("mailbox", turn.mailboxId()).param("names", names).update();
        jdbc.sql("""
                update mailbox_folder set page_limit = :largest, page_limit_on = null
                where mailbox_id = :mailbox
                  and (page_limit_on < :today or page_limit_on is null and page_limit <> :largest)
                """)
                .param("largest", largestPage)
                .param("mailbox", turn.mailboxId())
                .param("today", utcDay())
                .update();
        return jdbc.sql("""
                select id, name, live_cursor, backfill_cursor, backfill_done, backfill_total, reread_cursor, reread_goal,
                       reread_by_name, reread_version, reread_total, page_size, seen_state, checked_round,
                       case when resync_day = :today then resyncs_today else 0 end as resyncs_today,
                       read_to_floor, generation
                from mailbox_folder
                where mailbox_id = :mailbox and not gone
                order by checked_round, upper(name) <> 'INBOX', id
                """)
                .param("mailbox", turn.mailboxId())
                .param("today", utcDay())
                .query((row, index) -> folder(row))
                .list();
    }

    private static FolderProgress folder(ResultSet row) throws SQLException {
        return new FolderProgress(
                row.getLong("id"),
                row.getString("name"),
                row.getString("live_cursor"),
                row.getString("backfill_cursor"),
                row.getBoolean("backfill_done"),
                row.getLong("backfill_total"),
                row.getString("reread_cursor"),
                row.getObject("reread_goal", Long.class),
                row.getBoolean("reread_by_name"),
                row.getLong("reread_version"),
                row.getLong("reread_total"),
                row.getInt("page_size"),
                row.getString("seen_state"),
                row.getLong("checked_round"),
                row.getInt("resyncs_today"),
                row.getBoolean("read_to_floor"),
                row.getLong("generation"));
    }

    FolderProgress folder(long folderId) {
        return jdbc.sql("""
                select *, case when resync_day = :today then resyncs_today else 0 end as resyncs_today
                from mailbox_folder where id = :folder
                """)
                .param("folder", folderId)
                .param("today", utcDay())
                .query((row, index) -> folder(row))
                .single();
    }

    /**
     * Begins at the folder's top. The first time, all its mail will be matched against the directory as it is now or
     * later; mail that was read before still has to be read again for what changed since.
     */
    @Transactional
    public boolean begun(Turn turn, FolderProgress folder, Beginning at, long directoryVersion) {
        boolean begun = moveOn(
                turn,
                folder,
                """
                live_cursor = :live, backfill_cursor = :backfill, backfill_done = false, backfill_total = 0,
                backfill_left = 0, reread_cursor = null, reread_goal = null, reread_left = 0,
                reread_version = case when reread_version = 0 then :version else reread_version end
                """,
                Map.of("live", at.liveCursor(), "backfill", at.backfillCursor(), "version", directoryVersion));
        if (begun) moved.forget(folder.id());
        return begun;
    }

    /** The server has numbered the folder anew: what the cursors meant is lost. Touches are safe, they go by message. */
    @Transactional
    public boolean renumbered(Turn turn, FolderProgress folder) {
        return moveOn(turn, folder, """
                live_cursor = null, backfill_cursor = null, backfill_done = false, backfill_left = 0, seen_state = null,
                reread_cursor = null, reread_goal = null, reread_left = 0,
                resyncs_today = case when resync_day = :today then resyncs_today + 1 else 1 end, resync_day = :today
                """, Map.of("today", utcDay()));
    }

    CursorAdvance liveTo(Turn turn, FolderProgress folder, Batch batch) {
        return () -> {
            boolean ours = moveOn(turn, folder, "live_cursor = :next," + LARGER_PAGES, Map.of("next", batch.next()));
            if (ours) moved.count(folder.id(), batch);
            return ours;
        };
    }

    CursorAdvance backfillTo(Turn turn, FolderProgress folder, Batch batch) {
        return () -> {
            boolean ours = moveOn(turn, folder, """
                    backfill_cursor = :next, backfill_done = :done, backfill_left = :left,
                    backfill_total = greatest(backfill_total, :left + :size), read_to_floor = read_to_floor or :done,
                    """ + LARGER_PAGES, downTo(batch));
            if (ours) moved.count(folder.id(), batch);
            return ours;
        };
    }

    /**
     * Sets out to read a folder again from its top, for the directory as it is now.
     *
     * @param byName only what concerns the names that changed: how much that is shows when it is asked for
     */
    @Transactional
    public boolean rereadBegun(
            Turn turn, FolderProgress folder, String fromTop, long directoryVersion, boolean byName) {
        return moveOn(turn, folder, """
                reread_cursor = :top, reread_goal = :version, reread_by_name = :byName,
                reread_left = case when :byName then 0 else backfill_total end,
                reread_total = case when :byName then 0 else backfill_total end
                """, Map.of("top", fromTop, "version", directoryVersion, "byName", byName));
    }

    CursorAdvance rereadTo(Turn turn, FolderProgress folder, Batch batch) {
        return () -> moveOn(turn, folder, """
                reread_cursor = case when :done then null else :next end,
                reread_version = case when :done then reread_goal else reread_version end,
                reread_goal = case when :done then null else reread_goal end,
                reread_left = :left, reread_total = greatest(:left + :size, reread_total),
                """ + LARGER_PAGES, downTo(batch));
    }

    private static Map<String, ?> downTo(Batch batch) {
        return Map.of(
                "next", batch.next(),
                "done", batch.done(),
                "left", batch.left(),
                "size", batch.messages().size());
    }

    /** False when somebody else has the mailbox now, or has moved the folder on: then nothing may be committed. */
    private boolean moveOn(Turn turn, FolderProgress folder, String changes, Map<String, ?> values) {
        return turns.held(turn)
                && jdbc.sql(
                                        "update mailbox_folder set " + changes
                                                + ", generation = generation + 1 where id = :folder and generation = :generation")
                                .params(values)
                                .param("folder", folder.id())
                                .param("generation", folder.generation())
                                .update()
                        == 1;
    }

    /** A folder's live lane was read to its end. */
    @Transactional
    public void looked(Turn turn, FolderProgress folder, @Nullable String seenState, @Nullable String problem) {
        if (turns.held(turn))
            jdbc.sql("""
                    update mailbox_folder set checked_round = :round, seen_state = :state, problem = :problem
                    where id = :folder
                    """)
                    .param("round", turn.round())
                    .param("state", seenState)
                    .param("problem", problem)
                    .param("folder", folder.id())
                    .update();
    }

    /** Folders in which nothing has come in since they were last read. */
    @Transactional
    public void unchanged(Turn turn, List<Long> folderIds) {
        if (!folderIds.isEmpty() && turns.held(turn))
            jdbc.sql("update mailbox_folder set checked_round = :round, problem = null where id = any (:ids)")
                    .param("round", turn.round())
                    .param("ids", folderIds.toArray(Long[]::new))
                    .update();
    }

    /** A larger page was too much for the server: remembered for today. */
    @Transactional
    public void pageLimit(Turn turn, FolderProgress folder, int size) {
        if (turns.held(turn))
            jdbc.sql("""
                    update mailbox_folder set page_size = :size, page_limit = :size, page_limit_on = :today
                    where id = :folder
                    """)
                    .param("size", size)
                    .param("today", utcDay())
                    .param("folder", folder.id())
                    .update();
    }

    /** The connection broke while a page was fetched: a smaller one is asked for next time. */
    @Transactional
    public void pageWasTooLarge(Turn turn, FolderProgress folder) {
        if (turns.held(turn))
            jdbc.sql("update mailbox_folder set page_size = greatest(1, page_size / 2) where id = :folder")
                    .param("folder", folder.id())
                    .update();
    }

    private LocalDate utcDay() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
