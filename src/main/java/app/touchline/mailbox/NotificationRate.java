package app.touchline.mailbox;

import org.springframework.stereotype.Component;

/** How many notifications a second are looked at on this node, with some room for many at once. */
@Component
class NotificationRate {

    static final int PER_SECOND = 100;
    static final int AT_ONCE = 500;

    private double left = AT_ONCE;
    private long at = System.nanoTime();

    boolean allows() {
        return allows(System.nanoTime());
    }

    synchronized boolean allows(long nanos) {
        left = Math.min(AT_ONCE, left + (nanos - at) / 1e9 * PER_SECOND);
        at = nanos;
        if (left < 1) return false;
        left--;
        return true;
    }
}
