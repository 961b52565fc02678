package app.touchline.mailbox.graph;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.microsoft.graph.models.MailFolder;
import com.microsoft.graph.models.MailFolderCollectionResponse;
import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.MailSource;
import app.touchline.mailbox.MailSource.SeenFolder;
import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Trouble;

/**
 * The folders whose mail counts: all that a person sees, but not Drafts, Junk, Deleted Items and the like, nor what lies
 * under them.
 */
final class FolderTree {

    /** Stands for the whole mailbox; with the root folder's id, so that a mailbox made anew is read anew. */
    static final String WHOLE = "all:";

    /** By their well-known names, since nobody knows in which language they are titled. */
    static final List<String> LEFT_OUT = List.of(
            "drafts",
            "junkemail",
            "deleteditems",
            "outbox",
            "conversationhistory",
            "syncissues",
            "recoverableitemsdeletions",
            "scheduled");

    /** Their changes are asked for at every look; those of other folders when they hold more or less than before. */
    private static final List<String> FIRST = List.of("inbox", "sentitems", "archive");

    private static final String[] FIELDS = {
        "id", "displayName", "childFolderCount", "totalItemCount", "unreadItemCount", "isHidden"
    };

    private static final int AT_ONCE = 250;
    private static final int MOST_PAGES = 2_000;
    private static final int DEEPEST = 300;
    private static final long AN_HOUR = 3_600;

    private final TenantClient client;
    private final String user;
    private final Instant now;
    private final Map<String, @Nullable String> states = new HashMap<>();

    FolderTree(TenantClient client, String user, Instant now) {
        this.client = client;
        this.user = user;
        this.now = now;
    }

    /**
     * What does not change from visit to visit.
     *
     * @param first ids of the folders that are asked at every look
     */
    record Landmarks(String root, Set<String> leftOut, List<String> first, Instant seenAt) {}

    /** Where it does not answer to its name, the inbox knows what it lies in. */
    String root() throws MailTrouble {
        var root = id("msgfolderroot");
        if (root != null) return root;
        var inbox = found("inbox");
        if (inbox == null || inbox.getParentFolderId() == null)
            throw new MailTrouble(new Trouble.MailboxGone("Microsoft 365 has no mailbox to read there."));
        return inbox.getParentFolderId();
    }

    Landmarks landmarks(String root) throws MailTrouble {
        var leftOut = new HashSet<String>();
        for (var name : LEFT_OUT) {
            var id = id(name);
            if (id != null) leftOut.add(id);
        }
        var first = new ArrayList<String>();
        for (var name : FIRST) {
            var id = id(name);
            if (id != null) first.add(id);
        }
        return new Landmarks(root, Set.copyOf(leftOut), List.copyOf(first), now);
    }

    /** Null where there is no such folder, or none that is called so. */
    private @Nullable String id(String wellKnown) throws MailTrouble {
        try {
            return client.ask(() -> client.graph()
                            .users()
                            .byUserId(user)
                            .mailFolders()
                            .byMailFolderId(wellKnown)
                            .get(request -> {
                                if (request.queryParameters != null)
                                    request.queryParameters.select = new String[] {"id"};
                                Preferences.of(request.headers);
                            }))
                    .getId();
        } catch (MailTrouble e) {
            if (e.trouble() instanceof Trouble.Gone || GraphTroubles.isBadRequest(e)) return null;
            throw e;
        }
    }

    /** The folders to be read, the most important ones first. */
    List<SeenFolder> seen(Landmarks landmarks) throws MailTrouble {
        var found = new ArrayList<SeenFolder>();
        var open = new ArrayDeque<Parent>();
        open.add(new Parent(null, ""));
        while (!open.isEmpty()) {
            var parent = open.poll();
            for (var folder : children(parent)) {
                if (isLeftOut(folder, landmarks)) continue;
                var title = parent.path + (folder.getDisplayName() == null ? "?" : folder.getDisplayName());
                found.add(new SeenFolder(id(folder), title));
                states.put(id(folder), state(folder, landmarks));
                if (folder.getChildFolderCount() == null || folder.getChildFolderCount() > 0)
                    open.add(new Parent(id(folder), title + "/"));
            }
        }
        found.sort(Comparator.comparingInt(folder -> {
            int at = landmarks.first.indexOf(folder.name());
            return at < 0 ? FIRST.size() : at;
        }));
        return found;
    }

    /** Of a folder that is to be read: see {@link MailSource.Visit#state}. */
    @Nullable
    String state(String folder) {
        return states.get(folder);
    }

    /** @param id null for the top */
    private record Parent(@Nullable String id, String path) {}

    private static String id(MailFolder folder) {
        return String.valueOf(folder.getId());
    }

    private static boolean isLeftOut(MailFolder folder, Landmarks landmarks) {
        var type = folder.getOdataType();
        return folder.getId() == null
                || landmarks.leftOut.contains(folder.getId())
                || Boolean.TRUE.equals(folder.getIsHidden())
                || (type != null && type.endsWith("mailSearchFolder"));
    }

    /**
     * Equal to the last time's when the folder holds as much as before and was asked within the hour; where one message
     * came and another went, its changes are seen when the hour is over. The hours of different folders end at different
     * times.
     */
    private @Nullable String state(MailFolder folder, Landmarks landmarks) {
        if (landmarks.first.contains(folder.getId()) || folder.getTotalItemCount() == null) return null;
        var hour = (now.getEpochSecond() + Math.floorMod(id(folder).hashCode(), AN_HOUR)) / AN_HOUR;
        return folder.getTotalItemCount() + "/" + folder.getUnreadItemCount() + "@" + hour;
    }

    /** Whether a folder that was not listed would be now: shown, and so is everything above it. */
    boolean isShown(String folder, Landmarks landmarks, Set<String> listed) throws MailTrouble {
        var at = folder;
        for (int height = 0; height < DEEPEST; height++) {
            var found = found(at);
            if (found == null || isLeftOut(found, landmarks)) return false;
            var parent = found.getParentFolderId();
            if (parent == null || landmarks.leftOut.contains(parent)) return false;
            if (parent.equals(landmarks.root) || listed.contains(parent)) return true;
            at = parent;
        }
        return false;
    }

    private @Nullable MailFolder found(String folder) throws MailTrouble {
        try {
            return client.ask(() -> client.graph()
                    .users()
                    .byUserId(user)
                    .mailFolders()
                    .byMailFolderId(folder)
                    .get(request -> {
                        if (request.queryParameters != null)
                            request.queryParameters.select = new String[] {"id", "parentFolderId", "isHidden"};
                        Preferences.of(request.headers);
                    }));
        } catch (MailTrouble e) {
            if (e.trouble() instanceof Trouble.Gone) return null;
            throw e;
        }
    }

    private List<MailFolder> children(Parent parent) throws MailTrouble {
        var links = new Links(client, user);
        var under = parent.id == null ? "mailFolders" : "mailFolders/" + parent.id + "/childFolders";
        var all = new ArrayList<MailFolder>();
        var page = firstPage(parent);
        var asked = new HashSet<String>();
        for (int pages = 1; ; pages++) {
            if (page.getValue() != null) all.addAll(page.getValue());
            var next = page.getOdataNextLink();
            if (next == null) return all;
            var link = links.followed(next, under).orElse(null);
            if (link == null || !asked.add(next) || pages > MOST_PAGES)
                throw new MailTrouble(new Trouble.Transient("Microsoft 365 lists the folders without an end."));
            page = client.ask(() -> client.graph()
                    .users()
                    .byUserId(user)
                    .mailFolders()
                    .withUrl(link)
                    .get(request -> Preferences.of(request.headers)));
        }
    }

    private MailFolderCollectionResponse firstPage(Parent parent) throws MailTrouble {
        var folders = client.graph().users().byUserId(user).mailFolders();
        if (parent.id == null)
            return client.ask(() -> folders.get(request -> {
                if (request.queryParameters != null) {
                    request.queryParameters.select = FIELDS;
                    request.queryParameters.top = AT_ONCE;
                }
                Preferences.of(request.headers);
            }));
        var children = folders.byMailFolderId(parent.id).childFolders();
        return client.ask(() -> children.get(request -> {
            if (request.queryParameters != null) {
                request.queryParameters.select = FIELDS;
                request.queryParameters.top = AT_ONCE;
            }
            Preferences.of(request.headers);
        }));
    }
}
