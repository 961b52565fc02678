package app.touchline.mailbox.imap;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A message's parts as BODYSTRUCTURE lists them; types only, no content. */
final class Structure {

    private Structure() {}

    /** An invitation or an answer to one; a calendar inside a message that was forwarded as a whole is somebody else's. */
    static boolean hasCalendarPart(@Nullable Object part) {
        if (!(part instanceof List<?> list) || list.isEmpty()) return false;
        if (list.getFirst() instanceof String type) {
            if (list.size() < 3 || !(list.get(1) instanceof String subtype)) return false;
            return type.equalsIgnoreCase("text") && subtype.equalsIgnoreCase("calendar") && hasMethod(list.get(2));
        }
        return list.stream().anyMatch(Structure::hasCalendarPart);
    }

    private static boolean hasMethod(@Nullable Object parameters) {
        return parameters instanceof List<?> list
                && list.stream().anyMatch(name -> "method".equalsIgnoreCase(String.valueOf(name)));
    }
}
