package app.touchline.mailbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.mailbox.MailSource.Batch;
import app.touchline.mailbox.MailSource.Beginning;
import app.touchline.mailbox.MailSource.SeenFolder;

/** What a reader writes of its reading: the lease, the cursors, how it went. Each change is fenced by the lease's epoch. */
@Component
class ReadingProgress {

    /** Holds off the next reader's lease until this transaction ends; no row when the mailbox is not ours any more. */
    private static final String HELD = """
            select 1 from mailbox
            where id = :mailbox and lease_epoch = :epoch and removed_at is null and not paused
            for share
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    ReadingProgress(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Takes the mailbox over from whoever had it; empty when it is not to be read now. */
    @Transactional
    public Optional<Turn> begin(long mailboxId) {
        var now = clock.instant();
        return jdbc.sql("""
                update mailbox
                set lease_epoch = lease_epoch + 1, round_started_at = coalesce(round_started_at, :now)
                where id = :mailbox and removed_at is null and not paused and acknowledged_at is not null
                  and state <> 'REAUTH_REQUIRED'
                returning id, lease_epoch, kind, host, port, tls, username, secret, floor, round, auth_failures,
                  fail_count, last_ok_at
                """)
                .param("mailbox", mailboxId)
                .param("now", Timestamp.from(now))
                .query((row, index) -> new Turn(
                        row.getLong("id"),
                        row.getLong("lease_epoch"),
                        row.getString("kind"),
                        row.getString("host"),
                        row.getInt("port"),
                        Tls.valueOf(row.getString("tls")),
                        row.getString("username"),
                        row.getBytes("secret"),
                        row.getObject("floor", LocalDate.class),
                        row.getLong("round"),
                        row.getInt("auth_failures"),
                        row.getInt("fail_count"),
                        instant(row.getTimestamp("last_ok_at")),
                        now))
                .optional();
    }

    boolean removed(long mailboxId) {
        return jdbc.sql("select count(*) from mailbox where id = :mailbox and removed_at is null")
                        .param("mailbox", mailboxId)
                        .query(Long.class)
                        .single()
                == 0;
    }

    long directoryVersion() {
        return jdbc.sql("select version from directory_version")
                .query(Long.class)
                .single();
    }

    /** The folders as they are now, those not yet looked at in this round first, the inbox before all. */
    @Transactional
    public List<FolderProgress> folders(Turn turn, List<SeenFolder> seen) {
        if (!held(turn)) return List.of();
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
        return jdbc.sql("""
                select id, name, live_cursor, backfill_cursor, backfill_done, backfill_total, reread_cursor, reread_goal,
                       reread_version, reread_total, page_size, seen_state, checked_round,
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
        return held(turn)
                && jdbc.sql("""
                update mailbox_folder
                set live_cursor = :live, backfill_cursor = :backfill, backfill_done = false, backfill_total = 0,
                    backfill_left = 0, reread_cursor = null, reread_goal = null,
                    reread_version = case when reread_version = 0 then :version else reread_version end,
                    generation = generation + 1
                where id = :folder and generation = :generation
                """)
                                .param("live", at.liveCursor())
                                .param("backfill", at.backfillCursor())
                                .param("version", directoryVersion)
                                .param("folder", folder.id())
                                .param("generation", folder.generation())
                                .update()
                        == 1;
    }

    /** The server has numbered the folder anew: what the cursors meant is lost. Touches are safe, they go by message. */
    @Transactional
    public boolean renumbered(Turn turn, FolderProgress folder) {
        return held(turn)
                && jdbc.sql("""
                update mailbox_folder
                set live_cursor = null, backfill_cursor = null, backfill_done = false, backfill_left = 0, seen_state = null,
                    reread_cursor = null, reread_goal = null, generation = generation + 1,
                    resyncs_today = case when resync_day = :today then resyncs_today + 1 else 1 end, resync_day = :today
                where id = :folder and generation = :generation
                """)
                                .param("today", utcDay())
                                .param("folder", folder.id())
                                .param("generation", folder.generation())
                                .update()
                        == 1;
    }

    CursorAdvance liveTo(Turn turn, FolderProgress folder, Batch batch) {
        return () -> held(turn)
                && jdbc.sql("""
                update mailbox_folder
                set live_cursor = :next, page_size = least(500, page_size * 2), generation = generation + 1
                where id = :folder and generation = :generation
                """)
                                .param("next", batch.next())
                                .param("folder", folder.id())
                                .param("generation", folder.generation())
                                .update()
                        == 1;
    }

    CursorAdvance backfillTo(Turn turn, FolderProgress folder, Batch batch) {
        return () -> held(turn)
                && jdbc.sql("""
                update mailbox_folder
                set backfill_cursor = :next, backfill_done = :done, backfill_left = :left,
                    backfill_total = greatest(backfill_total, :left + :size), read_to_floor = read_to_floor or :done,
                    page_size = least(500, page_size * 2), generation = generation + 1
                where id = :folder and generation = :generation
                """)
                                .param("next", batch.next())
                                .param("done", batch.done())
                                .param("left", batch.left())
                                .param("size", batch.messages().size())
                                .param("folder", folder.id())
                                .param("generation", folder.generation())
                                .update()
                        == 1;
    }

    /** Sets out to read a folder again from its top, for the directory as it is now. */
    @Transactional
    public boolean rereadBegun(Turn turn, FolderProgress folder, String fromTop, long directoryVersion) {
        return held(turn)
                && jdbc.sql("""
                update mailbox_folder
                set reread_cursor = :top, reread_goal = :version, reread_left = backfill_total, reread_total = backfill_total,
                    generation = generation + 1
                where id = :folder and generation = :generation
                """)
                                .param("top", fromTop)
                                .param("version", directoryVersion)
                                .param("folder", folder.id())
                                .param("generation", folder.generation())
                                .update()
                        == 1;
    }

    CursorAdvance rereadTo(Turn turn, FolderProgress folder, Batch batch) {
        return () -> held(turn)
                && jdbc.sql("""
                update mailbox_folder
                set reread_cursor = case when :done then null else :next end,
                    reread_version = case when :done then reread_goal else reread_version end,
                    reread_goal = case when :done then null else reread_goal end,
                    reread_left = :left, reread_total = greatest(:left + :size, reread_total),
                    page_size = least(500, page_size * 2), generation = generation + 1
                where id = :folder and generation = :generation
                """)
                                .param("next", batch.next())
                                .param("done", batch.done())
                                .param("left", batch.left())
                                .param("size", batch.messages().size())
                                .param("folder", folder.id())
                                .param("generation", folder.generation())
                                .update()
                        == 1;
    }

    /** A folder's live lane was read to its end. */
    @Transactional
    public void looked(Turn turn, FolderProgress folder, @Nullable String seenState, @Nullable String problem) {
        if (held(turn))
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
        if (!folderIds.isEmpty() && held(turn))
            jdbc.sql("update mailbox_folder set checked_round = :round, problem = null where id = any (:ids)")
                    .param("round", turn.round())
                    .param("ids", folderIds.toArray(Long[]::new))
                    .update();
    }

    /** Every folder was looked at: all mail that was there when the round began is in. */
    @Transactional
    public void readToTheEnd(Turn turn) {
        if (held(turn))
            jdbc.sql("""
                    update mailbox set last_ok_at = round_started_at, round_started_at = null, round = round + 1
                    where id = :mailbox and round = :round
                    """)
                    .param("mailbox", turn.mailboxId())
                    .param("round", turn.round())
                    .update();
    }

    @Transactional
    public void signedIn(Turn turn) {
        if (turn.authFailures() > 0 && held(turn))
            jdbc.sql("update mailbox set auth_failures = 0 where id = :mailbox")
                    .param("mailbox", turn.mailboxId())
                    .update();
    }

    /** The turn ended without trouble. True when a person asked for a check while it went on. */
    @Transactional
    public boolean finished(Turn turn, boolean allRead, @Nullable Integer perMinute) {
        if (!held(turn)) return false;
        return jdbc.sql("""
                update mailbox
                set state = :state, fail_count = 0, not_before = null, last_error = null, last_error_at = null,
                    per_minute = case when :perMinute::int is null then per_minute
                                      when per_minute is null then :perMinute::int
                                      else (2 * per_minute + :perMinute::int) / 3 end
                where id = :mailbox
                returning coalesce(check_asked_at > :startedAt, false)
                """)
                .param("state", allRead ? "LIVE" : "BACKFILL")
                .param("perMinute", perMinute)
                .param("mailbox", turn.mailboxId())
                .param("startedAt", Timestamp.from(turn.startedAt()))
                .query(Boolean.class)
                .single();
    }

    /** The turn ended in trouble; everything committed stays, and so do the cursors. */
    @Transactional
    public void failed(Turn turn, Mailbox.State state, String words, @Nullable Instant notBefore, boolean signIn) {
        if (held(turn))
            jdbc.sql("""
                    update mailbox
                    set state = :state, last_error = :words, last_error_at = :now, not_before = :notBefore,
                        fail_count = fail_count + 1, auth_failures = auth_failures + :signIn
                    where id = :mailbox
                    """)
                    .param("state", state.name())
                    .param("words", words)
                    .param("now", Timestamp.from(clock.instant()))
                    .param("notBefore", notBefore == null ? null : Timestamp.from(notBefore))
                    .param("signIn", signIn ? 1 : 0)
                    .param("mailbox", turn.mailboxId())
                    .update();
    }

    /** The connection broke while a page was fetched: a smaller one is asked for next time. */
    @Transactional
    public void pageWasTooLarge(Turn turn, FolderProgress folder) {
        if (held(turn))
            jdbc.sql("update mailbox_folder set page_size = greatest(1, page_size / 2) where id = :folder")
                    .param("folder", folder.id())
                    .update();
    }

    boolean held(Turn turn) {
        return jdbc.sql(HELD)
                .param("mailbox", turn.mailboxId())
                .param("epoch", turn.epoch())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private LocalDate utcDay() {
        return LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
    }

    static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
