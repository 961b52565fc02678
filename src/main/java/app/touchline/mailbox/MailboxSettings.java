package app.touchline.mailbox;

import java.time.Duration;
import java.time.Instant;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import app.touchline.database.CannotStart;

/**
 * How mailboxes are read.
 *
 * @param interval how often each is looked at
 * @param slice the longest time for one mailbox before the others have their turn
 * @param pagesPerSlice the most pages of up to 2,000 messages in one turn
 * @param mostRecipients to more addresses that are not ours nobody writes by hand
 * @param patience how long a person who tests a connection waits for its answer
 */
@ConfigurationProperties("touchline.mailbox")
record MailboxSettings(
        @DefaultValue("2m") Duration interval,
        @DefaultValue("60s") Duration slice,
        @DefaultValue("200") int pagesPerSlice,
        @DefaultValue("50") int mostRecipients,
        @DefaultValue("20s") Duration patience) {

    MailboxSettings {
        if (interval.compareTo(Duration.ofSeconds(5)) < 0)
            throw new CannotStart("touchline.mailbox.interval must be 5 seconds or more, such as 2m.");
        if (slice.compareTo(Duration.ofSeconds(1)) < 0)
            throw new CannotStart("touchline.mailbox.slice must be a second or more, such as 60s.");
        if (pagesPerSlice < 1) throw new CannotStart("touchline.mailbox.pages-per-slice must be 1 or more.");
        if (mostRecipients < 1)
            throw new CannotStart("touchline.mailbox.most-recipients must be 1 or more, such as 50.");
        if (!patience.isPositive()) throw new CannotStart("touchline.mailbox.patience must be longer, such as 20s.");
    }

    /** Whoever was read to the end last before that is behind: a look or two may be slow. */
    Instant behindBefore(Instant now) {
        return now.minus(interval.multipliedBy(3));
    }
}
