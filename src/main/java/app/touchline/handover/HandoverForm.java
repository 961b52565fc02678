package app.touchline.handover;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import app.touchline.handover.Estate.Thing;

/**
 * To whom everything goes: a person per kind, and another one for single partners.
 *
 * @param sent the parameters as the browser sent them: "partners", "actions", "mailboxes", "partner-7"
 */
record HandoverForm(Map<String, String> sent) {

    /** What a mailbox is given to that is nobody's own from then on. */
    static final String SHARED = "shared";

    /**
     * To whom each thing goes, by its id; problems by field.
     *
     * @param mailboxes null: it becomes a shared one
     */
    record Checked(
            Map<Long, Long> partners,
            Map<Long, Long> actions,
            Map<Long, @Nullable Long> mailboxes,
            Map<String, String> problems) {}

    public String to(String field) {
        return sent.getOrDefault(field, "");
    }

    /** @param mayTake who may be given partners and actions; anybody of them may be given a mailbox */
    Checked check(Estate estate, Set<Long> mayTake) {
        var problems = new LinkedHashMap<String, String>();
        var partners = new HashMap<Long, Long>();
        for (var partner : estate.partners()) {
            var own = "partner-" + partner.id();
            var field = to(own).isBlank() ? "partners" : own;
            taker(field, mayTake, "Say who gets the partners.", problems, partners, partner);
        }
        var actions = new HashMap<Long, Long>();
        for (var action : estate.actions())
            taker("actions", mayTake, "Say who gets the open actions.", problems, actions, action);
        var mailboxes = new HashMap<Long, @Nullable Long>();
        for (var mailbox : estate.mailboxes()) {
            if (to("mailboxes").equals(SHARED)) mailboxes.put(mailbox.id(), null);
            else {
                var taken = new HashMap<Long, Long>();
                taker("mailboxes", mayTake, "Say who gets the mailboxes.", problems, taken, mailbox);
                mailboxes.putAll(taken);
            }
        }
        return new Checked(partners, actions, mailboxes, problems);
    }

    private void taker(
            String field,
            Set<Long> mayTake,
            String ask,
            Map<String, String> problems,
            Map<Long, Long> takers,
            Thing thing) {
        var to = to(field);
        var taker = mayTake.stream().filter(id -> String.valueOf(id).equals(to)).findFirst();
        if (taker.isPresent()) takers.put(thing.id(), taker.get());
        else problems.putIfAbsent(field, to.isBlank() ? ask : "Choose somebody from the list.");
    }
}
