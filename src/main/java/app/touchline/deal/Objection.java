package app.touchline.deal;

import java.util.Optional;

/** Something that may stand in the way of approving a deal; asked in the transaction of the approval. */
public interface Objection {

    /** A sentence on what has to be done first; empty where nothing stands in the way. */
    Optional<String> to(long dealId);
}
