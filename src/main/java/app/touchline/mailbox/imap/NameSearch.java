package app.touchline.mailbox.imap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Message;
import app.touchline.mailbox.Names;
import app.touchline.partner.Addresses;

/**
 * Has a server look for the mail of names. A name's parts are asked for apart, so that neither quotes nor a tag between
 * them hide it: what is found too much is matched with nobody. Servers search in ways of their own, so one is believed only
 * when it finds, among a folder's newest messages, whom we see on them.
 */
final class NameSearch {

    private static final Logger log = LoggerFactory.getLogger(NameSearch.class);

    /** The headers by which mail is matched, and the one in which a returned message names whom it did not reach. */
    private static final List<String> FIELDS =
            List.of("FROM", "TO", "CC", "BCC", "HEADER SENDER", "HEADER X-FAILED-RECIPIENTS");

    /** Of one command; servers must take 8,192. */
    private static final int LONGEST_KEY = 6_000;

    private static final int TRIED_ON = 5;
    private static final int ENOUGH_FOUND = 2;

    /** What stands in quotes as it is, in every header in the same letters. */
    private static final Pattern PLAIN = Pattern.compile("(?!.*\\bxn--)[!-~&&[^\"\\\\]]+");

    private final Wire wire;
    private @Nullable Boolean trusted;

    NameSearch(Wire wire) {
        this.wire = wire;
    }

    interface Highest {
        long number() throws MailTrouble;
    }

    interface Fetch {
        HeaderFetch.Fetched of(long... uids) throws MailTrouble;
    }

    /** Names in other letters may stand in a header in two ways. */
    static boolean canExpress(Names names) {
        return names.addresses().stream().allMatch(NameSearch::isPlain)
                && names.domains().stream().allMatch(NameSearch::isPlain);
    }

    private static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches();
    }

    /** The numbers found, in any order and some of them twice; null where the server refuses. */
    long @Nullable [] within(String range, Names names) throws MailTrouble {
        var found = new long[0];
        for (var key : keys(names)) {
            var more = wire.search(range + " " + key, words -> log.info("A mail server does not look for names"));
            if (more == null) return null;
            found = LongStream.concat(Arrays.stream(found), Arrays.stream(more)).toArray();
        }
        return found;
    }

    static List<String> keys(Names names) {
        var keys = new ArrayList<String>();
        var together = new ArrayList<String>();
        int length = 0;
        for (var each : each(names)) {
            if (length > 0 && length + each.length() > LONGEST_KEY) {
                keys.add(anyOf(together));
                together.clear();
                length = 0;
            }
            together.add(each);
            length += each.length() + 4;
        }
        if (!together.isEmpty()) keys.add(anyOf(together));
        return keys;
    }

    private static List<String> each(Names names) {
        var each = new ArrayList<String>();
        for (var address : new TreeSet<>(names.addresses())) {
            var domain = Addresses.domainOf(address);
            var local = address.substring(0, Math.max(0, address.length() - domain.length() - 1));
            each.add(anyOf(FIELDS.stream()
                    .map(field -> Names.hasManySpellings(address) || local.isEmpty()
                            ? key(field, domain)
                            : "(" + key(field, local) + " " + key(field, domain) + ")")
                    .toList()));
        }
        for (var domain : new TreeSet<>(names.domains()))
            each.add(anyOf(FIELDS.stream().map(field -> key(field, domain)).toList()));
        return each;
    }

    private static String key(String field, String text) {
        return field + " \"" + text + "\"";
    }

    /** Halved, not in a row: a server need not look deeper into it than a few levels. */
    private static String anyOf(List<String> keys) {
        if (keys.size() == 1) return keys.getFirst();
        int half = keys.size() / 2;
        return "OR " + anyOf(keys.subList(0, half)) + " " + anyOf(keys.subList(half, keys.size()));
    }

    boolean isTrusted(Highest highest, Fetch fetch) throws MailTrouble {
        if (trusted != null) return trusted;
        var newest = newest(highest.number());
        if (newest.length == 0) return true; // here it has nothing to find
        var fetched = fetch.of(newest);
        if (fetched.cut != null) throw fetched.cut;
        int tries = 0;
        for (long uid : newest) {
            var message = fetched.messages.get(uid);
            if (message == null || tries == ENOUGH_FOUND) continue;
            var seen = seenOn(message);
            if (seen.isEmpty()) continue;
            for (var names : seen)
                if (!finds(uid, names)) {
                    trusted = false;
                    return false;
                }
            tries++;
        }
        if (tries > 0) trusted = true;
        return tries > 0;
    }

    private long[] newest(long top) throws MailTrouble {
        if (top == 0) return new long[0];
        return Arrays.stream(wire.search("UID SEARCH UID " + Math.max(1, top - TRIED_ON + 1) + ":" + top))
                .filter(uid -> uid <= top)
                .sorted()
                .toArray();
    }

    private boolean finds(long uid, Names names) throws MailTrouble {
        var found = within("UID SEARCH UID " + uid, names);
        return found != null && Arrays.stream(found).anyMatch(number -> number == uid);
    }

    /** Who wrote it and one who got it, by address and by domain. */
    private static List<Names> seenOn(Message message) {
        var seen = new ArrayList<Names>();
        for (var people : List.of(message.from(), message.to())) {
            var address = people.isEmpty() ? "" : people.getLast().address();
            var names = new Names(Set.of(address), Set.of());
            if (address.indexOf('@') < 1 || !canExpress(names)) continue;
            seen.add(names);
            seen.add(new Names(Set.of(), Set.of(Addresses.domainOf(address))));
        }
        return seen;
    }
}
