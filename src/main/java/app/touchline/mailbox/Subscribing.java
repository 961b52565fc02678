package app.touchline.mailbox;

import java.time.Instant;

/** Has a tenant tell when something comes into a mailbox: of the fact alone, never of what it is. */
public interface Subscribing {

    /**
     * Begins. While this goes on, the address is asked whether it is ours.
     *
     * @param address of the mailbox
     */
    Subscription subscribe(Tenant tenant, String address, Wanted wanted) throws MailTrouble;

    /** Goes on until then, as far as allowed; a subscription that is not there any more is {@link Trouble.Gone}. */
    Subscription renew(Tenant tenant, String subscriptionId, Instant until) throws MailTrouble;

    void end(Tenant tenant, String subscriptionId) throws MailTrouble;

    /**
     * @param url where it is told
     * @param proof a secret that each notification brings along
     */
    record Wanted(String url, String proof, Instant until) {

        @Override
        public String toString() {
            return "told at " + url + " until " + until;
        }
    }

    record Subscription(String id, Instant expiresAt) {}
}
