package app.touchline.mailbox.graph.standin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A user of the stand-in's tenant and the mailbox behind it. What happens in it is written down for delta to tell. */
public final class StandInMailbox {

    /** What delta tells of. */
    public enum What {
        ADDED,
        READ_TOGGLED,
        GONE
    }

    public record Change(long at, String folder, String item, What what) {}

    private static final Map<String, String> DEFAULT_FOLDERS = defaultFolders();

    public final String id;
    public final String address;
    public final String displayName;
    public final Map<String, StandInFolder> folders = new LinkedHashMap<>();
    public final List<Change> log = new ArrayList<>();
    public final AtomicInteger inFlight = new AtomicInteger();
    public final AtomicInteger mostInFlight = new AtomicInteger();

    /** Off for a user whose mailbox lies elsewhere, or for as long as it flaps. */
    public boolean enabled = true;

    /** Old servers tell of a move only where the message left. */
    public boolean movesShowWhereTheyArrive = true;

    /** The main calendar; guarded by this mailbox. */
    public final List<StandInEvent> calendar = new ArrayList<>();

    /** Told of what comes in. */
    public Consumer<StandInItem> arrivals = item -> {};

    private long now;
    private int made;
    private final Map<String, StandInItem> byId = new java.util.HashMap<>();

    public StandInMailbox(String id, String address, String displayName) {
        this.id = id;
        this.address = address;
        this.displayName = displayName;
        var root = new StandInFolder("root-" + id, "", "Top of Information Store", "msgfolderroot");
        folders.put(root.id, root);
        DEFAULT_FOLDERS.forEach((wellKnown, name) -> {
            var folder = new StandInFolder("AQMk-" + wellKnown + "-" + id.substring(0, 8), root.id, name, wellKnown);
            folders.put(folder.id, folder);
        });
    }

    private static Map<String, String> defaultFolders() {
        var names = new LinkedHashMap<String, String>();
        names.put("archive", "Archive");
        names.put("conversationhistory", "Conversation History");
        names.put("deleteditems", "Deleted Items");
        names.put("drafts", "Drafts");
        names.put("inbox", "Inbox");
        names.put("junkemail", "Junk Email");
        names.put("outbox", "Outbox");
        names.put("sentitems", "Sent Items");
        return names;
    }

    public synchronized StandInFolder folder(String idOrWellKnown) {
        var byId = folders.get(idOrWellKnown);
        if (byId != null) return byId;
        return folders.values().stream()
                .filter(each -> idOrWellKnown.equalsIgnoreCase(each.wellKnown))
                .findFirst()
                .orElseThrow(
                        () -> new Refused(
                                404,
                                "ErrorItemNotFound",
                                "The specified object was not found in the store., The process failed to get the correct properties."));
    }

    public synchronized StandInFolder make(String name, String under) {
        var folder = new StandInFolder("AQMk-f" + ++made + "-" + id.substring(0, 8), folder(under).id, name, null);
        folders.put(folder.id, folder);
        return folder;
    }

    public synchronized List<StandInFolder> children(String parentId) {
        return folders.values().stream()
                .filter(each -> each.parentId.equals(parentId))
                .toList();
    }

    public synchronized Collection<StandInItem> items() {
        return folders.values().stream()
                .filter(folder -> !folder.search)
                .flatMap(folder -> folder.items.values().stream())
                .toList();
    }

    public synchronized StandInItem item(String givenId, boolean immutable) {
        var item = immutable ? byId.get(givenId) : byMutableId(givenId);
        if (item == null || !item.id(immutable).equals(givenId))
            throw new Refused(404, "ErrorItemNotFound", "The specified object was not found in the store.");
        return item;
    }

    private StandInItem byMutableId(String givenId) {
        return items().stream()
                .filter(each -> each.mutableId().equals(givenId))
                .findFirst()
                .orElse(null);
    }

    public synchronized StandInItem deliver(String folder, StandInItem item) {
        if (item.immutableId.isEmpty()) item.immutableId = "AAkA" + id.substring(0, 8) + "-" + ++made;
        put(folder(folder), item);
        if ("sentitems".equals(item.folder.wellKnown)) item.headers.clear(); // nothing was transported
        arrivals.accept(item);
        return item;
    }

    private StandInItem put(StandInFolder folder, StandInItem item) {
        item.folder = folder;
        folder.items.put(item.immutableId, item);
        byId.put(item.immutableId, item);
        var isNewHere = folder.everSeen.add(item.immutableId);
        // a message that comes back under the id that it had is not told again
        if (isNewHere && movesShowWhereTheyArrive) log(folder, item, What.ADDED);
        return item;
    }

    public synchronized void arrives(String folder, StandInItem item) {
        var shown = movesShowWhereTheyArrive;
        movesShowWhereTheyArrive = true;
        deliver(folder, item);
        movesShowWhereTheyArrive = shown;
    }

    public synchronized void move(StandInItem item, String to) {
        leave(item);
        put(folder(to), item);
    }

    /** To the online archive: a store of its own, with ids of its own. */
    public synchronized void moveToOnlineArchive(StandInItem item, String to) {
        leave(item);
        item.immutableId = "AAkA" + id.substring(0, 8) + "-archived-" + ++made;
        put(folder(to), item);
    }

    public synchronized void delete(StandInItem item) {
        leave(item);
    }

    private void leave(StandInItem item) {
        item.folder.items.remove(item.immutableId);
        byId.remove(item.immutableId);
        log(item.folder, item, What.GONE);
    }

    public synchronized void toggleRead(StandInItem item) {
        item.read = !item.read;
        log(item.folder, item, What.READ_TOGGLED);
    }

    public synchronized void remove(String folder) {
        var gone = folder(folder);
        folders.remove(gone.id);
    }

    private void log(StandInFolder folder, StandInItem item, What what) {
        log.add(new Change(++now, folder.id, item.immutableId, what));
    }

    public synchronized long now() {
        return now;
    }

    public synchronized List<Change> changes(String folder, long after, long until) {
        return log.stream()
                .filter(each ->
                        each.at() > after && each.at() <= until && each.folder().equals(folder))
                .toList();
    }

    public synchronized StandInItem only() {
        return items().stream().findFirst().orElseThrow(NoSuchElementException::new);
    }

    public static StandInItem mail(String from, String to, String messageId, Instant receivedAt) {
        var item = new StandInItem();
        item.internetMessageId = "<" + messageId + ">";
        item.from = new StandInItem.Who("", from);
        item.sender = item.from;
        item.to.add(new StandInItem.Who("", to));
        item.receivedAt = receivedAt;
        item.sentAt = receivedAt.minusSeconds(2);
        item.subject = "Hello";
        item.conversationId = "AAQk-" + messageId;
        item.conversationIndex = new byte[22];
        item.headers.add(new StandInItem.Header("Message-ID", "<" + messageId + ">"));
        item.headers.add(new StandInItem.Header("From", from));
        item.headers.add(new StandInItem.Header("To", to));
        item.headers.add(new StandInItem.Header("Subject", item.subject));
        return item;
    }
}
