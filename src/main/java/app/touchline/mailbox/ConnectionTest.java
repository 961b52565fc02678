package app.touchline.mailbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.springframework.stereotype.Component;

import app.touchline.mailbox.MailSource.Account;
import app.touchline.mailbox.MailSource.SeenFolder;

/** Tries a mailbox out while a person waits, and answers in a sentence. */
@Component
class ConnectionTest {

    private static final int FOLDERS_NAMED = 4;

    private final MailSource<Account> source;

    /** As long as a person will look at a form; a server may take a minute where nobody waits. */
    private final Duration patience;

    ConnectionTest(MailSource<Account> source, MailboxSettings limits) {
        this.patience = limits.patience();
        this.source = source;
    }

    /** @param good whether mail can be read */
    record Answer(boolean good, String words) {}

    Answer of(Account account) {
        Callable<Answer> visit = () -> visit(account);
        // not closed in the usual way: that would wait for a server that says nothing
        var worker = Executors.newVirtualThreadPerTaskExecutor();
        try {
            return worker.submit(visit).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Answer(
                    false,
                    "%s, port %d, does not go on after %s: check the port and the protection (TLS usually 993, STARTTLS 143), or try again later."
                            .formatted(
                                    account.host(),
                                    account.port(),
                                    Durations.count(Math.max(1, patience.toSeconds()), "second")));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(false, "The test was broken off: try again.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("The connection could not be tested", e.getCause());
        } finally {
            worker.shutdownNow();
        }
    }

    private Answer visit(Account account) {
        try (var visit = source.visit(account)) {
            return new Answer(true, "Signed in. " + words(visit.folders()) + clear(account));
        } catch (MailTrouble e) {
            return new Answer(false, e.trouble().words());
        }
    }

    private static String words(List<SeenFolder> folders) {
        if (folders.isEmpty()) return "There is no folder to read: Drafts, Junk and Trash are left out.";
        var names = String.join(
                ", ",
                folders.stream().limit(FOLDERS_NAMED).map(SeenFolder::title).toList());
        return "%s will be read (%s%s); Drafts, Junk and Trash are left out."
                .formatted(
                        Durations.count(folders.size(), "folder"),
                        names,
                        folders.size() > FOLDERS_NAMED ? " and others" : "");
    }

    private static String clear(Account account) {
        return account.tls() == Tls.NONE ? " Mind: without TLS, the password can be read on the way." : "";
    }
}
