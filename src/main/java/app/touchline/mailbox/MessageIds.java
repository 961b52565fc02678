package app.touchline.mailbox;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The Message-IDs in a Message-ID, In-Reply-To or References field, without angle brackets. */
final class MessageIds {

    private static final int MOST = 200;
    private static final int LONGEST = 1_000;
    private static final int LONGEST_IN_ANGLES = 2_000;

    private MessageIds() {}

    /** The message's own; null where the field is missing or empty. */
    static @Nullable String own(@Nullable String value) {
        if (value == null) return null;
        var ids = all(value);
        if (!ids.isEmpty()) return ids.getFirst();
        var bare = Blanks.none(value.replace("<", "").replace(">", ""));
        return bare.isEmpty() ? null : shortened(bare);
    }

    /** In their order; of too many, the first and the last ones. */
    static List<String> all(@Nullable String value) {
        if (value == null || value.isEmpty()) return List.of();
        var ids = inAngles(value);
        if (ids.isEmpty() && value.indexOf('<') < 0)
            for (var word : Blanks.split(value)) if (word.indexOf('@') > 0) add(ids, word);
        // The first names the thread, the last ones what is answered.
        if (ids.size() > MOST) ids.subList(1, ids.size() - MOST + 1).clear();
        return ids;
    }

    private static List<String> inAngles(String value) {
        var ids = new ArrayList<String>();
        int open = -1;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '<') open = i;
            else if (c == '>' && open >= 0) {
                int length = i - open - 1;
                if (length > 0 && length <= LONGEST_IN_ANGLES) add(ids, value.substring(open + 1, i));
                open = -1;
            }
        }
        return ids;
    }

    private static void add(List<String> ids, String id) {
        var bare = Blanks.none(id);
        if (!bare.isEmpty()) ids.add(shortened(bare));
    }

    private static String shortened(String id) {
        return id.length() > LONGEST ? id.substring(0, LONGEST) : id;
    }
}
