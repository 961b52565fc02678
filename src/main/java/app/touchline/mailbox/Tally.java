package app.touchline.mailbox;

import java.util.Map;
import java.util.TreeMap;

import app.touchline.mailbox.MailSource.Batch.Kind;
import app.touchline.touch.Nature;
import app.touchline.touch.Noted;
import app.touchline.touch.Rule;

/**
 * Counts what became of a page. A message that is read again counts again only where something has changed for it, so that
 * a mailbox shows the same numbers whether the partners were entered before it was read or after.
 */
final class Tally {

    private final boolean reread;
    private final Kind kind;
    private final Map<String, Long> counters = new TreeMap<>();
    private int kept;

    Tally(boolean reread, Kind kind) {
        this.reread = reread;
        this.kind = kind;
    }

    void read(Attribution attribution) {
        if (reread || kind != Kind.FIRST) return;
        add("read", 1);
        switch (attribution) {
            case Attribution.AmongOurselves() -> add("own", 1);
            case Attribution.WithStrangers() -> add("strangers", 1);
            case Attribution.WithPartners(var _), Attribution.Ambiguous(var _) -> {}
        }
    }

    void noted(Noted noted) {
        for (var copy : noted.copies()) {
            var before = copy.before();
            var after = copy.after();
            if (after != null) kept++;
            if (before == null && after != null) {
                add("matched", 1);
                if (reread) add("strangers", -1);
                if (kind == Kind.SWEEP && !reread) add("swept_new", 1);
            } else if (before != null && after == null) {
                add("matched", -1);
                if (reread) add("strangers", 1);
            }
            if (before != null) notCounted(before, -1);
            if (after != null) notCounted(after, 1);
        }
    }

    private void notCounted(Rule rule, int n) {
        switch (rule.nature()) {
            case Nature.Automatic(var _, var which) -> add("not_counted:" + which.id(), n);
            case Nature.Human(var _) -> {}
        }
    }

    private void add(String what, long n) {
        counters.merge(what, n, Long::sum);
    }

    int kept() {
        return kept;
    }

    Map<String, Long> counters() {
        counters.values().removeIf(n -> n == 0);
        return counters;
    }
}
