package app.touchline.mailbox;

import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

import app.touchline.settings.SettingsReader;
import app.touchline.touch.Copy;
import app.touchline.touch.TouchLog;

/**
 * Takes mail in, page by page: classifies it, finds the partners, notes the touches and moves the cursor, all or nothing.
 * Mail with nobody we know leaves a counter and nothing else.
 */
@Service
public class MailIntake {

    private static final Logger log = LoggerFactory.getLogger(MailIntake.class);

    private final Directories directories;
    private final TouchLog touches;
    private final IntakeBooks books;
    private final MailboxHabits habits;
    private final LeftOutReader leftOut;
    private final Reattributions reattributions;
    private final PeopleOnMail people;
    private final SettingsReader settings;
    private final MailboxSettings limits;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MailIntake(
            Directories directories,
            TouchLog touches,
            IntakeBooks books,
            MailboxHabits habits,
            LeftOutReader leftOut,
            Reattributions reattributions,
            PeopleOnMail people,
            SettingsReader settings,
            MailboxSettings limits,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.directories = directories;
        this.touches = touches;
        this.books = books;
        this.habits = habits;
        this.leftOut = leftOut;
        this.reattributions = reattributions;
        this.people = people;
        this.settings = settings;
        this.limits = limits;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * The ids of those messages that need a second fetch before they are taken: matched mail that may be an invitation, or
     * whose server time and Date header are more than 48 hours apart.
     */
    public Set<String> wantsMore(List<Message> messages) {
        var sorting =
                new Sorting(directories.current(), LeftOut.NOTHING, clock.instant(), false, limits.mostRecipients());
        var wanted = new HashSet<String>();
        for (var message : messages) {
            try {
                if (sorting.wantsMore(message)) wanted.add(message.providerId());
            } catch (RuntimeException poison) {
                log.debug(
                        "One message could not be looked at ahead: {}",
                        poison.getClass().getSimpleName());
            }
        }
        return wanted;
    }

    /**
     * Copies on record that must be looked for before these messages are taken: a message without a Message-ID may be one
     * of them, moved away from its folder and back.
     */
    public Set<String> mayHaveComeBack(long mailboxId, List<Message> messages) {
        var nameless =
                messages.stream().filter(message -> message.messageId() == null).toList();
        if (nameless.isEmpty()) return Set.of();
        var onRecord =
                touches.copies(mailboxId, nameless.stream().map(MessageKey::of).toList());
        var places = nameless.stream()
                .filter(message -> !onRecord.contains(message.providerId()))
                .map(Message::place)
                .collect(Collectors.toSet());
        return onRecord.stream()
                .filter(id -> places.contains(Message.placeOf(id)))
                .collect(Collectors.toSet());
    }

    /** One transaction; a page that fails is taken again message by message, and what cannot be taken is quarantined. */
    public Intake take(MailPage page) {
        try {
            return inOne(page, false);
        } catch (TransientDataAccessException | TransactionException passing) {
            throw passing; // says nothing about a message: the page comes again
        } catch (RuntimeException e) {
            log.warn(
                    "Mailbox {}: a page of {} messages failed ({}), taking it one by one",
                    page.mailboxId(),
                    page.messages().size(),
                    e.getClass().getSimpleName());
            return inOne(page, true);
        }
    }

    private Intake inOne(MailPage page, boolean oneByOne) {
        var outcome = transaction.execute(status -> inTransaction(page, oneByOne, status));
        if (outcome == null) throw new IllegalStateException("a transaction without an outcome");
        return outcome;
    }

    private Intake inTransaction(MailPage page, boolean oneByOne, TransactionStatus status) {
        if (!page.advance().advance()) {
            status.setRollbackOnly();
            return new Intake.Fenced();
        }
        var now = clock.instant();
        var programme = settings.current();
        var sorting = new Sorting(
                directories.held(),
                leftOut.of(page.mailboxId(), programme),
                now,
                programme.storeSubjects(),
                limits.mostRecipients());
        var tally = new Tally(page.reread(), page.kind());
        var poison = new LinkedHashMap<String, String>();
        page.unreadable().forEach(each -> poison.put(each.providerId(), each.errorClass()));
        var found = sorted(page, sorting, tally, poison, oneByOne);
        if (oneByOne) {
            found.kept().forEach(copy -> noteAlone(page, List.of(copy), List.of(), sorting, tally, poison));
            found.dropped().forEach(copy -> noteAlone(page, List.of(), List.of(copy), sorting, tally, poison));
        } else note(page, found.kept(), found.dropped(), sorting, tally);
        var telling = found.telling().stream()
                .filter(message -> !poison.containsKey(message.providerId()))
                .toList();
        if (oneByOne)
            telling.forEach(
                    each -> alone(List.of(each.providerId()), poison, () -> people.remember(List.of(each), sorting)));
        else people.remember(telling, sorting);
        books.add(page.mailboxId(), tally.counters());
        habits.note(page, tally.counters());
        books.quarantine(page.mailboxId(), poison, now);
        books.release(
                page.mailboxId(),
                page.messages().stream()
                        .map(Message::providerId)
                        .filter(id -> !poison.containsKey(id))
                        .toList());
        return new Intake.Taken(page.messages().size(), tally.kept(), poison.size());
    }

    private SortedMail sorted(
            MailPage page, Sorting sorting, Tally tally, Map<String, String> poison, boolean oneByOne) {
        var sorted = new SortedMail(sorting, tally, page.reread());
        for (var message : page.messages()) {
            try {
                sorted.add(message);
            } catch (RuntimeException e) {
                if (!oneByOne) throw e;
                poison.put(message.providerId(), e.getClass().getSimpleName());
            }
        }
        if (!sorted.dropped().isEmpty())
            sorted.dropOnly(touches.known(
                    sorted.dropped().stream().map(Copy::messageKey).toList()));
        return sorted;
    }

    private void note(MailPage page, List<Copy> kept, List<Copy> dropped, Sorting sorting, Tally tally) {
        var noted = touches.note(page.mailboxId(), kept, dropped, page.gone(), sorting.directory());
        tally.noted(noted);
        if (page.reread()) reattributions.found(noted.found(), clock.instant());
    }

    private void noteAlone(
            MailPage page,
            List<Copy> kept,
            List<Copy> dropped,
            Sorting sorting,
            Tally tally,
            Map<String, String> poison) {
        var ids = Stream.concat(kept.stream(), dropped.stream())
                .map(Copy::providerId)
                .toList();
        alone(ids, poison, () -> note(page, kept, dropped, sorting, tally));
    }

    /** What fails takes nothing else with it. */
    private void alone(List<String> ids, Map<String, String> poison, Runnable work) {
        books.savepoint();
        try {
            work.run();
        } catch (TransientDataAccessException | TransactionException passing) {
            throw passing;
        } catch (RuntimeException e) {
            books.backToSavepoint();
            ids.forEach(id -> poison.put(id, e.getClass().getSimpleName()));
        }
    }
}
