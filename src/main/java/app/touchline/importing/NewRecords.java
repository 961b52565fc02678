package app.touchline.importing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;

import app.touchline.partner.Partner;
import app.touchline.partner.TrackerField;

/** What rows add to partners in records of its own, kept until the partners have their ids. */
final class NewRecords {

    private record Addition(Partner partner, LongFunction<Object> made) {}

    private final List<Addition> additions = new ArrayList<>();
    private final Set<String> brought = new HashSet<>();

    /** Whether it comes for the first time: several rows of one partner may repeat it. */
    boolean once(Partner partner, TrackerField field, String what) {
        return brought.add(System.identityHashCode(partner) + " " + field + " " + what);
    }

    /** @param made the record, of the partner with that id */
    void add(Partner partner, LongFunction<Object> made) {
        additions.add(new Addition(partner, made));
    }

    /** When the partners are stored; each is made anew with every call. */
    Stream<Object> made() {
        return additions.stream()
                .map(addition -> addition.made().apply(addition.partner().id()));
    }
}
