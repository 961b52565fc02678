package app.touchline.mailbox.graph.standin;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A request as the stand-in understood it.
 *
 * @param path without the version, each key a segment of its own, whether it was written users/x or users('x')
 * @param query the options by name, decoded
 * @param prefer every preference of every Prefer header
 */
public record Request(
        String method,
        URI uri,
        List<String> path,
        Map<String, String> query,
        List<String> prefer,
        Map<String, String> headers,
        String body) {

    private static final Pattern KEY = Pattern.compile("([A-Za-z.$]+)\\('(.*)'\\)");
    private static final Pattern PAGE_SIZE = Pattern.compile("odata\\.maxpagesize=(\\d+)");

    public static Request of(String method, URI uri, Map<String, List<String>> headers, String body) {
        var path = new ArrayList<String>();
        for (var raw : uri.getRawPath().split("/")) {
            if (raw.isEmpty()) continue;
            var segment = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
            var key = KEY.matcher(segment);
            if (key.matches()) {
                path.add(key.group(1));
                path.add(key.group(2));
            } else path.add(segment.replaceFirst("^microsoft\\.graph\\.", "").replaceFirst("\\(\\)$", ""));
        }
        if (path.isEmpty() || !path.removeFirst().equals("v1.0"))
            throw new Refused(400, "BadRequest", "Invalid version: " + uri.getPath());
        var query = new LinkedHashMap<String, String>();
        if (uri.getRawQuery() != null)
            for (var option : uri.getRawQuery().split("&")) {
                var parts = option.split("=", 2);
                var name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
                var value = parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
                if (query.put(name, value) != null)
                    throw Refused.badQuery("Query option '" + name + "' was specified more than once.");
            }
        var prefer = new ArrayList<String>();
        var first = new LinkedHashMap<String, String>();
        headers.forEach((name, values) -> {
            first.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst());
            if (name.equalsIgnoreCase("Prefer"))
                for (var value : values) for (var one : value.split(",")) prefer.add(one.strip());
        });
        return new Request(method, uri, List.copyOf(path), query, prefer, first, body);
    }

    public boolean wantsImmutableIds() {
        return prefer.contains("IdType=\"ImmutableId\"");
    }

    /** The preferred page size, or 0. */
    public int maxPageSize() {
        for (var one : prefer) {
            var size = PAGE_SIZE.matcher(one);
            if (size.matches()) return Integer.parseInt(size.group(1));
        }
        return 0;
    }

    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
    }

    /** Whose mailbox it is about, or empty. */
    public String user() {
        return path.size() > 1 && path.getFirst().equals("users") ? path.get(1) : "";
    }

    public boolean isDelta() {
        return path.getLast().equals("delta");
    }

    public boolean isMessageList() {
        return path.getLast().equals("messages");
    }

    public boolean isFolderList() {
        return path.getLast().equals("mailFolders") || path.getLast().equals("childFolders");
    }
}
