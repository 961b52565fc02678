package app.touchline.mailbox.graph.standin;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads query options as strictly as the documentation has them: what is not in it is refused with 400. */
final class Query {

    private static final Pattern BY_TIME = Pattern.compile("receivedDateTime (ge|gt|le|lt) (\\S+)");

    private static final Set<String> MESSAGE = Set.of(
            "id",
            "internetMessageId",
            "conversationId",
            "conversationIndex",
            "parentFolderId",
            "receivedDateTime",
            "sentDateTime",
            "createdDateTime",
            "lastModifiedDateTime",
            "isDraft",
            "isRead",
            "from",
            "sender",
            "replyTo",
            "toRecipients",
            "ccRecipients",
            "bccRecipients",
            "subject",
            "body",
            "bodyPreview",
            "hasAttachments",
            "importance",
            "categories",
            "internetMessageHeaders");

    private static final Set<String> FOLDER = Set.of(
            "id", "displayName", "parentFolderId", "childFolderCount", "unreadItemCount", "totalItemCount", "isHidden");

    private static final Set<String> USER =
            Set.of("id", "displayName", "mail", "userPrincipalName", "accountEnabled", "jobTitle");

    private final Map<String, String> options;

    Query(Request request, String... allowed) {
        this.options = request.query();
        for (var name : options.keySet())
            if (!Arrays.asList(allowed).contains(name))
                throw Refused.badQuery("The query option '" + name + "' is not supported here.");
    }

    List<String> select(String type) {
        var known = switch (type) {
            case "message" -> MESSAGE;
            case "mailFolder" -> FOLDER;
            default -> USER;
        };
        var raw = options.get("$select");
        if (raw == null) return List.copyOf(known);
        var names = List.of(raw.split(","));
        for (var name : names)
            if (!known.contains(name))
                throw new Refused(
                        400,
                        "RequestBroker--ParseUri",
                        "Could not find a property named '%s' on type 'microsoft.graph.%s'.".formatted(name, type));
        return names;
    }

    int number(String name, int otherwise, int most) {
        var raw = options.get(name);
        if (raw == null) return otherwise;
        if (!raw.matches("\\d{1,9}") || (name.equals("$top") && raw.equals("0")))
            throw Refused.badQuery("Invalid value '" + raw + "' for " + name + " query option found.");
        var value = Integer.parseInt(raw);
        if (value > most)
            throw Refused.badQuery(
                    "The limit of '" + most + "' for " + name.substring(1) + " query has been exceeded.");
        return value;
    }

    /** Of a list: receivedDateTime compared once or twice. Of delta: only ge or gt, once. */
    Predicate<StandInItem> filter(boolean delta) {
        var raw = options.get("$filter");
        if (raw == null) return item -> true;
        Predicate<StandInItem> all = item -> true;
        var clauses = raw.split(" and ");
        if (delta && clauses.length > 1) throw notInDelta();
        for (var clause : clauses) {
            var byTime = BY_TIME.matcher(clause);
            if (!byTime.matches()) throw Refused.badQuery("Invalid filter clause: " + clause);
            if (delta && !byTime.group(1).startsWith("g")) throw notInDelta();
            var at = time(byTime.group(2));
            all = all.and(item -> switch (byTime.group(1)) {
                case "ge" -> !item.receivedAt.isBefore(at);
                case "gt" -> item.receivedAt.isAfter(at);
                case "le" -> !item.receivedAt.isAfter(at);
                default -> item.receivedAt.isBefore(at);
            });
        }
        return all;
    }

    private static Refused notInDelta() {
        return new Refused(
                400,
                "ErrorInvalidUrlQuery",
                "The following parameters are not supported with change tracking: this $filter.");
    }

    private static Instant time(String raw) {
        try {
            return Instant.parse(raw);
        } catch (DateTimeParseException e) {
            throw Refused.badQuery("Invalid filter clause: '" + raw + "' is no date.");
        }
    }

    /** What is ordered by must be filtered by, too, where there is a filter. */
    boolean newestFirst() {
        var raw = options.get("$orderby");
        if (raw == null) return false;
        if (!raw.equals("receivedDateTime desc")) throw Refused.badQuery("$orderby is not supported by: " + raw);
        var filter = options.get("$filter");
        if (filter != null && !filter.startsWith("receivedDateTime"))
            throw new Refused(
                    400, "InefficientFilter", "The restriction or sort order is too complex for this operation.");
        return true;
    }

    String get(String name) {
        return options.get(name);
    }

    boolean has(String name) {
        return options.containsKey(name);
    }
}
