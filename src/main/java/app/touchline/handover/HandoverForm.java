package app.touchline.handover;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.touchline.handover.Estate.Thing;

/**
 * To whom everything goes: a person per kind, and another one for single partners.
 *
 * @param sent the parameters as the browser sent them: "partners", "actions", "mailboxes", "deals", "delegations", "appeals",
 *     "partner-7"
 */
record HandoverForm(Map<String, String> sent) {

    /** What a mailbox is given to that is nobody's own from then on. */
    static final String SHARED = "shared";

    /** What a delegation is given to that ends. */
    static final String ENDS = "ends";

    /**
     * To whom each thing goes, by its id; problems by field.
     *
     * @param mailboxes null: it becomes a shared one
     * @param delegations null: it ends
     */
    record Checked(
            Map<Long, Long> partners,
            Map<Long, Long> actions,
            Map<Long, @Nullable Long> mailboxes,
            Map<Long, Long> deals,
            Map<Long, @Nullable Long> delegations,
            Map<Long, Long> appeals,
            Map<String, String> problems) {}

    public String to(String field) {
        return sent.getOrDefault(field, "");
    }

    Checked check(Estate estate, Takers takers) {
        var problems = new LinkedHashMap<String, String>();
        var partners = new HashMap<Long, Long>();
        for (var partner : estate.partners()) {
            var own = "partner-" + partner.id();
            var field = to(own).isBlank() ? "partners" : own;
            taker(field, takers, "Say who gets the partners.", problems, partners, partner);
        }
        return new Checked(
                partners,
                all("actions", estate.actions(), takers, "Say who gets the open actions.", problems),
                allOrNobody("mailboxes", SHARED, estate.mailboxes(), takers, "Say who gets the mailboxes.", problems),
                all("deals", estate.deals(), takers, "Say who gets the open deals.", problems),
                allOrNobody(
                        "delegations",
                        ENDS,
                        estate.delegations(),
                        takers,
                        "Say who decides registrations instead.",
                        problems),
                all("appeals", estate.appeals(), takers, "Say who decides the appeals.", problems),
                problems);
    }

    private Map<Long, Long> all(
            String field, List<Thing> things, Takers takers, String ask, Map<String, String> problems) {
        var all = new HashMap<Long, Long>();
        for (var thing : things) taker(field, takers, ask, problems, all, thing);
        return all;
    }

    private Map<Long, @Nullable Long> allOrNobody(
            String field, String nobody, List<Thing> things, Takers takers, String ask, Map<String, String> problems) {
        var all = new HashMap<Long, @Nullable Long>();
        if (to(field).equals(nobody)) for (var thing : things) all.put(thing.id(), null);
        else all.putAll(all(field, things, takers, ask, problems));
        return all;
    }

    private void taker(
            String field, Takers takers, String ask, Map<String, String> problems, Map<Long, Long> taken, Thing thing) {
        var to = to(field);
        var taker = takers.of(field).stream()
                .filter(member -> String.valueOf(member.id()).equals(to))
                .findFirst();
        if (taker.isPresent()) taken.put(thing.id(), taker.get().id());
        else problems.putIfAbsent(field, to.isBlank() ? ask : "Choose somebody from the list.");
    }
}
