package app.touchline.sample;

import java.time.Clock;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;

import app.touchline.database.Home;
import app.touchline.database.SampleRun;
import app.touchline.mailbox.MailboxHealthReader;
import app.touchline.settings.SettingsReader;

/**
 * Starts the sample before the application serves and before any mailbox is read: its mail server with half a year of
 * mail, and at the first start its people, partners and mailboxes. Once that is read its weekly reads are held; then new mail
 * arrives.
 */
@Component
@Conditional(SampleRun.class)
class SampleLife implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SampleLife.class);

    private static final int SECONDS_BETWEEN_ARRIVALS = 40;

    private final Home home;
    private final SampleSetUp setUp;
    private final SampleMailboxes mailboxes;
    private final SampleReads reads;
    private final SampleNotices notices;
    private final MailboxHealthReader health;
    private final SettingsReader settings;
    private final Clock clock;

    private @Nullable SampleMailServer server;
    private @Nullable ScheduledExecutorService arriving;

    SampleLife(
            Home home,
            SampleSetUp setUp,
            SampleMailboxes mailboxes,
            SampleReads reads,
            SampleNotices notices,
            MailboxHealthReader health,
            SettingsReader settings,
            Clock clock) {
        this.home = home;
        this.setUp = setUp;
        this.mailboxes = mailboxes;
        this.reads = reads;
        this.notices = notices;
        this.health = health;
        this.settings = settings;
        this.clock = clock;
    }

    /** Before the web server, whose phase is near the end. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void start() {
        var file = SampleRun.whole(home);
        var kept = SampleStart.read(file);
        var start = kept.orElseGet(() -> SampleStart.now(clock.instant().atZone(settings.zone())));
        var programme = SampleProgramme.of(start.seed());
        var arrivals = new SampleArrivals(programme, start, file.resolveSibling("arrivals"));

        var mailServer = startMailServer(start);
        server = mailServer;
        mailServer.deliver(Correspondence.upTo(start.at(), programme, start.seed()));
        mailServer.deliver(arrivals.earlier());

        var reached = start.on(mailServer.port());
        if (kept.isEmpty()) {
            setUp.enter(programme, start.at().toLocalDate());
            mailboxes.connect(reached, start.at().toLocalDate());
        } else if (!reached.equals(start)) mailboxes.moveTo(reached);
        reached.write(file);
        letMailArrive(mailServer, arrivals);
    }

    private static SampleMailServer startMailServer(SampleStart start) {
        var people = new ArrayList<>(SampleProgramme.MANAGERS);
        people.add(SampleProgramme.SHARED);
        return SampleMailServer.start(start.port(), start.password(), start.at().toEpochSecond(), people);
    }

    private void letMailArrive(SampleMailServer mailServer, SampleArrivals arrivals) {
        var executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("sample-mail").factory());
        executor.scheduleWithFixedDelay(
                () -> arrive(mailServer, arrivals),
                SECONDS_BETWEEN_ARRIVALS,
                SECONDS_BETWEEN_ARRIVALS,
                TimeUnit.SECONDS);
        executor.schedule(() -> holdReads(executor), 1, TimeUnit.SECONDS);
        arriving = executor;
    }

    private void holdReads(ScheduledExecutorService executor) {
        try {
            if (mailboxes.areReadToTheEnd() && isReadToTheEnd()) reads.hold();
            else executor.schedule(() -> holdReads(executor), 1, TimeUnit.SECONDS);
        } catch (PessimisticLockingFailureException met) {
            // a job that keeps figures up to date had some of the partners
            executor.schedule(() -> holdReads(executor), 1, TimeUnit.SECONDS);
        } catch (RuntimeException e) {
            log.warn("The sample has no weekly reads", e);
        }
    }

    private void arrive(SampleMailServer mailServer, SampleArrivals arrivals) {
        try {
            if (arrivals.rests() || !isReadToTheEnd()) return;
            mailServer.deliver(arrivals.next(clock.instant()));
        } catch (RuntimeException e) {
            log.warn("No sample mail arrived this time", e);
        }
    }

    private boolean isReadToTheEnd() {
        var freshness = health.freshness();
        return freshness.readTo() != null && freshness.behind().isEmpty() && freshness.backfill() == null;
    }

    @EventListener
    @Order(0)
    void sayHowToSignIn(ApplicationReadyEvent event) {
        notices.lines().forEach(log::info);
    }

    @Override
    public void stop() {
        if (arriving != null) arriving.shutdownNow();
        arriving = null;
    }

    @Override
    public boolean isRunning() {
        return arriving != null;
    }

    @PreDestroy
    void closeMailServer() {
        if (server != null) server.close();
    }
}
