package app.touchline.mailbox.graph.standin;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;

import tools.jackson.databind.node.ObjectNode;

/** How the stand-in writes things down as Graph does. Times are shown to the second, though kept more finely. */
final class Shown {

    private Shown() {}

    static ObjectNode message(StandInItem item, List<String> select, boolean immutable, boolean withHeaders) {
        var json = Answer.JSON.createObjectNode();
        if (item.type != null) json.put("@odata.type", "#microsoft.graph." + item.type);
        json.put("@odata.etag", "W/\"CQAAABYAAAC" + Integer.toHexString(item.immutableId.hashCode()) + "\"");
        json.put("id", item.id(immutable));
        for (var name : select) {
            switch (name) {
                case "internetMessageId" -> json.put(name, item.internetMessageId);
                case "conversationId" -> json.put(name, item.conversationId);
                case "conversationIndex" ->
                    json.put(
                            name,
                            item.conversationIndex == null
                                    ? null
                                    : Base64.getEncoder().encodeToString(item.conversationIndex));
                case "parentFolderId" -> json.put(name, item.folder.id);
                case "receivedDateTime", "createdDateTime", "lastModifiedDateTime" ->
                    json.put(name, time(item.receivedAt));
                case "sentDateTime" -> json.put(name, item.sentAt == null ? null : time(item.sentAt));
                case "isDraft" -> json.put(name, item.draft);
                case "isRead" -> json.put(name, item.read);
                case "from" -> who(json, name, item.from);
                case "sender" -> who(json, name, item.sender);
                case "toRecipients" -> all(json, name, item.to);
                case "ccRecipients" -> all(json, name, item.cc);
                case "bccRecipients" -> all(json, name, item.bcc);
                case "replyTo" -> json.putArray(name);
                case "subject" -> json.put(name, item.subject);
                case "hasAttachments" -> json.put(name, false);
                case "importance" -> json.put(name, "normal");
                case "internetMessageHeaders" -> {
                    if (withHeaders && !item.headers.isEmpty()) headers(json, name, item);
                }
                default -> {}
            }
        }
        return json;
    }

    static ObjectNode partial(StandInItem item, boolean immutable) {
        var json = Answer.JSON.createObjectNode();
        json.put("id", item.id(immutable));
        json.put("isRead", item.read);
        return json;
    }

    static ObjectNode removed(String id) {
        var json = Answer.JSON.createObjectNode();
        json.putObject("@removed").put("reason", "deleted");
        json.put("id", id);
        return json;
    }

    static ObjectNode folder(StandInMailbox mailbox, StandInFolder folder, List<String> select) {
        var json = Answer.JSON.createObjectNode();
        if (folder.search) json.put("@odata.type", "#microsoft.graph.mailSearchFolder");
        json.put("id", folder.id);
        for (var name : select) {
            switch (name) {
                case "displayName" -> json.put(name, folder.displayName);
                case "parentFolderId" -> json.put(name, folder.parentId);
                case "childFolderCount" ->
                    json.put(name, mailbox.children(folder.id).size());
                case "totalItemCount" -> json.put(name, folder.items.size());
                case "unreadItemCount" ->
                    json.put(
                            name,
                            folder.items.values().stream()
                                    .filter(item -> !item.read)
                                    .count());
                case "isHidden" -> json.put(name, folder.hidden);
                default -> {}
            }
        }
        return json;
    }

    static ObjectNode user(StandInMailbox user, List<String> select) {
        var json = Answer.JSON.createObjectNode();
        json.put("id", user.id);
        for (var name : select) {
            switch (name) {
                case "displayName" -> json.put(name, user.displayName);
                case "mail", "userPrincipalName" -> json.put(name, user.address);
                case "accountEnabled" -> json.put(name, true);
                default -> {}
            }
        }
        return json;
    }

    private static void who(ObjectNode json, String name, StandInItem.Who who) {
        if (who == null) return;
        json.set(name, recipient(who));
    }

    private static ObjectNode recipient(StandInItem.Who who) {
        var json = Answer.JSON.createObjectNode();
        json.putObject("emailAddress")
                .put("name", who.name().isEmpty() ? who.address() : who.name())
                .put("address", who.address());
        return json;
    }

    private static void all(ObjectNode json, String name, List<StandInItem.Who> all) {
        var list = json.putArray(name);
        all.forEach(each -> list.add(recipient(each)));
    }

    private static void headers(ObjectNode json, String name, StandInItem item) {
        var list = json.putArray(name);
        item.headers.forEach(each -> list.addObject().put("name", each.name()).put("value", each.value()));
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
