package app.touchline.mailbox.imap;

import java.util.Arrays;
import java.util.Optional;

/** Message numbers of one folder, as IMAP writes them. */
final class Uids {

    private static final int MOST_DIGITS = 18;

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

    /** {@code 3:5,9}: ascending, runs joined. */
    static String set(long[] uids) {
        var sorted = uids.clone();
        Arrays.sort(sorted);
        var set = new StringBuilder();
        for (int i = 0; i < sorted.length; ) {
            int end = i;
            while (end + 1 < sorted.length && sorted[end + 1] <= sorted[end] + 1) end++;
            if (!set.isEmpty()) set.append(',');
            set.append(sorted[i]);
            if (sorted[end] > sorted[i]) set.append(':').append(sorted[end]);
            i = end + 1;
        }
        return set.toString();
    }

    /** Empty if the word is not a number. */
    static Optional<Long> number(String word) {
        if (word.isEmpty() || word.length() > MOST_DIGITS) return Optional.empty();
        for (int i = 0; i < word.length(); i++)
            if (word.charAt(i) < '0' || word.charAt(i) > '9') return Optional.empty();
        return Optional.of(Long.parseLong(word));
    }
}
