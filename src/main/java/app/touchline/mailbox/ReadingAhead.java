package app.touchline.mailbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.MailSource.Batch;
import app.touchline.mailbox.MailSource.Lane;
import app.touchline.mailbox.MailSource.Visit;

/**
 * Pages of one visit, the next of which are fetched while the last one is taken in. The server is still asked one thing at a
 * time: whoever wants to ask it something else waits for them. A page that was fetched in vain is forgotten; no cursor has
 * passed it, so it comes again.
 */
final class ReadingAhead implements AutoCloseable {

    /** With one alone the server rests whenever that one is here before the last is taken in. */
    private static final int MOST = 2;

    private final Visit visit;
    private final MailIntake intake;
    private final Executor executor;

    /** In the order of their pages, each asked for when the one before is here. */
    private final ArrayDeque<CompletableFuture<@Nullable Answer>> ahead = new ArrayDeque<>(MOST);

    /** The visit stays the caller's to close, after this. */
    ReadingAhead(Visit visit, MailIntake intake) {
        this(visit, intake, Thread::startVirtualThread);
    }

    ReadingAhead(Visit visit, MailIntake intake, Executor executor) {
        this.visit = visit;
        this.intake = intake;
        this.executor = executor;
    }

    /**
     * Which page of a folder.
     *
     * @param names whose mail alone is looked for; null for everybody's
     */
    record Wanted(
            String folder,
            Lane lane,
            String cursor,
            Instant since,
            @Nullable Names names) {}

    /** A page, or why it did not come. */
    private record Answer(
            Wanted page,
            @Nullable Batch batch,
            @Nullable MailTrouble trouble,
            @Nullable RuntimeException unexpected) {

        @Nullable
        Batch get() throws MailTrouble {
            if (trouble != null) throw trouble;
            if (unexpected != null) throw unexpected;
            return batch;
        }

        /** Null where this was the last one, or did not come. */
        @Nullable
        Wanted pageAfter() {
            return batch == null || batch.done()
                    ? null
                    : new Wanted(page.folder, page.lane, batch.next(), page.since, page.names);
        }
    }

    /** For other questions; nothing else is being asked any more. */
    Visit visit() {
        settle();
        return visit;
    }

    /** Whether {@link #next} has pages to give that were prepared. */
    boolean hasNext() {
        return !ahead.isEmpty();
    }

    /**
     * Begins to fetch the page that {@link #next} will be asked for first, and those behind it.
     *
     * @param pages how many will be wanted at most; they are not all prepared at once
     */
    void prepare(Wanted page, int limit, int pages) {
        if (pages > 0 && ahead.isEmpty()) ahead.add(CompletableFuture.supplyAsync(() -> ask(page, limit), executor));
        while (ahead.size() < Math.min(pages, MOST))
            ahead.add(ahead.getLast().thenApplyAsync(last -> askAfter(last, limit), executor));
    }

    /** That page, with what its matched messages need besides their headers; null where names are not looked for. */
    @Nullable
    Batch next(Wanted page, int limit) throws MailTrouble {
        var answer = ahead.isEmpty() ? null : ahead.remove().join();
        if (answer == null || !answer.page.equals(page)) {
            close();
            return fetch(page, limit);
        }
        if (answer.pageAfter() == null) close();
        return answer.get();
    }

    private @Nullable Answer askAfter(@Nullable Answer last, int limit) {
        var page = last == null ? null : last.pageAfter();
        return page == null ? null : ask(page, limit);
    }

    private Answer ask(Wanted page, int limit) {
        try {
            return new Answer(page, fetch(page, limit), null, null);
        } catch (MailTrouble e) {
            return new Answer(page, null, e, null);
        } catch (RuntimeException e) {
            return new Answer(page, null, null, e);
        }
    }

    private @Nullable Batch fetch(Wanted page, int limit) throws MailTrouble {
        var batch = page.names == null
                ? visit.next(page.folder, page.lane, page.cursor, page.since, limit)
                : visit.found(page.folder, page.names, page.cursor, page.since, limit);
        return batch == null ? null : batch.with(SecondLook.atParts(batch.messages(), visit, intake));
    }

    private void settle() {
        if (!ahead.isEmpty()) ahead.getLast().handle((answer, error) -> answer).join();
    }

    /** Waits for what is still being asked. */
    @Override
    public void close() {
        settle();
        ahead.clear();
    }
}
