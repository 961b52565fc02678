package app.touchline.mailbox.imap;

import java.nio.charset.StandardCharsets;

/** Bytes as they may come from an IMAP server, through all that takes lines apart. */
public final class LineFuzz {

    private LineFuzz() {}

    public static void take(byte[] bytes) {
        var line = new String(bytes, StandardCharsets.ISO_8859_1);
        var items = HeaderFetch.items("* 1 FETCH (" + line);
        HeaderFetch.items(line).forEach((name, value) -> InternalDate.of(value));
        items.forEach((name, value) -> {
            Structure.hasCalendarPart(value);
            InternalDate.ofNewestReceived(value);
        });
        Uids.ofSearch("* SEARCH " + line, new long[0]);
        ProviderId.of(line);
        FolderRules.leftOut(java.util.List.of(), java.util.List.of(line), false);
    }
}
