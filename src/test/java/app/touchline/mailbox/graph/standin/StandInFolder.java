package app.touchline.mailbox.graph.standin;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A folder in the stand-in. Folder ids are constant, whatever kind of id is asked for. */
public final class StandInFolder {

    public final String id;
    public final String parentId;
    public String displayName;
    public boolean hidden;
    public boolean search;

    /** Such as inbox; null for one that a person made. */
    public final String wellKnown;

    public final Map<String, StandInItem> items = new LinkedHashMap<>();

    /** Immutable ids that were ever in it: such a message that comes back is not reported again. */
    public final Set<String> everSeen = new HashSet<>();

    public StandInFolder(String id, String parentId, String displayName, String wellKnown) {
        this.id = id;
        this.parentId = parentId;
        this.displayName = displayName;
        this.wellKnown = wellKnown;
    }
}
