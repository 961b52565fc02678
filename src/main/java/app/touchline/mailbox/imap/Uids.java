package app.touchline.mailbox.imap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Message numbers of one folder, as IMAP writes them. */
final class Uids {

    private static final int MOST_DIGITS = 18;

    /** With the names of the headers behind it, a command stays below the 8,192 that servers must take. */
    private static final int LONGEST_SET = 6_000;

    private static final int MOST_FOUND = 5_000_000;

    private Uids() {}

    /** The numbers in a {@code * SEARCH 4 7 9} line, without making an object of each: there may be a million. */
    static long[] ofSearch(String line, long[] soFar) {
        int at = line.toUpperCase(java.util.Locale.ROOT).indexOf("SEARCH");
        if (at < 0) return soFar;
        var found = soFar;
        int count = soFar.length;
        long number = -1;
        for (int i = at + 6; i <= line.length(); i++) {
            char c = i < line.length() ? line.charAt(i) : ' ';
            if (c == '(') break; // (MODSEQ …)
            if (c >= '0' && c <= '9') number = Math.max(number, 0) * 10 + (c - '0');
            else if (number >= 0) {
                if (count == found.length) found = Arrays.copyOf(found, Math.max(64, count * 2));
                found[count++] = number;
                number = -1;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** The numbers in {@code * ESEARCH (TAG "A7") UID ALL 4,7:9}, as servers of later versions answer. */
    static long[] ofExtendedSearch(String line, long[] soFar) {
        var words = line.strip().split("\\s+");
        for (int i = 2; i + 1 < words.length; i++)
            if (words[i].equalsIgnoreCase("ALL"))
                return LongStream.concat(
                                Arrays.stream(soFar),
                                Arrays.stream(words[i + 1].split(",")).flatMapToLong(Uids::range))
                        .limit(MOST_FOUND)
                        .toArray();
        return soFar;
    }

    private static LongStream range(String text) {
        var ends = text.split(":", 2);
        long one = number(ends[0]).orElse(0L);
        long other = number(ends[ends.length - 1]).orElse(0L);
        if (one == 0 || other == 0) return LongStream.empty();
        return LongStream.rangeClosed(Math.min(one, other), Math.max(one, other));
    }

    /** {@code 3:5,9}: ascending, runs joined; in as many pieces as it takes for no command to be longer than servers take. */
    static List<String> sets(long[] uids) {
        var sorted = uids.clone();
        Arrays.sort(sorted);
        var sets = new ArrayList<String>();
        var set = new StringBuilder();
        for (int i = 0; i < sorted.length; ) {
            int end = i;
            while (end + 1 < sorted.length && sorted[end + 1] <= sorted[end] + 1) end++;
            if (set.length() > LONGEST_SET) {
                sets.add(set.toString());
                set.setLength(0);
            }
            if (!set.isEmpty()) set.append(',');
            set.append(sorted[i]);
            if (sorted[end] > sorted[i]) set.append(':').append(sorted[end]);
            i = end + 1;
        }
        if (!set.isEmpty()) sets.add(set.toString());
        return sets;
    }

    /** Empty if the word is not a number. */
    static Optional<Long> number(String word) {
        if (word.isEmpty() || word.length() > MOST_DIGITS) return Optional.empty();
        for (int i = 0; i < word.length(); i++)
            if (word.charAt(i) < '0' || word.charAt(i) > '9') return Optional.empty();
        return Optional.of(Long.parseLong(word));
    }
}
