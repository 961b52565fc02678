package app.touchline.mailbox.graph;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Message;
import app.touchline.mailbox.Trouble;
import app.touchline.mailbox.Unreadable;

/** What one page of Graph's holds for us: whole messages of the folders that count, each once. */
final class Post {

    /** Nothing of a body is ever asked for. */
    static final String[] FIELDS = {
        "id",
        "internetMessageId",
        "conversationId",
        "conversationIndex",
        "parentFolderId",
        "receivedDateTime",
        "sentDateTime",
        "isDraft",
        "from",
        "sender",
        "toRecipients",
        "ccRecipients",
        "bccRecipients",
        "subject",
        "internetMessageHeaders"
    };

    static final String[] WITHOUT_HEADERS = Arrays.copyOf(FIELDS, FIELDS.length - 1);

    /** Which folders count, as far as the caller knows. */
    interface Counts {
        boolean folder(String id) throws MailTrouble;
    }

    private final TenantClient client;
    private final String user;
    private final String mailbox;
    private final Known known;
    private final Counts counts;
    private final Instant since;

    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final Map<String, Unreadable> unreadable = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();

    Post(TenantClient client, String user, String mailbox, Known known, Counts counts, Instant since) {
        this.client = client;
        this.user = user;
        this.mailbox = mailbox;
        this.known = known;
        this.counts = counts;
        this.since = since;
    }

    void add(@Nullable List<com.microsoft.graph.models.Message> page) throws MailTrouble {
        if (page == null) return;
        for (var message : page) {
            var id = message.getId();
            if (id == null || message.getAdditionalData().containsKey("@removed") || !seen.add(id)) continue;
            if (!isPartial(message)) take(message);
            else if (!known.contains(mailbox, id)) {
                seen.remove(id);
                var whole = fetched(id);
                if (whole.isPresent() && seen.add(id)) take(whole.get());
            }
        }
    }

    /** Of a message that was merely read or flagged only what has changed is told. */
    private static boolean isPartial(com.microsoft.graph.models.Message message) {
        return message.getReceivedDateTime() == null;
    }

    /** Empty when it is gone meanwhile. */
    Optional<com.microsoft.graph.models.Message> fetched(String id) throws MailTrouble {
        try {
            return Optional.of(client.askForMail(fields -> client.graph()
                    .users()
                    .byUserId(user)
                    .messages()
                    .byMessageId(id)
                    .get(request -> {
                        if (request.queryParameters != null) request.queryParameters.select = fields;
                        Preferences.of(request.headers);
                    })));
        } catch (MailTrouble e) {
            if (e.trouble() instanceof Trouble.Gone) return Optional.empty();
            throw e;
        }
    }

    void take(com.microsoft.graph.models.Message message) throws MailTrouble {
        if (Boolean.TRUE.equals(message.getIsDraft())) return;
        var folder = message.getParentFolderId();
        var providerId = Letterhead.providerId(message);
        if (folder == null) unreadable.put(providerId, new Unreadable(providerId, "NoFolder"));
        if (folder == null || !counts.folder(folder)) return;
        try {
            var read = Letterhead.read(message, mailbox);
            if (!read.receivedAt().isBefore(since)) messages.put(providerId, read);
            known.add(mailbox, String.valueOf(message.getId()));
        } catch (RuntimeException poison) {
            unreadable.put(
                    providerId, new Unreadable(providerId, poison.getClass().getSimpleName()));
        }
    }

    List<Message> messages() {
        return List.copyOf(messages.values());
    }

    List<Unreadable> unreadable() {
        return List.copyOf(unreadable.values());
    }
}
