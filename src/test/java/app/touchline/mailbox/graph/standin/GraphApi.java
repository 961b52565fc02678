package app.touchline.mailbox.graph.standin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

import tools.jackson.databind.node.ObjectNode;

import app.touchline.mailbox.graph.standin.DeltaTokens.Chain;
import app.touchline.mailbox.graph.standin.DeltaTokens.Entry;

/** The few parts of Graph that reading mail needs. Everything else is refused. */
final class GraphApi {

    private static final int MOST_OF_A_FILTERED_DELTA = 5_000;
    private static final int USUAL_PAGE = 10;

    final DeltaTokens deltas = new DeltaTokens();
    private final StandIn tenant;
    private final CalendarView calendar;

    GraphApi(StandIn tenant) {
        this.tenant = tenant;
        this.calendar = new CalendarView(tenant);
    }

    Answer answer(Request request) {
        if (request.path().getFirst().equals("subscriptions")) return tenant.subscriptions.answer(request);
        if (!request.method().equals("GET")) throw new Refused(405, "BadRequest", "Only reading is allowed.");
        var path = request.path();
        if (!path.getFirst().equals("users")) throw unknown(request);
        if (path.size() == 1) return users(request);
        var user = tenant.find(path.get(1));
        if (path.size() == 2) return user(request, user);
        if (path.get(2).equals("calendarView") && path.size() == 3) return calendar.answer(request, user);
        mayRead(user);
        if (tenant.forbidsHeaders && request.query().getOrDefault("$select", "").contains("internetMessageHeaders"))
            throw new Refused(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
        var rest = path.subList(2, path.size());
        return switch (rest.getFirst()) {
            case "messages" -> messages(request, user, rest);
            case "mailFolders" -> folders(request, user, rest);
            default -> throw unknown(request);
        };
    }

    private static Refused unknown(Request request) {
        return Refused.badQuery(
                "Resource not found for the segment '" + request.path().getLast() + "'.");
    }

    void mayRead(StandInMailbox user) {
        var granted = tenant.permissions.contains("Mail.ReadBasic.All") || tenant.permissions.contains("Mail.Read");
        var scope = tenant.scope;
        if (!granted || (scope != null && !scope.contains(user.address)))
            throw new Refused(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
        if (!user.enabled)
            throw new Refused(
                    404,
                    "MailboxNotEnabledForRESTAPI",
                    "The mailbox is either inactive, soft-deleted, or is hosted on-premise.");
    }

    // ---- users

    private Answer users(Request request) {
        mayList();
        var query = new Query(request, "$select", "$top", "$filter", "$search", "$orderby", "$count", "$skiptoken");
        var select = query.select("user");
        int size = query.number("$top", 100, 999);
        var found = new ArrayList<>(tenant.mailboxes.values());
        if (query.has("$search")) {
            if (!request.header("ConsistencyLevel").equals("eventual"))
                throw new Refused(
                        400,
                        "Request_UnsupportedQuery",
                        "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'");
            var terms = List.of(query.get("$search").split(" OR "));
            found.removeIf(user -> terms.stream().noneMatch(term -> matches(user, term)));
        }
        if (query.has("$filter")) {
            var wanted = List.of(query.get("$filter").split(" or "));
            found.removeIf(user -> wanted.stream().noneMatch(clause -> equals(user, clause)));
        }
        found.sort(Comparator.comparing(user -> user.displayName));
        int from = query.has("$skiptoken") ? Integer.parseInt(query.get("$skiptoken")) : 0;
        return page(request, found, from, size, "$skiptoken", user -> Shown.user(user, select));
    }

    private void mayList() {
        if (!tenant.permissions.contains("User.ReadBasic.All"))
            throw new Refused(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }

    private static boolean matches(StandInMailbox user, String term) {
        var parts = term.replace("\"", "").split(":", 2);
        var wanted = parts[1].toLowerCase(Locale.ROOT);
        return switch (parts[0]) {
            case "displayName" -> tokens(user.displayName).stream().anyMatch(word -> word.startsWith(wanted));
            case "mail" -> user.address.startsWith(wanted);
            default -> throw Refused.badQuery("Unsupported property in $search: " + parts[0]);
        };
    }

    private static List<String> tokens(String name) {
        return List.of(name.toLowerCase(Locale.ROOT).split("[ .-]"));
    }

    private static boolean equals(StandInMailbox user, String clause) {
        var parts = clause.split(" eq ", 2);
        if (parts.length != 2 || !parts[1].matches("'.*'")) throw Refused.badQuery("Invalid filter clause: " + clause);
        var wanted = parts[1].substring(1, parts[1].length() - 1).replace("''", "'");
        return switch (parts[0]) {
            case "mail", "userPrincipalName" -> user.address.equalsIgnoreCase(wanted);
            case "displayName" -> user.displayName.equalsIgnoreCase(wanted);
            default -> throw Refused.badQuery("Invalid filter clause: " + clause);
        };
    }

    private Answer user(Request request, StandInMailbox user) {
        mayList();
        var query = new Query(request, "$select");
        return Answer.json(Shown.user(user, query.select("user")));
    }

    // ---- folders

    private Answer folders(Request request, StandInMailbox user, List<String> rest) {
        if (rest.size() == 1) return folderList(request, user, user.folder("msgfolderroot"));
        var folder = user.folder(rest.get(1));
        if (rest.size() == 2) {
            var query = new Query(request, "$select");
            return Answer.json(Shown.folder(user, folder, query.select("mailFolder")));
        }
        return switch (rest.get(2)) {
            case "childFolders" -> folderList(request, user, folder);
            case "messages" -> {
                if (rest.size() == 3) yield messageList(request, user, List.copyOf(folder.items.values()));
                if (rest.get(3).equals("delta")) yield delta(request, user, folder);
                if (rest.get(3).equals("$count")) yield count(request, List.copyOf(folder.items.values()));
                throw unknown(request);
            }
            default -> throw unknown(request);
        };
    }

    private Answer folderList(Request request, StandInMailbox user, StandInFolder parent) {
        var query = new Query(request, "$select", "$top", "$skip", "includeHiddenFolders");
        var select = query.select("mailFolder");
        boolean hidden = "true".equals(query.get("includeHiddenFolders"));
        var found = user.children(parent.id).stream()
                .filter(each -> hidden || !each.hidden)
                .toList();
        int size = query.number("$top", USUAL_PAGE, 1_000);
        return page(
                request,
                found,
                query.number("$skip", 0, 1_000_000),
                size,
                "$skip",
                folder -> Shown.folder(user, folder, select));
    }

    // ---- messages

    private Answer messages(Request request, StandInMailbox user, List<String> rest) {
        if (rest.size() == 1) return messageList(request, user, List.copyOf(user.items()));
        if (rest.get(1).equals("$count")) return count(request, List.copyOf(user.items()));
        if (rest.get(1).equals("delta"))
            throw Refused.badQuery("Change tracking is not supported against 'microsoft.graph.message'.");
        if (rest.size() != 2) throw unknown(request);
        var query = new Query(request, "$select");
        var item = user.item(rest.get(1), request.wantsImmutableIds());
        return Answer.json(shown(item, query.select("message"), request));
    }

    private Answer messageList(Request request, StandInMailbox user, List<StandInItem> items) {
        var query = new Query(request, "$select", "$filter", "$orderby", "$top", "$skip", "$count");
        var select = query.select("message");
        var filter = query.filter(false);
        var found = new ArrayList<>(items.stream().filter(filter).toList());
        if (query.newestFirst())
            found.sort(Comparator.comparing((StandInItem item) -> item.receivedAt)
                    .reversed()
                    .thenComparing(item -> item.immutableId));
        int size = query.number("$top", USUAL_PAGE, 1_000);
        return page(
                request,
                found,
                query.number("$skip", 0, 1_000_000),
                size,
                "$skip",
                item -> shown(item, select, request));
    }

    private Answer count(Request request, List<StandInItem> items) {
        var filter = new Query(request, "$filter").filter(false);
        return Answer.text(String.valueOf(items.stream().filter(filter).count()));
    }

    private ObjectNode shown(StandInItem item, List<String> select, Request request) {
        return Shown.message(item, select, request.wantsImmutableIds(), tenant.showsHeaders);
    }

    private <T> Answer page(
            Request request, List<T> found, int from, int size, String skip, Function<T, ObjectNode> shown) {
        var json = Answer.JSON.createObjectNode();
        json.put(
                "@odata.context",
                tenant.graphUrl() + "/$metadata#" + request.path().getLast());
        if ("true".equals(request.query().get("$count"))) json.put("@odata.count", found.size());
        var value = json.putArray("value");
        found.stream().skip(from).limit(size).forEach(each -> value.add(shown.apply(each)));
        if (from + size < found.size()) {
            var options = new LinkedHashMap<>(request.query());
            options.put(skip, String.valueOf(from + size));
            json.put("@odata.nextLink", tenant.root() + request.uri().getRawPath() + "?" + encoded(options));
        }
        return Answer.json(json);
    }

    private static String encoded(LinkedHashMap<String, String> options) {
        return options.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    // ---- delta

    private Answer delta(Request request, StandInMailbox user, StandInFolder folder) {
        synchronized (user) {
            var token =
                    request.query().getOrDefault("$skiptoken", request.query().get("$deltatoken"));
            if (token == null) return firstPage(request, user, folder);
            new Query(request, "$skiptoken", "$deltatoken"); // the token has the rest: links are followed as they are
            var place = deltas.at(token, user.id, folder.id);
            var rest = place.rest();
            var until = place.until();
            if (place.roundOver()) {
                until = user.now();
                rest = changed(user, folder, place);
            }
            return deltaPage(request, user, place.chain(), rest, until);
        }
    }

    private Answer firstPage(Request request, StandInMailbox user, StandInFolder folder) {
        var query = new Query(request, "$select", "$filter", "$orderby", "$top", "changeType");
        var filter = query.filter(true);
        query.newestFirst();
        query.number("$top", USUAL_PAGE, 1_000);
        var chain = new Chain(user.id, folder.id, query.select("message"), filter);
        var now = folder.items.values().stream().filter(filter).collect(Collectors.toCollection(ArrayList::new));
        now.sort(Comparator.comparing(item -> Integer.reverse(item.immutableId.hashCode()))); // no order is promised
        if (query.has("$filter") && now.size() > MOST_OF_A_FILTERED_DELTA) {
            now.sort(Comparator.comparing((StandInItem item) -> item.receivedAt).reversed());
            now.subList(MOST_OF_A_FILTERED_DELTA, now.size()).clear();
        }
        var entries = now.stream()
                .map(item -> new Entry(item.immutableId, Entry.What.WHOLE))
                .toList();
        return deltaPage(request, user, chain, entries, user.now());
    }

    private static List<Entry> changed(StandInMailbox user, StandInFolder folder, DeltaTokens.Place place) {
        var last = new LinkedHashMap<String, Entry>();
        for (var change : user.changes(folder.id, place.until(), user.now())) {
            var item = folder.items.get(change.item());
            switch (change.what()) {
                case GONE -> last.put(change.item(), new Entry(change.item(), Entry.What.REMOVED));
                case ADDED -> {
                    if (item != null && place.chain().filter.test(item))
                        last.put(change.item(), new Entry(change.item(), Entry.What.WHOLE));
                }
                case READ_TOGGLED -> {
                    if (item != null && place.chain().filter.test(item))
                        last.putIfAbsent(change.item(), new Entry(change.item(), Entry.What.PARTIAL));
                }
            }
        }
        return List.copyOf(last.values());
    }

    private Answer deltaPage(Request request, StandInMailbox user, Chain chain, List<Entry> entries, long until) {
        int wanted = request.maxPageSize() > 0 ? request.maxPageSize() : USUAL_PAGE;
        int size = Math.min(wanted, entries.size());
        var json = Answer.JSON.createObjectNode();
        json.put("@odata.context", tenant.graphUrl() + "/$metadata#Collection(message)");
        var value = json.putArray("value");
        for (var entry : entries.subList(0, size)) value.add(shown(request, user, chain, entry));
        var rest = entries.subList(size, entries.size());
        boolean over = rest.isEmpty();
        var token = deltas.keep(chain, rest, until, over);
        json.put(
                over ? "@odata.deltaLink" : "@odata.nextLink",
                "%s/users('%s')/mailFolders('%s')/messages/delta?%s=%s"
                        .formatted(
                                tenant.graphUrl(),
                                request.user(),
                                request.path().get(3),
                                over ? "$deltatoken" : "$skiptoken",
                                token));
        var answer = Answer.json(json);
        return request.maxPageSize() > 0
                ? answer.with("Preference-Applied", "odata.maxpagesize=" + request.maxPageSize())
                : answer;
    }

    private ObjectNode shown(Request request, StandInMailbox user, Chain chain, Entry entry) {
        var folder = user.folders.get(chain.folder);
        var item = folder == null ? null : folder.items.get(entry.item());
        if (entry.what() == Entry.What.REMOVED || item == null)
            return Shown.removed(
                    request.wantsImmutableIds() ? entry.item() : StandInItem.mutable(entry.item(), chain.folder));
        return entry.what() == Entry.What.PARTIAL
                ? Shown.partial(item, request.wantsImmutableIds())
                : shown(item, chain.select, request);
    }
}
