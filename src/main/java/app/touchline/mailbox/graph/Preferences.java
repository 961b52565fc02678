package app.touchline.mailbox.graph;

import com.microsoft.kiota.RequestHeaders;

/** What must be said with every single request: no link remembers it. */
final class Preferences {

    private Preferences() {}

    /** Ids that stay with a message when it is moved. */
    static void of(RequestHeaders headers) {
        headers.add("Prefer", "IdType=\"ImmutableId\"");
    }

    static void of(RequestHeaders headers, int pageSize) {
        of(headers);
        headers.add("Prefer", "odata.maxpagesize=" + pageSize);
    }
}
