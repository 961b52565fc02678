package app.touchline.mailbox;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What is done about a notification: its mailbox is read now instead of in a while. Nothing that it says is believed but
 * this; whoever does not know the subscription's secret changes nothing.
 */
@Component
class WakeUps {

    private static final Logger log = LoggerFactory.getLogger(WakeUps.class);

    /** However often it is told. */
    private static final Duration APART = Duration.ofSeconds(5);

    private final Subscriptions subscriptions;
    private final MailboxSchedule schedule;

    WakeUps(Subscriptions subscriptions, MailboxSchedule schedule) {
        this.subscriptions = subscriptions;
        this.schedule = schedule;
    }

    void take(List<Notification> told) {
        var byId = told.stream().collect(Collectors.groupingBy(Notification::subscriptionId));
        int ours = 0;
        for (var known : subscriptions.known(byId.keySet())) {
            var proven = byId.getOrDefault(known.subscriptionId(), List.of()).stream()
                    .filter(each -> MessageDigest.isEqual(Subscriptions.hash(each.proof()), known.proofHash()))
                    .toList();
            ours += proven.size();
            if (!proven.isEmpty()) take(known, proven);
        }
        if (ours < told.size()) log.info("{} of {} notifications are not ours", told.size() - ours, told.size());
    }

    private void take(Subscriptions.Known known, Collection<Notification> proven) {
        if (proven.stream().anyMatch(Notification::tellsOfRemoval))
            subscriptions.lost(known.mailboxId(), known.subscriptionId());
        else if (proven.stream().anyMatch(Notification::asksForRenewal)) subscriptions.renewNow(known.mailboxId());
        subscriptions.told(known.mailboxId(), APART).ifPresent(in -> schedule.wake(known.mailboxId(), in));
    }
}
