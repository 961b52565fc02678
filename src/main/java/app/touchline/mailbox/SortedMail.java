package app.touchline.mailbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import app.touchline.touch.Copy;

/** What one page of mail brings, message by message. */
final class SortedMail {

    private final Sorting sorting;
    private final Tally tally;
    private final boolean reread;
    private final Map<String, Copy> kept = new LinkedHashMap<>();
    private final List<Copy> dropped = new ArrayList<>();
    private final List<Message> telling = new ArrayList<>();

    SortedMail(Sorting sorting, Tally tally, boolean reread) {
        this.sorting = sorting;
        this.tally = tally;
        this.reread = reread;
    }

    /** A message that cannot be sorted leaves nothing behind. */
    void add(Message message) {
        var attribution = sorting.attribution(message);
        var copy = attribution.isKept() || reread ? sorting.copy(message) : null;
        if (copy != null && attribution.isKept()) kept.put(copy.providerId(), copy);
        else if (copy != null) dropped.add(copy);
        if (attribution.isKept() || sorting.tellsOfFailure(message)) telling.add(message);
        tally.read(attribution);
    }

    /** Each once. */
    List<Copy> kept() {
        return List.copyOf(kept.values());
    }

    /** Of mail read again: by these copies, nobody on the message is a partner's any more. */
    List<Copy> dropped() {
        return List.copyOf(dropped);
    }

    void dropOnly(Set<String> messageKeys) {
        dropped.removeIf(copy -> !messageKeys.contains(copy.messageKey()));
    }

    /** What may tell something of people at partners besides touches. */
    List<Message> telling() {
        return telling;
    }
}
