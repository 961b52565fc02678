package app.touchline.mailbox;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.MailSource.Batch;
import app.touchline.mailbox.MailSource.Lane;
import app.touchline.mailbox.MailSource.Visit;

/**
 * Pages of one visit, the next of which is fetched while the last one is taken in. The server is still asked one thing at a
 * time: whoever wants to ask it something else waits for the page. A page that was fetched in vain is forgotten; no cursor
 * has passed it, so it comes again.
 */
final class ReadingAhead implements AutoCloseable {

    private final Visit visit;
    private final MailIntake intake;
    private final Executor executor;
    private @Nullable Ahead ahead;

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

    private record Ahead(Wanted page, CompletableFuture<@Nullable Batch> answer) {}

    /** For other questions; nothing else is being asked any more. */
    Visit visit() {
        if (ahead != null) settle(ahead);
        return visit;
    }

    /** Begins to fetch a page that {@link #next} will ask for. */
    void prepare(Wanted page, int limit) {
        if (ahead != null) settle(ahead);
        ahead = new Ahead(
                page,
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return fetch(page, limit);
                            } catch (MailTrouble e) {
                                throw new CompletionException(e);
                            }
                        },
                        executor));
    }

    /** That page, with what its matched messages need besides their headers; null where names are not looked for. */
    @Nullable
    Batch next(Wanted page, int limit) throws MailTrouble {
        var prepared = ahead;
        ahead = null;
        if (prepared != null) settle(prepared);
        return prepared != null && prepared.page.equals(page) ? answer(prepared) : fetch(page, limit);
    }

    private @Nullable Batch fetch(Wanted page, int limit) throws MailTrouble {
        var batch = page.names == null
                ? visit.next(page.folder, page.lane, page.cursor, page.since, limit)
                : visit.found(page.folder, page.names, page.cursor, page.since, limit);
        return batch == null ? null : batch.with(SecondLook.atParts(batch.messages(), visit, intake));
    }

    private static void settle(Ahead asked) {
        asked.answer.exceptionally(trouble -> null).join();
    }

    private static @Nullable Batch answer(Ahead asked) throws MailTrouble {
        try {
            return asked.answer.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case MailTrouble trouble -> throw trouble;
                case RuntimeException unexpected -> throw unexpected;
                case null, default -> throw e;
            }
        }
    }

    /** Waits for what is still being asked. */
    @Override
    public void close() {
        if (ahead != null) settle(ahead);
        ahead = null;
    }
}
