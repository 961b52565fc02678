package app.touchline.handover;

import java.util.List;

/** What a person looks after: partners that are not archived, open actions, mailboxes that are connected. */
record Estate(
        long memberId, String name, boolean active, List<Thing> partners, List<Thing> actions, List<Thing> mailboxes) {

    /** @param words what it is called on the page */
    record Thing(long id, String words) {}

    public boolean empty() {
        return partners.isEmpty() && actions.isEmpty() && mailboxes.isEmpty();
    }
}
