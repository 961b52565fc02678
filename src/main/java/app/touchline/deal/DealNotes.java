package app.touchline.deal;

import java.util.List;

/** What others know about a deal and a reader of its page should, too. */
public interface DealNotes {

    /** @param waits whether somebody has to do something about it */
    record Note(String text, String href, boolean waits) {}

    List<Note> on(long dealId);
}
