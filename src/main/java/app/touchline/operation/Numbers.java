package app.touchline.operation;

import java.util.Map;

/**
 * How the installation stands, all nodes together.
 *
 * @param mailboxes how many by state; a paused one is PAUSED
 * @param worstLagSeconds since when the mailbox that is furthest behind was not read to its end; 0 without any
 * @param messages how many by what became of them, as every mailbox counts them: "read", "matched" (with partners, kept),
 *     "own" and "strangers" (dropped), "swept_new" (only the daily sweep found them), "not_counted:" and the rule
 * @param quarantined messages that could not be understood
 * @param outbox how much mail by state: WAITING, SENDING, FAILED
 * @param alerts that stand
 */
record Numbers(
        Map<String, Long> mailboxes,
        double worstLagSeconds,
        Map<String, Long> messages,
        long quarantined,
        Map<String, Long> outbox,
        long alerts) {

    double mailboxes(String state) {
        return mailboxes.getOrDefault(state, 0L);
    }

    double messages(String what) {
        return messages.getOrDefault(what, 0L);
    }

    double outbox(String state) {
        return outbox.getOrDefault(state, 0L);
    }
}
