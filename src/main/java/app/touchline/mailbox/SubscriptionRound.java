package app.touchline.mailbox;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

import app.touchline.mailbox.Subscribing.Wanted;
import app.touchline.mailbox.Subscriptions.Due;
import app.touchline.settings.SettingsReader;

/**
 * Sees to it that new mail is told where an admin wants that: begins subscriptions, renews them when half their time is
 * over, ends those that are not wanted any more. What goes wrong costs nothing but time: mailboxes are looked at anyway.
 */
@Component
class SubscriptionRound {

    private static final Logger log = LoggerFactory.getLogger(SubscriptionRound.class);

    /** Documents speak of 4,230 minutes and of 10,080; less is never refused. */
    static final Duration LIFETIME = Duration.ofMinutes(4_200);

    private static final int MOST_AT_ONCE = 200;
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(50);

    private final Subscriptions subscriptions;
    private final Subscribing tenants;
    private final ConnectionRecords connections;
    private final NotificationAddress address;
    private final SettingsReader settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SubscriptionRound(
            Subscriptions subscriptions,
            Subscribing tenants,
            ConnectionRecords connections,
            NotificationAddress address,
            SettingsReader settings,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.tenants = tenants;
        this.connections = connections;
        this.address = address;
        this.settings = settings;
        this.clock = clock;
    }

    @Bean
    static RecurringTask<Void> keepSubscriptions(ObjectProvider<SubscriptionRound> round) {
        return Tasks.recurring("keep-subscriptions", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((task, context) -> round.getObject().go());
    }

    /** A tenant that cannot be asked now is left alone until the next round. */
    void go() {
        var begunAt = System.nanoTime();
        Set<Long> leftAlone = new HashSet<>();
        var work = new ArrayList<Runnable>();
        for (var due : subscriptions.toEnd(MOST_AT_ONCE)) work.add(() -> end(due, leftAlone));
        for (var due : toBegin()) work.add(() -> begin(due, leftAlone));
        for (var each : work) if (System.nanoTime() - begunAt < LONGEST_ROUND.toNanos()) each.run();
    }

    private List<Due> toBegin() {
        return subscriptions.toBegin(settings.current().baseUrl(), MOST_AT_ONCE);
    }

    private void begin(Due due, Set<Long> leftAlone) {
        var url = address.of(URI.create(due.graphUrl()));
        if (url == null || leftAlone.contains(due.connectionId())) return;
        try {
            if (!renewed(due, url)) subscribe(due, url);
        } catch (MailTrouble e) {
            failed(due, e.trouble(), leftAlone);
        }
    }

    /** False where there is none that could be. */
    private boolean renewed(Due due, String url) throws MailTrouble {
        var id = due.subscriptionId();
        if (id == null) return false;
        boolean over = due.expiresAt() == null || !due.expiresAt().isAfter(clock.instant());
        if (over || !url.equals(due.url())) {
            if (!over) tenants.end(connections.tenant(due.connectionId()), id);
            subscriptions.lost(due.mailboxId(), id);
            return false;
        }
        try {
            var until = clock.instant().plus(LIFETIME);
            subscriptions.renewed(due.mailboxId(), tenants.renew(connections.tenant(due.connectionId()), id, until));
            return true;
        } catch (MailTrouble e) {
            if (!(e.trouble() instanceof Trouble.Gone)) throw e;
            subscriptions.lost(due.mailboxId(), id);
            return false;
        }
    }

    private void subscribe(Due due, String url) throws MailTrouble {
        var proof = secret();
        var wanted = new Wanted(url, proof, clock.instant().plus(LIFETIME));
        var begun = tenants.subscribe(connections.tenant(due.connectionId()), due.address(), wanted);
        subscriptions.began(due.mailboxId(), begun, url, proof);
        log.info("Mailbox {}: new mail is told", due.mailboxId());
    }

    private String secret() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void end(Due due, Set<Long> leftAlone) {
        if (leftAlone.contains(due.connectionId())) return;
        var id = due.subscriptionId();
        try {
            if (id != null) tenants.end(connections.tenant(due.connectionId()), id);
        } catch (MailTrouble | NoSuchConnection e) {
            log.debug("Mailbox {}: a subscription ends by itself", due.mailboxId());
        }
        subscriptions.forget(due.mailboxId());
    }

    private void failed(Due due, Trouble trouble, Set<Long> leftAlone) {
        log.info(
                "Mailbox {}: new mail is not told ({})",
                due.mailboxId(),
                trouble.getClass().getSimpleName());
        subscriptions.failed(due.mailboxId(), trouble.words(), retryAfter(trouble));
        switch (trouble) {
            case Trouble.Throttled _,
                    Trouble.TenantThrottled _,
                    Trouble.TenantReauth _,
                    Trouble.Transient _,
                    Trouble.TooMuchAtOnce _ -> leftAlone.add(due.connectionId());
            case Trouble.Reauth _,
                    Trouble.AccessDenied _,
                    Trouble.Gone _,
                    Trouble.CursorInvalid _,
                    Trouble.Unconsented _,
                    Trouble.MailboxGone _ -> {}
        }
    }

    private static @Nullable Duration retryAfter(Trouble trouble) {
        return switch (trouble) {
            case Trouble.Throttled throttled -> throttled.retryAfter();
            case Trouble.TenantThrottled throttled -> throttled.retryAfter();
            default -> null;
        };
    }
}
