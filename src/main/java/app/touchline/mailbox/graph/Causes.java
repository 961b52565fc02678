package app.touchline.mailbox.graph;

import java.util.ArrayList;
import java.util.List;

/** An exception and what caused it: the SDK wraps what happened several times over. */
final class Causes {

    private static final int DEEPEST = 20;

    private Causes() {}

    /** Outermost first. */
    static List<Throwable> of(Throwable e) {
        var chain = new ArrayList<Throwable>();
        for (var at = e; at != null && !chain.contains(at) && chain.size() < DEEPEST; at = at.getCause()) chain.add(at);
        return chain;
    }
}
