package app.touchline.handover;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a person looks after: partners that are not archived, open actions and deals, mailboxes that are connected, and what of
 * deals others named them to decide.
 *
 * @param delegations in which they decide registrations in place of those who lead
 * @param appeals that wait for their decision
 */
record Estate(
        long memberId,
        String name,
        boolean active,
        List<Thing> partners,
        List<Thing> actions,
        List<Thing> mailboxes,
        List<Thing> deals,
        List<Thing> delegations,
        List<Thing> appeals) {

    /** @param words what it is called on the page */
    record Thing(long id, String words) {}

    public boolean empty() {
        return Stream.of(partners, actions, mailboxes, deals, delegations, appeals)
                .allMatch(List::isEmpty);
    }
}
