package app.touchline.operation;

import java.util.Map;

/**
 * How the installation stands, all nodes together.
 *
 * @param mailboxes how many by state; a paused one is PAUSED
 * @param worstLagSeconds since when the mailbox that is furthest behind was not read to its end; 0 without any
 * @param read messages read so far
 * @param matched messages of those that are with partners and kept
 * @param sweptNew messages that only the daily sweep found
 * @param quarantined messages that could not be understood
 * @param outbox how much mail by state: WAITING, SENDING, FAILED
 * @param alerts that stand
 */
record Numbers(
        Map<String, Long> mailboxes,
        double worstLagSeconds,
        long read,
        long matched,
        long sweptNew,
        long quarantined,
        Map<String, Long> outbox,
        long alerts) {

    double mailboxes(String state) {
        return mailboxes.getOrDefault(state, 0L);
    }

    double outbox(String state) {
        return outbox.getOrDefault(state, 0L);
    }
}
