package app.touchline.mailbox.imap;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.MailSource.Lane;
import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Names;

/** Asks the server which numbers lie above or below a place in the folder that is open. */
final class NumberSearch {

    /**
     * Larger folders are searched range by range, so that no answer lists a million numbers at once, and that the first
     * messages do not wait for what is found out about the last.
     */
    private static final long SEARCHED_AT_ONCE = 20_000;

    /** For names, a search costs a server much, however few messages it is about. */
    private static final long SEARCHED_FOR_NAMES = 100_000;

    private static final DateTimeFormatter SEARCH_DAY = DateTimeFormatter.ofPattern("d-MMM-yyyy", Locale.ENGLISH);

    private final Wire wire;
    private final NameSearch nameSearch;

    NumberSearch(Wire wire, NameSearch nameSearch) {
        this.wire = wire;
        this.nameSearch = nameSearch;
    }

    /** The highest number in the folder; some servers (Courier) do not find {@code *}. */
    long highest(long messagesInFolder) throws MailTrouble {
        if (messagesInFolder == 0) return 0;
        var newest = wire.search("UID SEARCH UID *");
        return Arrays.stream(newest.length > 0 ? newest : wire.search("UID SEARCH ALL"))
                .max()
                .orElse(0);
    }

    /** {@code n:*} names the newest message even when it is older than n: it was read before, and is dropped. */
    Waiting above(Place at, Instant since) throws MailTrouble {
        var found = wire.search("UID SEARCH UID " + (at.uid() + 1) + ":*");
        var newer = Arrays.stream(found)
                .filter(uid -> uid > at.uid())
                .sorted()
                .distinct()
                .toArray();
        return new Waiting(Lane.LIVE, at, since, null, newer, 0);
    }

    /**
     * Numbers are not strictly in the order of dates (moved mail gets new ones), so the server says which messages are
     * new enough. Its day may be another than ours: a day more is asked for, and the exact time decided afterwards. In a
     * large folder that costs a server as much as a third of the fetch, and is asked when older ones have turned up.
     * Null where the server does not search for names.
     *
     * @param olderTurnedUp whether messages from before that time were among those fetched
     * @param enough when that many are found, it is not searched further down for now
     */
    @Nullable
    Waiting below(
            Place at, Instant since, @Nullable Names names, long messagesInFolder, boolean olderTurnedUp, int enough)
            throws MailTrouble {
        boolean byDay = olderTurnedUp || names != null || messagesInFolder <= SEARCHED_AT_ONCE;
        var newEnough = byDay
                ? " SINCE "
                        + SEARCH_DAY.format(
                                LocalDate.ofInstant(since, ZoneOffset.UTC).minusDays(1))
                : "";
        long atOnce = names == null ? SEARCHED_AT_ONCE : SEARCHED_FOR_NAMES;
        long width = messagesInFolder <= atOnce ? Long.MAX_VALUE : atOnce;
        long bottom = at.uid();
        var newestFirst = new long[0];
        while (bottom > 1 && newestFirst.length < enough) {
            long to = bottom - 1;
            long from = bottom = width >= to ? 1 : to - width + 1;
            var range = "UID SEARCH UID " + from + ":" + to + newEnough;
            var found = names == null ? wire.search(range) : nameSearch.within(range, names);
            if (found == null) return null;
            var within = Arrays.stream(found)
                    .filter(uid -> uid >= from && uid <= to)
                    .sorted()
                    .distinct()
                    .toArray();
            newestFirst = LongStream.concat(Arrays.stream(newestFirst), Arrays.stream(reversed(within)))
                    .toArray();
            width = width > Long.MAX_VALUE / 4 ? Long.MAX_VALUE : width * 4;
        }
        return new Waiting(Lane.DOWN, at, since, names, newestFirst, Math.max(1, bottom));
    }

    private static long[] reversed(long[] ascending) {
        var descending = new long[ascending.length];
        for (int i = 0; i < ascending.length; i++) descending[i] = ascending[ascending.length - 1 - i];
        return descending;
    }
}
